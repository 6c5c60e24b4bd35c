using System.Text.Json.Serialization;

namespace Weir.Service.Apis.Dli.Tokens;

/// <summary>The body beside the header X-Subject-Token.</summary>
internal sealed record TokenAnswer([property: JsonPropertyName("token")] TokenBody Token);

internal sealed record TokenBody(
    [property: JsonPropertyName("methods")] string[] Methods,
    [property: JsonPropertyName("expires_at")] string ExpiresAt,
    [property: JsonPropertyName("issued_at")] string IssuedAt,
    [property: JsonPropertyName("user")] UserBody User,
    [property: JsonPropertyName("project")] ProjectRef Project,
    [property: JsonPropertyName("roles")] NamedRef[] Roles,
    [property: JsonPropertyName("catalog")] CatalogEntry[] Catalog);

internal sealed record UserBody(
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("domain")] NamedRef Domain,
    [property: JsonPropertyName("password_expires_at")] string PasswordExpiresAt);

internal sealed record ProjectRef(
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("domain")] NamedRef Domain);

internal sealed record NamedRef(
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("name")] string Name);

internal sealed record CatalogEntry(
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("type")] string Type,
    [property: JsonPropertyName("endpoints")] CatalogEndpoint[] Endpoints);

internal sealed record CatalogEndpoint(
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("interface")] string Interface,
    [property: JsonPropertyName("region")] string Region,
    [property: JsonPropertyName("region_id")] string RegionId,
    [property: JsonPropertyName("url")] string Url);

/// <summary>Answer of GET /v3/projects.</summary>
internal sealed record ProjectsAnswer(
    [property: JsonPropertyName("projects")] ProjectBody[] Projects,
    [property: JsonPropertyName("links")] LinksBody Links);

internal sealed record ProjectBody(
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("domain_id")] string DomainId,
    [property: JsonPropertyName("parent_id")] string ParentId,
    [property: JsonPropertyName("is_domain")] bool IsDomain,
    [property: JsonPropertyName("enabled")] bool Enabled,
    [property: JsonPropertyName("description")] string Description);

/// <summary>Answer of GET /v3/auth/domains.</summary>
internal sealed record DomainsAnswer(
    [property: JsonPropertyName("domains")] DomainBody[] Domains,
    [property: JsonPropertyName("links")] LinksBody Links);

internal sealed record DomainBody(
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("enabled")] bool Enabled,
    [property: JsonPropertyName("description")] string Description);

internal sealed record LinksBody([property: JsonPropertyName("self")] string Self);

/// <summary>The form in which the identity service refuses, Keystone's.</summary>
internal sealed record IdentityErrorBody([property: JsonPropertyName("error")] IdentityError Error);

internal sealed record IdentityError(
    [property: JsonPropertyName("code")] int Code,
    [property: JsonPropertyName("message")] string Message,
    [property: JsonPropertyName("title")] string Title);
