using System.Text.Json;

namespace Weir.Service.Apis.Foas.Jobs;

/// <summary>The execution plan of a job, an opaque text but for the parallelism of its nodes. It may be anything while it
/// is edited (the vendor's own sample is no JSON) and must be JSON when a run uses it.</summary>
internal static class PlanJson
{
    /// <summary>The other dialect's limit; a plan that asks for more is not one of ours.</summary>
    private const int MostParallelism = 2000;

    /// <summary>The largest parallelism of the plan's nodes; null when it names none.</summary>
    public static int? Parallelism(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(text);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("nodes", out var nodes)
                || nodes.ValueKind != JsonValueKind.Array)
            {
                return null;
            }

            var largest = nodes.EnumerateArray().Select(Of).DefaultIfEmpty(0).Max();
            return largest is > 0 and <= MostParallelism ? largest : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>What is wrong with the text of a plan that is to be used; null = nothing.</summary>
    public static string? Problem(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(text);
            return null;
        }
        catch (JsonException error)
        {
            return $"The job's plan is not JSON: {error.Message}";
        }
    }

    private static int Of(JsonElement node) =>
        node.ValueKind == JsonValueKind.Object && node.TryGetProperty("parallelism", out var given)
        && given.ValueKind == JsonValueKind.Number && given.TryGetInt32(out var parallelism)
            ? parallelism
            : 0;
}
