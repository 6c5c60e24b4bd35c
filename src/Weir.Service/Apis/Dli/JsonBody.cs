using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Weir.Service.Apis.Dli;

/// <summary>Reads a request body into its wire record, and says of a body that does not fit which field is wrong and
/// what it should be, or where the JSON breaks off.</summary>
internal static class JsonBody
{
    // A hostile body may nest as deep as it likes; ours need four levels.
    private static readonly JsonReaderOptions ReaderOptions = new() { MaxDepth = 32 };

    public static T Read<T>(ReadOnlySequence<byte> body, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            var reader = new Utf8JsonReader(body, ReaderOptions);
            var value = JsonSerializer.Deserialize(ref reader, type);
            while (reader.Read())
            {
                // Nothing may follow but blanks; anything else makes the reader throw.
            }

            return value ?? throw Mismatch("$", type);
        }
        catch (JsonException error)
        {
            throw FindSyntaxError(body) ?? Mismatch(error.Path ?? "$", type);
        }
    }

    private static DliException? FindSyntaxError(ReadOnlySequence<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body, ReaderOptions);
            while (reader.Read())
            {
            }

            return null;
        }
        catch (JsonException error)
        {
            var detail = error.Message;
            var position = detail.IndexOf(" LineNumber:", StringComparison.Ordinal);
            detail = (position < 0 ? detail : detail[..position]).TrimEnd('.');
            return new DliException(
                Errors.MalformedJson((error.LineNumber ?? 0) + 1, (error.BytePositionInLine ?? 0) + 1, detail));
        }
    }

    private static DliException Mismatch(string path, JsonTypeInfo type)
    {
        var expected = type.Type;
        foreach (var step in path.Split('.', StringSplitOptions.RemoveEmptyEntries).Skip(1))
        {
            var bracket = step.IndexOf('[');
            var name = bracket < 0 ? step : step[..bracket];
            if (!type.Options.TryGetTypeInfo(expected, out var info)
                || info.Properties.FirstOrDefault(p => p.Name == name) is not { } property)
            {
                break;
            }

            expected = property.PropertyType;
            expected = bracket >= 0 ? expected.GetElementType() ?? expected : expected;
        }

        return new DliException(path == "$"
            ? Errors.Parameter("the request body", Expectation(expected))
            : Errors.Parameter(path.TrimStart('$', '.'), Expectation(expected)));
    }

    private static Text Expectation(Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        return plain switch
        {
            _ when plain == typeof(bool) => new Text("must be true or false", "必须是true或false"),
            _ when plain == typeof(int) => new Text("must be a 32-bit integer", "必须是32位整数"),
            _ when plain == typeof(long) => new Text("must be an integer", "必须是整数"),
            _ when plain == typeof(double) => new Text("must be a number", "必须是数字"),
            _ when plain == typeof(string) => new Text("must be a string", "必须是字符串"),
            _ when plain == typeof(string[]) => new Text("must be an array of strings", "必须是字符串数组"),
            _ when plain.IsArray => new Text("must be an array", "必须是数组"),
            _ => new Text("must be an object", "必须是对象"),
        };
    }
}
