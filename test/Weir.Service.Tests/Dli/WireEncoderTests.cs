using System.Text;
using System.Text.Json;
using Weir.Service.Apis.Dli;
using Xunit;

namespace Weir.Service.Tests.Dli;

public sealed class WireEncoderTests
{
    [Theory]
    [InlineData("作业更新成功", "作业更新成功")]
    [InlineData("<&'+>\u2028\u00a0", "<&'+>\u2028\u00a0")]
    [InlineData("😀", "😀")]
    [InlineData("a\"b\\c/d", "a\\\"b\\\\c/d")]
    [InlineData("\n\r\t\b\f\u0001", "\\n\\r\\t\\b\\f\\u0001")]
    [InlineData("😀\"作", "😀\\\"作")]
    public void Texts_go_out_as_utf8_with_only_the_escapes_that_json_demands(string text, string written)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(new ErrorBody("c", text), DliJson.Wire.ErrorBody);

        Assert.Equal($$"""{"error_code":"c","error_msg":"{{written}}"}""", Encoding.UTF8.GetString(bytes));
    }

    [Fact]
    public void Half_a_surrogate_pair_becomes_a_replacement_character()
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(new ErrorBody("c", "a\ud83d!"), DliJson.Wire.ErrorBody);

        Assert.Equal("{\"error_code\":\"c\",\"error_msg\":\"a\ufffd!\"}", Encoding.UTF8.GetString(bytes));
    }
}
