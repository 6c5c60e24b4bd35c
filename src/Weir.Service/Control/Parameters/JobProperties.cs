using System.Globalization;
using Weir.Service.Model;

namespace Weir.Service.Control.Parameters;

/// <summary>
/// Keeps a properties text and the fields of the job's settings together that it governs (checkpoint mode and interval,
/// state time to live), which another dialect changes by themselves. Whoever writes last counts: writing a text sets the
/// fields it names, and a text whose fields were changed since is shown with their present values.
/// </summary>
internal static class JobProperties
{
    private static readonly Bound[] Fields =
    [
        new(
            ParameterTable.CheckpointMode,
            static (settings, value) => settings with
            {
                Checkpointing = settings.Checkpointing with
                {
                    Mode = value is not null && value.Equals("AT_LEAST_ONCE", StringComparison.OrdinalIgnoreCase)
                        ? CheckpointMode.AtLeastOnce
                        : CheckpointMode.ExactlyOnce,
                },
            },
            static settings =>
                settings.Checkpointing.Mode == CheckpointMode.AtLeastOnce ? "AT_LEAST_ONCE" : "EXACTLY_ONCE"),
        new(
            ParameterTable.CheckpointInterval,
            static (settings, value) => settings with
            {
                Checkpointing = settings.Checkpointing with
                {
                    Enabled = true,
                    IntervalMs = value is null ? new Checkpointing().IntervalMs : Number(value),
                },
            },
            static settings => Text(settings.Checkpointing.IntervalMs)),
        new(
            ParameterTable.StateTtl,
            static (settings, value) => settings with { StateTtlMs = value is null ? 0 : Number(value) },
            static settings => Text(settings.StateTtlMs)),
    ];

    /// <summary>The text verbatim, and the fields it governs: set where it names them, back at their default where only
    /// the text before did, untouched otherwise. The text has been checked.</summary>
    public static JobSettings Apply(JobSettings before, string text)
    {
        var (old, now) = (ParameterSet.Parse(before.Properties), ParameterSet.Parse(text));
        var after = before with { Properties = text };
        foreach (var field in Fields)
        {
            if (now[field.Key] is { } value)
            {
                after = field.Set(after, value);
            }
            else if (old[field.Key] is not null)
            {
                after = field.Set(after, null);
            }
        }

        return after;
    }

    /// <summary>The fields as a start's own settings want them, which hold for one run.</summary>
    public static JobSettings Overlay(JobSettings settings, ParameterSet start) => Fields
        .Where(field => start[field.Key] is not null)
        .Aggregate(settings, (after, field) => field.Set(after, start[field.Key]));

    /// <summary>The text as it was written, but for values of fields that were changed since by another way.</summary>
    public static string Show(JobSettings settings)
    {
        var text = settings.Properties;
        var parsed = ParameterSet.Parse(text);
        foreach (var field in Fields)
        {
            if (parsed[field.Key] is { } value && parsed.Problem is null && field.Set(settings, value) != settings)
            {
                text = PropertiesText.Replace(text, field.Key, field.Get(settings));
            }
        }

        return text;
    }

    private static long Number(string value) =>
        long.Parse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>A field that a key governs. A null value means its default.</summary>
    private sealed record Bound(
        string Key, Func<JobSettings, string?, JobSettings> Set, Func<JobSettings, string> Get);
}
