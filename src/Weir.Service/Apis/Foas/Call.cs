using Weir.Service.Control;
using Weir.Service.Model;

namespace Weir.Service.Apis.Foas;

/// <summary>One authenticated request, as handlers see it.</summary>
internal sealed record Call
{
    public required ControlPlane Control { get; init; }

    /// <summary>Who calls, in the project of the path.</summary>
    public required Caller Caller { get; init; }

    /// <summary>Pieces of the path by name, decoded.</summary>
    public required IReadOnlyDictionary<string, string> Path { get; init; }

    public required IQueryCollection QueryParameters { get; init; }

    /// <summary>Parameters of the body; none of GET and DELETE, whose bodies are ignored.</summary>
    public required Fields Body { get; init; }

    /// <summary>A query parameter, or null when it is absent or empty. The Python SDK writes None for absent.</summary>
    public string? Query(string name) =>
        QueryParameters[name].ToString() is { Length: > 0 } text && text != "None" ? text : null;

    /// <summary>A query parameter that is true or false, in any case; null when it is absent.</summary>
    public bool? QueryFlag(string name) => Query(name) is not { } text ? null
        : bool.TryParse(text, out var flag) ? flag
        : throw new FoasException(Errors.Invalid(name, "It must be true or false."));

    public static T Accept<T>(Outcome<T> outcome, Func<Refusal, FoasError> refused) =>
        outcome.Match(static value => value, refusal => throw new FoasException(refused(refusal)));
}
