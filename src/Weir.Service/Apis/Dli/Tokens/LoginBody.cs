using System.Text.Json.Serialization;

namespace Weir.Service.Apis.Dli.Tokens;

/// <summary>POST /v3/auth/tokens, the parts of Keystone's request that are understood: methods password and token,
/// scope of a project by id or name, of a domain, or none.</summary>
internal sealed record LoginBody([property: JsonPropertyName("auth")] LoginAuth? Auth);

internal sealed record LoginAuth(
    [property: JsonPropertyName("identity")] LoginIdentity? Identity,
    [property: JsonPropertyName("scope")] LoginScope? Scope);

internal sealed record LoginIdentity(
    [property: JsonPropertyName("methods")] string[]? Methods,
    [property: JsonPropertyName("password")] LoginPassword? Password,
    [property: JsonPropertyName("token")] LoginToken? Token);

internal sealed record LoginPassword([property: JsonPropertyName("user")] LoginUser? User);

internal sealed record LoginUser(
    [property: JsonPropertyName("name")] string? Name,
    [property: JsonPropertyName("password")] string? Password,
    [property: JsonPropertyName("domain")] LoginThing? Domain);

internal sealed record LoginToken([property: JsonPropertyName("id")] string? Id);

internal sealed record LoginScope(
    [property: JsonPropertyName("project")] LoginThing? Project,
    [property: JsonPropertyName("domain")] LoginThing? Domain);

/// <summary>A project or a domain, by id or by name.</summary>
internal sealed record LoginThing(
    [property: JsonPropertyName("id")] string? Id,
    [property: JsonPropertyName("name")] string? Name);
