using System.Text;
using System.Text.Json;
using Weir.Service.Control.Parameters;

namespace Weir.Service.Apis.Dli.Jobs;

/// <summary>Engine settings in the three forms that clients use: a JSON array of key and value (Terraform), a JSON
/// object, or key=value separated by lines, semicolons or commas (console). Kept verbatim for reading back; inside they
/// are key=value lines.</summary>
internal static class RuntimeConfig
{
    /// <summary>key=value lines.</summary>
    public static string ToLines(string text)
    {
        var trimmed = text.Trim();
        var settings = trimmed switch
        {
            "" => [],
            ['[' or '{', ..] => FromJson(trimmed),
            _ => FromText(trimmed),
        };
        var lines = new StringBuilder();
        foreach (var (key, value) in settings)
        {
            SqlJobChecks.Require(
                key.Length > 0 && !key.AsSpan().ContainsAny("=\r\n") && !value.AsSpan().ContainsAny("\r\n"),
                () => Bad("has a key or value that is empty or contains a line break", "包含空的键，或键值中含有换行"));
            lines.Append(lines.Length == 0 ? "" : "\n").Append(key).Append('=').Append(value);
        }

        return lines.ToString();
    }

    /// <summary>Stored settings as this dialect shows them: as they are, or, when another dialect wrote them in a form
    /// that is not one of these, its settings as key=value lines.</summary>
    public static string Show(string properties) => IsLines(properties) ? properties : PropertiesText.Lines(properties);

    private static bool IsLines(string text) => text.Length == 0 || text.Split('\n').All(static line =>
        line.IndexOf('=') > 0 && line[0] is not ('#' or '!') && !char.IsWhiteSpace(line[0]) && !line.EndsWith('\r'));

    private static List<(string Key, string Value)> FromJson(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var root = document.RootElement;
            return root.ValueKind == JsonValueKind.Object
                ? [.. root.EnumerateObject().Select(p => (p.Name, Print(p.Value)))]
                : [.. root.EnumerateArray().Select(e => (Print(e.GetProperty("key")), Print(e.GetProperty("value"))))];
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new DliException(Bad(
                "must be a JSON array of {\"key\", \"value\"} or a JSON object when it begins like one",
                "以[或{开头时，必须是{\"key\", \"value\"}数组或JSON对象"));
        }
    }

    private static string Print(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        _ => throw new JsonException("not a scalar"),
    };

    private static List<(string Key, string Value)> FromText(string text)
    {
        var pieces = text.Split(['\n', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (pieces.Length == 1)
        {
            pieces = SplitAtCommas(pieces[0]);
        }

        var settings = new List<(string, string)>();
        foreach (var piece in pieces)
        {
            if (piece[0] == '#')
            {
                continue;
            }

            var equals = piece.IndexOf('=');
            SqlJobChecks.Require(
                equals > 0,
                () => Bad($"must consist of key=value settings, but has {piece}", $"必须由key=value组成：{piece}"));
            settings.Add((piece[..equals].TrimEnd(), piece[(equals + 1)..].TrimStart()));
        }

        return settings;
    }

    /// <summary>A comma separates settings only where another key=value follows; values may contain commas.</summary>
    private static string[] SplitAtCommas(string text)
    {
        var settings = new List<string>();
        foreach (var piece in text.Split(','))
        {
            if (settings.Count == 0 || piece.Contains('='))
            {
                settings.Add(piece.Trim());
            }
            else
            {
                settings[^1] += "," + piece;
            }
        }

        return [.. settings];
    }

    private static DliError Bad(string english, string chinese) =>
        Errors.Parameter("runtime_config", english, chinese);
}
