using System.Globalization;
using Weir.Engine.Planning;

namespace Weir.Service.Control.Parameters;

internal enum ParameterKind
{
    Text,
    Flag,

    /// <summary>A whole number between <see cref="Parameter.Least"/> and <see cref="Parameter.Most"/>.</summary>
    Whole,

    /// <summary>One of <see cref="Parameter.Choices"/>, in any case.</summary>
    Choice,
    Zone,

    /// <summary>Arguments as on a command line.</summary>
    Arguments,
}

/// <summary>What becomes of the state when a job goes on with the parameter added or removed.</summary>
internal enum StateRule
{
    /// <summary>The vendor says nothing.</summary>
    NotStated,

    /// <summary>The vendor's engine loses it; a change of the value keeps it. Ours keeps it in every case.</summary>
    VendorLosesIt,
}

/// <summary>A parameter of the vendor's table of job properties, declared as data.</summary>
internal sealed record Parameter(string Key, ParameterKind Kind, string Meaning)
{
    /// <summary>Unit of the value; empty for what has none.</summary>
    public string Unit { get; init; } = "";

    /// <summary>The vendor's default as the table words it; empty = not stated.</summary>
    public string Default { get; init; } = "";

    public IReadOnlyList<string> Choices { get; init; } = [];

    public long Least { get; init; }

    public long Most { get; init; } = long.MaxValue;

    /// <summary>What of ours it sets: a setting of the engine, or a field of the job's settings or the control plane in
    /// words. Empty = nothing.</summary>
    public string Ours { get; init; } = "";

    /// <summary>The value as that setting of the engine takes it; null when it sets something else.</summary>
    public Func<string, IEnumerable<KeyValuePair<string, string>>>? ToEngine { get; init; }

    /// <summary>The setting of Flink that means the same; empty = there is none.</summary>
    public string Flink { get; init; } = "";

    public StateRule State { get; init; }

    /// <summary>Why nothing in the embedded engine acts on it; empty = something does.</summary>
    public string NotYet { get; init; } = "";

    /// <summary>What is wrong with a value, as the end of a sentence that begins with the key; null = nothing.</summary>
    public string? Refuse(string value)
    {
        var text = value.Trim();
        return Kind switch
        {
            ParameterKind.Text => null,
            ParameterKind.Flag => bool.TryParse(text, out _) ? null : $"must be true or false, not '{text}'",
            ParameterKind.Whole => !long.TryParse(
                    text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                || number < Least || number > Most
                    ? $"must be a whole number{Range()}, not '{text}'"
                    : null,
            ParameterKind.Choice => Choices.Contains(text, StringComparer.OrdinalIgnoreCase)
                ? null
                : $"must be {string.Join(" or ", Choices)}, not '{text}'",
            ParameterKind.Zone => SettingCatalog.ZoneOf(text) is null
                ? $"must be a time zone such as Asia/Shanghai or +08:00, not '{text}'"
                : null,
            ParameterKind.Arguments => JobArguments.Refuse(text),
        };
    }

    private string Range()
    {
        var unit = Unit.Length > 0 ? $" ({Unit})" : "";
        return Most == long.MaxValue ? $"{unit} of at least {Least}" : $"{unit} from {Least} to {Most}";
    }
}
