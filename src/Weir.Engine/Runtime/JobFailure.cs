using Weir.Engine.Columns;
using Weir.Engine.Connectors;
using Weir.Engine.State;

namespace Weir.Engine.Runtime;

/// <summary>Whose fault a failure is.</summary>
public enum FailureKind
{
    /// <summary>Data or definition: a row could not be computed, the state does not fit. Running again fails again.
    /// </summary>
    User,

    /// <summary>Something outside: a file, a server. Running again may help.</summary>
    External,

    /// <summary>Ours.</summary>
    Bug,
}

/// <summary>Why a job failed.</summary>
/// <param name="Message">For the user; one line.</param>
/// <param name="Operator">Title of the operator in which it happened, when it was one.</param>
public sealed record JobFailure(FailureKind Kind, string Message, string? Operator, Exception? Exception)
{
    internal static JobFailure Of(Exception exception, string? title) => exception switch
    {
        EvaluationException or StateLimitException or NotSupportedException =>
            new(FailureKind.User, exception.Message, title, exception),
        ConnectorException { Hint: { } hint } => new(FailureKind.External, $"{exception.Message} {hint}", title, exception),
        ConnectorException or CheckpointException or IOException or UnauthorizedAccessException =>
            new(FailureKind.External, exception.Message, title, exception),
        _ => new(FailureKind.Bug, $"Internal error: {exception.GetType().Name}: {exception.Message}", title, exception),
    };
}

/// <summary>A checkpoint could not be taken, or one could not be read.</summary>
public sealed class CheckpointException(string message, Exception? inner = null) : Exception(message, inner);
