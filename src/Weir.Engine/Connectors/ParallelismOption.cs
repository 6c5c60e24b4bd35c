using Weir.Engine.Options;

namespace Weir.Engine.Connectors;

/// <summary>The options <c>sink.parallelism</c> and <c>scan.parallelism</c>, which several connectors have.</summary>
internal static class ParallelismOption
{
    // More subtasks than key groups could never be used.
    private const int Max = 32768;

    /// <exception cref="OptionException">Not between 1 and 32768.</exception>
    public static int? From(OptionValues values, string key) => values.Integer(key) switch
    {
        null => null,
        >= 1 and <= Max and var given => (int)given,
        _ => throw values.Bad(key, $"it must be between 1 and {Max}"),
    };
}
