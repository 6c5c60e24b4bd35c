using Weir.Engine.Tests.Functions;
using Weir.Engine.Types;
using Xunit;

namespace Weir.Engine.Tests.Types;

public sealed class TypeRulesTests
{
    [Theory]
    [InlineData("INT", "BIGINT", "BIGINT")]
    [InlineData("TINYINT", "SMALLINT", "SMALLINT")]
    [InlineData("INT", "DECIMAL(5, 2)", "DECIMAL(12, 2)")]
    [InlineData("DECIMAL(10, 2)", "DECIMAL(5, 4)", "DECIMAL(12, 4)")]
    [InlineData("FLOAT", "BIGINT", "FLOAT")]
    [InlineData("FLOAT", "DECIMAL(5, 2)", "DOUBLE")]
    [InlineData("FLOAT", "DOUBLE", "DOUBLE")]
    [InlineData("CHAR(1)", "CHAR(3)", "VARCHAR(3)")]
    [InlineData("CHAR(3)", "CHAR(3)", "CHAR(3)")]
    [InlineData("CHAR(3)", "STRING", "STRING")]
    [InlineData("BINARY(2)", "BYTES", "BYTES")]
    [InlineData("TIMESTAMP(3)", "TIMESTAMP(6)", "TIMESTAMP(6)")]
    [InlineData("TIMESTAMP(3)", "TIMESTAMP_LTZ(0)", "TIMESTAMP_LTZ(3)")]
    [InlineData("ARRAY<INT>", "ARRAY<BIGINT>", "ARRAY<BIGINT>")]
    [InlineData("MAP<STRING, INT>", "MAP<STRING, DOUBLE>", "MAP<STRING, DOUBLE>")]
    [InlineData("ROW<a INT>", "ROW<b BIGINT>", "ROW<`a` BIGINT>")]
    [InlineData("ROW<a INT>", "ROW<a INT, b INT>", null)]
    [InlineData("DATE", "TIMESTAMP(3)", null)]
    [InlineData("INT", "STRING", null)]
    [InlineData("BOOLEAN", "INT", null)]
    [InlineData("DATE", "STRING", null)]
    public void Common_types(string a, string b, string? expected)
    {
        Assert.Equal(expected, TypeRules.CommonType(TypeReader.Read(a), TypeReader.Read(b))?.ToString());
        Assert.Equal(expected is null, TypeRules.CommonType(TypeReader.Read(b), TypeReader.Read(a)) is null);
    }

    [Fact]
    public void A_common_type_is_nullable_when_one_side_is()
    {
        Assert.False(TypeRules.CommonType(SqlType.Int.NotNull(), SqlType.BigInt.NotNull())!.Nullable);
        Assert.True(TypeRules.CommonType(SqlType.Int.NotNull(), SqlType.BigInt)!.Nullable);
        Assert.Equal(SqlType.Int, TypeRules.CommonType(SqlType.Int.NotNull(), SqlType.Null));
    }

    [Theory]
    [InlineData("INT", "BIGINT", true)]
    [InlineData("BIGINT", "INT", false)]
    [InlineData("INT", "DECIMAL(3, 0)", true)]
    [InlineData("DOUBLE", "DECIMAL(3, 0)", true)]
    [InlineData("DOUBLE", "FLOAT", false)]
    [InlineData("INT", "STRING", false)]
    [InlineData("STRING", "VARCHAR(3)", true)]
    [InlineData("STRING", "CHAR(3)", false)]
    [InlineData("TIMESTAMP(3)", "TIMESTAMP_LTZ(3)", true)]
    [InlineData("TIMESTAMP(3)", "DATE", true)]
    [InlineData("DATE", "TIMESTAMP(3)", false)]
    [InlineData("ROW<a INT>", "ROW<b BIGINT>", true)]
    [InlineData("ARRAY<STRING>", "ARRAY<INT>", false)]
    public void Implicit_casts(string from, string to, bool allowed) =>
        Assert.Equal(allowed, TypeRules.CanImplicitlyCast(TypeReader.Read(from), TypeReader.Read(to)));

    [Theory]
    [InlineData("STRING", "INT", true)]
    [InlineData("BOOLEAN", "INT", true)]
    [InlineData("BOOLEAN", "DATE", false)]
    [InlineData("INT", "TIMESTAMP(3)", false)]
    [InlineData("TIMESTAMP_LTZ(3)", "BIGINT", false)]
    [InlineData("DATE", "TIME", false)]
    [InlineData("INT", "BYTES", false)]
    [InlineData("BYTES", "STRING", true)]
    [InlineData("STRING", "ARRAY<STRING>", false)]
    [InlineData("ARRAY<INT>", "STRING", true)]
    [InlineData("ARRAY<STRING>", "ARRAY<INT>", true)]
    [InlineData("ROW<a STRING>", "ROW<a INT, b INT>", false)]
    public void Explicit_casts(string from, string to, bool allowed) =>
        Assert.Equal(allowed, TypeRules.CanCast(TypeReader.Read(from), TypeReader.Read(to)));

    [Theory]
    [InlineData("TIMESTAMP(6)", null)]
    [InlineData("TIMESTAMP(9)", "TIMESTAMP(9) (more than 6 fraction digits)")]
    [InlineData("ARRAY<ROW<a TIMESTAMP_LTZ(7)>>", "TIMESTAMP_LTZ(7) (more than 6 fraction digits)")]
    public void Types_that_are_not_supported_yet(string type, string? expected) =>
        Assert.Equal(expected, TypeRules.Unsupported(TypeReader.Read(type)));
}
