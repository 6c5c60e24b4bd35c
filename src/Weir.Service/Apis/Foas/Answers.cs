namespace Weir.Service.Apis.Foas;

/// <summary>The body of an error, beside the request's id. Names of members are names on the wire.</summary>
internal sealed record ErrorBody(string HostId, string Code, string Message, string Recommend);
