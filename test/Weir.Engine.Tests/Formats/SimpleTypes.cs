using System.Text.RegularExpressions;
using Weir.Engine.Types;

namespace Weir.Engine.Tests.Formats;

/// <summary>Types by their SQL names, for test data.</summary>
internal static partial class SimpleTypes
{
    public static SqlType Parse(string text)
    {
        var match = Pattern().Match(text);
        var numbers = match.Groups[2].Value.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse).ToArray();
        return match.Groups[1].Value switch
        {
            "BOOLEAN" => SqlType.Boolean,
            "TINYINT" => SqlType.TinyInt,
            "SMALLINT" => SqlType.SmallInt,
            "INT" => SqlType.Int,
            "BIGINT" => SqlType.BigInt,
            "FLOAT" => SqlType.Float,
            "DOUBLE" => SqlType.Double,
            "DECIMAL" => SqlType.Decimal(numbers[0], numbers[1]),
            "STRING" => SqlType.String,
            "BYTES" => SqlType.Bytes,
            "DATE" => SqlType.Date,
            "TIME" => SqlType.Time(numbers[0]),
            "TIMESTAMP" => SqlType.Timestamp(numbers[0]),
            "TIMESTAMP_LTZ" => SqlType.TimestampLtz(numbers[0]),
            var name => throw new ArgumentException(name),
        };
    }

    [GeneratedRegex(@"^([A-Z_]+)(?:\(([\d, ]+)\))?$")]
    private static partial Regex Pattern();
}
