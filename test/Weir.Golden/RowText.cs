using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Weir.Golden;

/// <summary>
/// Rows as canonical JSON text, so that two rows are equal exactly when their texts are: no blanks, escapes only where
/// JSON demands them, FLOAT and DOUBLE in .NET's shortest form, every other number as it was written.
/// </summary>
public static class RowText
{
    /// <summary>The canonical text of a row given as a JSON object, its columns typed by the schema.</summary>
    public static string Of(string json, IReadOnlyList<ColumnType> schema)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return Of(document.RootElement, schema);
    }

    /// <summary>As above; columns that the schema lacks count as not floating.</summary>
    public static string Of(JsonElement row, IReadOnlyList<ColumnType> schema)
    {
        var text = new StringBuilder("{");
        foreach (JsonProperty column in row.EnumerateObject())
        {
            Separate(text);
            Quote(text, column.Name);
            text.Append(':');
            Write(text, column.Value, schema.FirstOrDefault(type => type.Name == column.Name));
        }
        return text.Append('}').ToString();
    }

    /// <summary>Appends a JSON string: quotes, backslashes, control characters and lone surrogates escaped.</summary>
    public static void Quote(StringBuilder text, string value)
    {
        text.Append('"');
        for (int i = 0; i < value.Length; i++)
        {
            char c = value[i];
            bool pair = char.IsHighSurrogate(c) && i + 1 < value.Length && char.IsLowSurrogate(value[i + 1]);
            if (pair)
            {
                text.Append(c).Append(value[++i]);
            }
            else if (c is '"' or '\\')
            {
                text.Append('\\').Append(c);
            }
            else if (c < ' ' || char.IsSurrogate(c))
            {
                text.Append("\\u").Append(((int)c).ToString("x4"));
            }
            else
            {
                text.Append(c);
            }
        }
        text.Append('"');
    }

    /// <summary>Appends a comma unless the text has just opened an array or an object.</summary>
    public static void Separate(StringBuilder text)
    {
        if (text[^1] is not ('{' or '['))
        {
            text.Append(',');
        }
    }

    // The entries of a MAP have no order, the fields of a ROW do.
    private static IEnumerable<JsonProperty> Members(JsonElement value, ColumnType? type) => type is { IsMap: true }
        ? value.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal)
        : value.EnumerateObject();

    private static void Write(StringBuilder text, JsonElement value, ColumnType? type)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                text.Append('{');
                foreach (JsonProperty member in Members(value, type))
                {
                    Separate(text);
                    Quote(text, member.Name);
                    text.Append(':');
                    Write(text, member.Value, type);
                }
                text.Append('}');
                break;
            case JsonValueKind.Array:
                text.Append('[');
                foreach (JsonElement element in value.EnumerateArray())
                {
                    Separate(text);
                    Write(text, element, type);
                }
                text.Append(']');
                break;
            case JsonValueKind.String:
                Quote(text, value.GetString()!);
                break;
            case JsonValueKind.Number when type is { IsFloating: true }:
                text.Append(type.IsSingle
                    ? value.GetSingle().ToString("R", CultureInfo.InvariantCulture)
                    : value.GetDouble().ToString("R", CultureInfo.InvariantCulture));
                break;
            default:
                text.Append(value.GetRawText());
                break;
        }
    }
}
