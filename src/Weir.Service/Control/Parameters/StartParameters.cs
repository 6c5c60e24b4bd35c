using System.Text.Json;

namespace Weir.Service.Control.Parameters;

/// <summary>Settings that a start brings along for its run: a JSON object, kept verbatim with the run.</summary>
internal static class StartParameters
{
    /// <summary>The position a source should start at, in Unix milliseconds; no setting of a job.</summary>
    public const string StartOffset = "startOffset";

    /// <summary>The settings in it; none when the text is empty. The text has been checked with
    /// <see cref="Problem"/>.</summary>
    public static ParameterSet Of(string json)
    {
        if (string.IsNullOrWhiteSpace(json))
        {
            return ParameterSet.Of([]);
        }

        using var document = JsonDocument.Parse(json);
        return ParameterSet.Of([.. document.RootElement.EnumerateObject().Select(static member => KeyValuePair.Create(
            member.Name,
            member.Value.ValueKind == JsonValueKind.String ? member.Value.GetString()! : member.Value.GetRawText()))]);
    }

    /// <summary>What is wrong with the text, as a sentence; null = nothing.</summary>
    public static string? Problem(string json)
    {
        try
        {
            return Of(json).Problem;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return $"It must be a JSON object: {error.Message}";
        }
    }
}
