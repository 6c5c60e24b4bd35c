using System.Globalization;
using Weir.Engine.Types;

namespace Weir.Engine.Tests.Functions;

/// <summary>Reads a type name of the test notation: <c>INT</c>, <c>DECIMAL(5, 2)</c>, <c>ARRAY&lt;INT&gt;</c>,
/// <c>ROW&lt;a INT, b STRING&gt;</c>.</summary>
internal static class TypeReader
{
    public static SqlType Read(string text)
    {
        var at = 0;
        return Read(text, ref at);
    }

    public static bool IsParameterized(string name) =>
        name is "DECIMAL" or "CHAR" or "VARCHAR" or "TIMESTAMP" or "TIMESTAMP_LTZ" or "TIME";

    public static SqlType Read(string text, ref int at)
    {
        var name = Word(text, ref at);
        return name switch
        {
            "ARRAY" => SqlType.Array(Nested(text, ref at)[0].Type),
            "MULTISET" => SqlType.Multiset(Nested(text, ref at)[0].Type),
            "MAP" => Nested(text, ref at) is var parts ? SqlType.Map(parts[0].Type, parts[1].Type) : null!,
            "ROW" => SqlType.Row([.. Nested(text, ref at)]),
            _ => Simple(name, Numbers(text, ref at)),
        };
    }

    private static SqlType Simple(string name, List<int> numbers) => name switch
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
        "CHAR" => SqlType.Char(numbers[0]),
        "VARCHAR" => SqlType.VarChar(numbers[0]),
        "BINARY" => SqlType.Binary(numbers[0]),
        "VARBINARY" => SqlType.VarBinary(numbers[0]),
        "DATE" => SqlType.Date,
        "TIME" => SqlType.Time(numbers.Count > 0 ? numbers[0] : 0),
        "TIMESTAMP" => SqlType.Timestamp(numbers.Count > 0 ? numbers[0] : 6),
        "TIMESTAMP_LTZ" => SqlType.TimestampLtz(numbers.Count > 0 ? numbers[0] : 6),
        "INTERVAL_MONTH" => SqlType.IntervalMonth,
        "INTERVAL_SECOND" => SqlType.IntervalSecond,
        _ => throw new FormatException($"no type '{name}'"),
    };

    private static List<RowField> Nested(string text, ref int at)
    {
        var parts = new List<RowField>();
        do
        {
            at++;
            Blanks(text, ref at);
            var start = at;
            var word = Word(text, ref at);
            var name = "";
            if (at < text.Length && text[at] == ' ')
            {
                name = word;
                Blanks(text, ref at);
            }
            else
            {
                at = start;
            }

            parts.Add(new RowField(name, Read(text, ref at)));
        }
        while (text[at] == ',');
        at++;
        return parts;
    }

    private static List<int> Numbers(string text, ref int at)
    {
        var numbers = new List<int>();
        if (at >= text.Length || text[at] != '(')
        {
            return numbers;
        }

        do
        {
            at++;
            Blanks(text, ref at);
            numbers.Add(int.Parse(Word(text, ref at), CultureInfo.InvariantCulture));
        }
        while (text[at] == ',');
        at++;
        return numbers;
    }

    private static string Word(string text, ref int at)
    {
        var start = at;
        while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] == '_'))
        {
            at++;
        }

        return text[start..at];
    }

    private static void Blanks(string text, ref int at)
    {
        while (at < text.Length && text[at] == ' ')
        {
            at++;
        }
    }
}
