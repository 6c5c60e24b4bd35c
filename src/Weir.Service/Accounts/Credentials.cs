using System.Text.Json.Serialization;

namespace Weir.Service.Accounts;

/// <summary>What a client needs to know to call us; the content of <c>DIR/credentials.json</c>.</summary>
internal sealed record Credentials(
    [property: JsonPropertyName("endpoint")] string Endpoint,
    [property: JsonPropertyName("project_id")] string ProjectId,
    [property: JsonPropertyName("project_name")] string ProjectName,
    [property: JsonPropertyName("domain")] string Domain,
    [property: JsonPropertyName("user")] string User,
    [property: JsonPropertyName("password")] string Password,
    [property: JsonPropertyName("access_key")] string AccessKey,
    [property: JsonPropertyName("secret_key")] string SecretKey)
{
    public override string ToString() => $"Credentials of {User} in {ProjectName}";
}
