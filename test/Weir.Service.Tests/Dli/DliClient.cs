using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Weir.Service.Tests.Dli;

/// <summary>Calls the DLI dialect over HTTP the way a vendor's client does: with a token, signed, or as a stranger.
/// Paths may leave out the project: <c>streaming/jobs</c> means <c>/v1.0/{project}/streaming/jobs</c>.</summary>
internal sealed class DliClient : IDisposable
{
    private readonly HttpClient http;

    public DliClient(Uri endpoint, string projectId)
    {
        ProjectId = projectId;
        http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,

            // Clients sign header values as UTF-8 text and send them so.
            RequestHeaderEncodingSelector = static (_, _) => Encoding.UTF8,
        })
        {
            BaseAddress = endpoint,
        };
    }

    public string ProjectId { get; init; }

    public string? Token { get; init; }

    public SdkSigner? Signer { get; init; }

    /// <summary>Which headers are signed; those that the request does not have are left out.</summary>
    public IReadOnlyList<string> SignedHeaders { get; init; } = ["content-type", "host", "x-sdk-date"];

    public Dictionary<string, string> Headers { get; init; } = [];

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Last chance to spoil a request after it was signed.</summary>
    public Action<HttpRequestMessage>? Tamper { get; init; }

    public Task<DliReply> Get(string path) => Send(HttpMethod.Get, path, null);

    public Task<DliReply> Delete(string path) => Send(HttpMethod.Delete, path, null);

    public Task<DliReply> Post(string path, string body) => Send(HttpMethod.Post, path, body);

    public Task<DliReply> Put(string path, string body) => Send(HttpMethod.Put, path, body);

    public async Task<DliReply> Send(HttpMethod method, string path, string? body)
    {
        var uri = new Uri(http.BaseAddress!, path.StartsWith('/') ? path : $"/v1.0/{ProjectId}/{path}");
        using var request = new HttpRequestMessage(method, uri);
        if (body is not null)
        {
            request.Content = Json(body);
        }

        foreach (var (name, value) in Headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        if (Token is not null)
        {
            request.Headers.TryAddWithoutValidation("X-Auth-Token", Token);
        }

        if (Signer is not null)
        {
            Sign(request, body ?? "");
        }

        Tamper?.Invoke(request);
        using var response = await http.SendAsync(request);
        var headers = response.Headers.Select(h => KeyValuePair.Create(h.Key, string.Join(',', h.Value)));
        return new DliReply(
            response.StatusCode,
            await response.Content.ReadAsStringAsync(),
            response.Content.Headers.ContentType?.ToString(),
            new Dictionary<string, string>(headers, StringComparer.OrdinalIgnoreCase));
    }

    public static HttpContent Json(string body)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return content;
    }

    public void Dispose() => http.Dispose();

    private void Sign(HttpRequestMessage request, string body)
    {
        if (!request.Headers.Contains("X-Sdk-Date"))
        {
            request.Headers.TryAddWithoutValidation("X-Sdk-Date", SdkSigner.DateOf(Clock.GetUtcNow()));
        }

        var signed = new List<KeyValuePair<string, string>>();
        foreach (var name in SignedHeaders)
        {
            IEnumerable<string> values = name switch
            {
                "host" => [request.RequestUri!.Authority],
                "content-type" => request.Content is null ? [] : [request.Content.Headers.ContentType!.ToString()],

                // Together again: HttpClient takes a user agent apart.
                _ => request.Headers.TryGetValues(name, out var found) ? [string.Join(' ', found)] : [],
            };
            signed.AddRange(values.Select(v => new KeyValuePair<string, string>(name, v)));
        }

        var hash = Headers.TryGetValue("X-Sdk-Content-Sha256", out var announced)
            ? announced
            : SdkSigner.HashOf(Encoding.UTF8.GetBytes(body));
        request.Headers.TryAddWithoutValidation(
            "Authorization", Signer!.Authorize(request.Method.Method, request.RequestUri!, signed, hash));
    }
}

/// <summary>What came back.</summary>
internal sealed record DliReply(
    HttpStatusCode StatusCode, string Body, string? ContentType, IReadOnlyDictionary<string, string> Headers)
{
    public int Status => (int)StatusCode;

    public JsonElement Json => JsonSerializer.Deserialize<JsonElement>(Body);

    /// <summary>Status and code of an error object.</summary>
    public (int Status, string? Code) Error => (Status, Json.GetProperty("error_code").GetString());

    /// <summary>Status and code of an error array's only element.</summary>
    public (int Status, string? Code) OnlyError => (Status, Json.EnumerateArray().Single().Text("error_code"));

    public string Message => Json.GetProperty("error_msg").GetString()!;

    public JsonElement Detail => Json.GetProperty("job_detail");

    public JsonElement Config => Detail.GetProperty("job_config");

    public DliReply Ok()
    {
        if (Status != 200)
        {
            throw new InvalidOperationException($"expected 200, got {Status}: {Body}");
        }

        return this;
    }
}

internal static class JsonElementTexts
{
    public static string? Text(this JsonElement element, string property) => element.GetProperty(property).GetString();

    public static long Number(this JsonElement element, string property) => element.GetProperty(property).GetInt64();

    public static string Raw(this JsonElement element, string property) => element.GetProperty(property).GetRawText();
}
