namespace Weir.Service.Apis.Dli;

/// <summary>One refusal on the wire: HTTP status, code, and its message in both languages.</summary>
internal sealed record DliError(int Status, string Code, Text Message);

/// <summary>Ends a request with an error. Thrown by readers, checks and handlers of this dialect and caught in one
/// place, <see cref="Routes"/>.</summary>
internal sealed class DliException(DliError error) : Exception(error.Message.English)
{
    public DliError Error { get; } = error;
}
