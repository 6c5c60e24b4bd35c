using System.Buffers;
using Weir.Service.Control;
using Weir.Service.Model;

namespace Weir.Service.Apis.Dli;

/// <summary>One authenticated request, as handlers see it.</summary>
internal sealed record Call
{
    public required HttpRequest Request { get; init; }

    public required ControlPlane Control { get; init; }

    public required Caller Caller { get; init; }

    public required Language Language { get; init; }

    /// <summary>The whole body. Valid until the handler returns.</summary>
    public required ReadOnlySequence<byte> Body { get; init; }

    /// <summary>A piece of the path, decoded.</summary>
    public string Path(string name) => (string?)Request.RouteValues[name] ?? "";

    /// <summary>A query parameter, or null when it is absent or empty.</summary>
    public string? Query(string name) => Request.Query[name].ToString() is { Length: > 0 } text ? text : null;
}
