namespace Weir.Service.Apis.Foas;

/// <summary>One refusal on the wire: HTTP status, code, message, and what to do about it.</summary>
internal sealed record FoasError(int Status, string Code, string Message, string Recommend);

/// <summary>Ends a request with an error. Thrown by readers, checks and handlers of this dialect and caught in one
/// place, <see cref="Routes"/>.</summary>
internal sealed class FoasException(FoasError error) : Exception(error.Message)
{
    public FoasError Error { get; } = error;
}
