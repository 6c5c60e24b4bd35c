using System.Globalization;
using System.Text;
using System.Text.Json;
using Weir.Engine.Types;

namespace Weir.Engine.Tests.Formats;

/// <summary>Reads a line of JSON with the base library and converts by the rules of Flink, ignoring errors; null when the
/// base library cannot read it as an object (it knows no surrogates without their pair).</summary>
internal static class JsonTwin
{
    public static string? Row(byte[] line, RowFields columns)
    {
        try
        {
            var reader = new Utf8JsonReader(
                line, new JsonReaderOptions { AllowMultipleValues = true, MaxDepth = 1000 });
            using var document = JsonDocument.ParseValue(ref reader);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? string.Join('|', columns.Select(c => Field(document.RootElement, c)))
                : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static string Field(JsonElement json, RowField field) =>
        json.TryGetProperty(field.Name, out var value) ? Value(value, field.Type) : "null";

    private static string Value(JsonElement json, SqlType type)
    {
        if (json.ValueKind == JsonValueKind.Null)
        {
            return "null";
        }

        return type.Kind switch
        {
            TypeKind.Int => Integer(json, int.MinValue, int.MaxValue),
            TypeKind.BigInt => Integer(json, long.MinValue, long.MaxValue),
            TypeKind.Double => Double(json),
            TypeKind.Boolean => Boolean(json),
            TypeKind.VarChar => Text(json),
            TypeKind.Array => json.ValueKind == JsonValueKind.Array
                ? "[" + string.Join(", ", json.EnumerateArray().Select(e => Value(e, type.Element!))) + "]"
                : "null",
            TypeKind.Map => json.ValueKind == JsonValueKind.Object ? Map(json, type) : "null",
            TypeKind.Row => json.ValueKind == JsonValueKind.Object
                ? "(" + string.Join(", ", type.Fields.Select(f => Field(json, f))) + ")"
                : "null",
            _ => throw new InvalidOperationException(type.ToString()),
        };
    }

    private static string Map(JsonElement json, SqlType type)
    {
        var entries = new List<(string Key, string Value)>();
        foreach (var property in json.EnumerateObject())
        {
            var entry = (property.Name, Value(property.Value, type.Element!));
            var old = entries.FindIndex(e => e.Key == property.Name);
            if (old >= 0)
            {
                entries[old] = entry;
            }
            else
            {
                entries.Add(entry);
            }
        }

        return "{" + string.Join(", ", entries.Select(e => $"{e.Key}={e.Value}")) + "}";
    }

    private static string Integer(JsonElement json, long min, long max)
    {
        var text = json.ValueKind switch
        {
            JsonValueKind.Number => json.GetRawText(),
            JsonValueKind.String => json.GetString()!.Trim(),
            _ => "",
        };
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
        {
            return whole >= min && whole <= max ? whole.ToString(CultureInfo.InvariantCulture) : "null";
        }

        if (json.ValueKind != JsonValueKind.Number || text.All(c => char.IsAsciiDigit(c) || c == '-'))
        {
            return "null";
        }

        var number = double.Parse(text, CultureInfo.InvariantCulture);
        return number >= min && number <= max ? ((long)number).ToString(CultureInfo.InvariantCulture) : "null";
    }

    private static string Double(JsonElement json)
    {
        var text = json.ValueKind switch
        {
            JsonValueKind.Number => json.GetRawText(),
            JsonValueKind.String => json.GetString()!.Trim(),
            _ => "",
        };
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            ? value.ToString("R", CultureInfo.InvariantCulture)
            : "null";
    }

    private static string Boolean(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.True => "true",
        JsonValueKind.False or JsonValueKind.Number => "false",
        JsonValueKind.String => json.GetString()!.Trim().Equals("true", StringComparison.OrdinalIgnoreCase)
            ? "true"
            : "false",
        _ => "null",
    };

    private static string Text(JsonElement json)
    {
        if (json.ValueKind == JsonValueKind.String)
        {
            return json.GetString()!;
        }

        var text = new StringBuilder();
        Rewrite(json, text);
        return json.ValueKind == JsonValueKind.Number ? json.GetRawText() : text.ToString();
    }

    private static void Rewrite(JsonElement json, StringBuilder to)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Object:
                to.Append('{').AppendJoin(',', json.EnumerateObject().Select(p => $"{Quoted(p.Name)}:{Inner(p.Value)}"))
                    .Append('}');
                break;
            case JsonValueKind.Array:
                to.Append('[').AppendJoin(',', json.EnumerateArray().Select(Inner)).Append(']');
                break;
            case JsonValueKind.String:
                to.Append(Quoted(json.GetString()!));
                break;
            case JsonValueKind.Number when json.GetRawText().AsSpan().IndexOfAny('.', 'e', 'E') >= 0:
                Span<byte> space = stackalloc byte[FloatText.MaxLength];
                to.Append(Encoding.UTF8.GetString(space[..FloatText.Format(json.GetDouble(), space)]));
                break;
            default:
                to.Append(json.GetRawText());
                break;
        }
    }

    private static string Inner(JsonElement json)
    {
        var text = new StringBuilder();
        Rewrite(json, text);
        return text.ToString();
    }

    private static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var c in text)
        {
            quoted.Append(c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                '\b' => "\\b",
                '\f' => "\\f",
                < ' ' => $"\\u{(int)c:X4}",
                _ => c.ToString(),
            });
        }

        return quoted.Append('"').ToString();
    }
}
