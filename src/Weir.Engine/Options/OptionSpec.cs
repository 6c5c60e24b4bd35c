namespace Weir.Engine.Options;

/// <summary>An option of a connector or format, declared as data: validated in one place, listed in the docs.</summary>
/// <param name="Kind">What the text must parse as.</param>
public sealed record OptionSpec(
    string Key, OptionKind Kind, string Description, bool Required = false, string? Default = null)
{
    /// <summary>The texts that are allowed, upper and lower case alike; empty: any that <see cref="Kind"/> parses.
    /// </summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>True for an option that Flink has and Weir does not act on yet: only its default is accepted, so that
    /// nothing is accepted and ignored.</summary>
    public bool Unsupported { get; init; }
}

public enum OptionKind
{
    Text,
    Integer,
    Boolean,
    Number,

    /// <summary>Flink's durations: <c>10 s</c>, <c>500ms</c>, <c>1 min</c>, <c>2 h</c>, <c>1 d</c>.</summary>
    Duration,

    /// <summary>Sizes: <c>128 mb</c>, <c>64kb</c>.</summary>
    Size,

    /// <summary>One character, also written as an escape: <c>,</c> <c>\t</c> <c>\u0001</c>.</summary>
    Character,
}

/// <summary>An option is missing, unknown or has a bad value: user error.</summary>
public sealed class OptionException(string message, string? hint = null) : Exception(message)
{
    public string? Hint => hint;
}
