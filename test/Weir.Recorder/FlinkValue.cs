using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Json;
using Weir.Golden;

namespace Weir.Recorder;

/// <summary>
/// Values as the SQL gateway sends them, rewritten to the form of golden answers: the gateway drops trailing zeros of
/// DECIMALs and of fractions of seconds and writes timestamps with T. It sends TIMESTAMP_LTZ in the session's zone, which
/// is what we want, although with a misleading Z.
/// </summary>
internal static class FlinkValue
{
    private const int MostFractionDigits = 9;

    /// <summary>Appends the value in golden form.</summary>
    public static void Write(StringBuilder text, JsonElement value, JsonElement type)
    {
        if (value.ValueKind == JsonValueKind.Null)
        {
            text.Append("null");
            return;
        }
        switch (FlinkType.Kind(type))
        {
            case "DECIMAL":
                text.Append(WithScale(value.GetRawText(), FlinkType.Number(type, "scale")));
                break;
            case "TIMESTAMP_WITHOUT_TIME_ZONE" or "TIMESTAMP_WITH_LOCAL_TIME_ZONE":
                RowText.Quote(text, Timestamp(value.GetString()!, FlinkType.Number(type, "precision")));
                break;
            case "ARRAY":
                WriteArray(text, value, type.GetProperty("elementType"));
                break;
            case "MAP":
                WriteMap(text, value, type.GetProperty("valueType"));
                break;
            case "MULTISET":
                text.Append(value.GetRawText());
                break;
            case "ROW":
                WriteRow(text, FlinkType.Fields(type).Select(field =>
                    (field.Name, field.Type, value.GetProperty(field.Name))));
                break;
            default:
                WritePlain(text, value);
                break;
        }
    }

    /// <summary>Appends an object of the given fields, in order.</summary>
    public static void WriteRow(StringBuilder text,
        IEnumerable<(string Name, JsonElement Type, JsonElement Value)> fields)
    {
        text.Append('{');
        foreach ((string name, JsonElement type, JsonElement value) in fields)
        {
            RowText.Separate(text);
            RowText.Quote(text, name);
            text.Append(':');
            Write(text, value, type);
        }
        text.Append('}');
    }

    private static void WriteArray(StringBuilder text, JsonElement value, JsonElement elementType)
    {
        text.Append('[');
        foreach (JsonElement element in value.EnumerateArray())
        {
            RowText.Separate(text);
            Write(text, element, elementType);
        }
        text.Append(']');
    }

    private static void WriteMap(StringBuilder text, JsonElement value, JsonElement valueType) =>
        WriteRow(text, value.EnumerateObject().OrderBy(entry => entry.Name, StringComparer.Ordinal)
            .Select(entry => (entry.Name, valueType, entry.Value)));

    private static void WritePlain(StringBuilder text, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.String)
        {
            RowText.Quote(text, value.GetString()!);
        }
        else
        {
            text.Append(value.GetRawText());
        }
    }

    // 1.5 with scale 3 -> 1.500; 1E+2 with scale 0 -> 100.
    private static string WithScale(string number, int scale)
    {
        string[] parts = number.ToUpperInvariant().Split('E');
        int exponent = parts.Length == 2 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 0;
        int point = parts[0].IndexOf('.');
        int decimals = (point < 0 ? 0 : parts[0].Length - point - 1) - exponent;
        BigInteger digits = BigInteger.Parse(parts[0].Replace(".", ""), CultureInfo.InvariantCulture);
        if (decimals > scale)
        {
            BigInteger cut = BigInteger.Pow(10, decimals - scale);
            if (!(digits % cut).IsZero)
            {
                throw new InvalidDataException($"{number} has more than {scale} decimals");
            }
            digits /= cut;
            decimals = scale;
        }
        digits *= BigInteger.Pow(10, scale - decimals);
        string all = BigInteger.Abs(digits).ToString(CultureInfo.InvariantCulture).PadLeft(scale + 1, '0');
        string sign = digits.Sign < 0 ? "-" : "";
        return scale == 0 ? sign + all : $"{sign}{all[..^scale]}.{all[^scale..]}";
    }

    // 2024-01-01T00:00:00.12 with precision 3 -> 2024-01-01 00:00:00.120; seconds may be left out when they are 0.
    private static string Timestamp(string iso, int precision)
    {
        string[] parts = iso.TrimEnd('Z').Replace('T', ' ').Split('.');
        string seconds = parts[0].Length - parts[0].IndexOf(' ') == " HH:mm".Length ? parts[0] + ":00" : parts[0];
        string fraction = parts.Length == 2 ? parts[1].PadRight(MostFractionDigits, '0')[..precision] : "";
        return precision == 0 ? seconds : $"{seconds}.{fraction.PadRight(precision, '0')}";
    }
}
