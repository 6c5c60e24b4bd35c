using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;

namespace Weir.Service.Tests.Foas;

/// <summary>How the vendor's SDKs differ on the wire.</summary>
internal enum Sdk
{
    /// <summary>V1, octet-stream as Accept, no nonce, lower-case escapes.</summary>
    Net,

    /// <summary>V1, region as a signed query parameter.</summary>
    Python,

    /// <summary>V1, a nonce, digest and type of empty bodies too, JSON bodies, parameters without a value without '='.
    /// </summary>
    Java,

    /// <summary>ACS3-HMAC-SHA256, a nonce, the path encoded.</summary>
    Tea,
}

/// <summary>Calls the foas dialect the way an SDK does. It writes the request itself, byte by byte, because an HTTP
/// library would put headers and paths in forms of its own.</summary>
internal sealed class FoasClient(Uri endpoint, string accessKey, string secretKey, TimeProvider clock)
{
    private readonly AcsSigner signer = new(accessKey, secretKey);

    public Sdk Sdk { get; init; } = Sdk.Net;

    public string Project { get; init; } = "default";

    public string? Accept { get; init; }

    /// <summary>Sends parameters as a JSON object.</summary>
    public bool AsJson { get; init; }

    public Dictionary<string, string> Headers { get; init; } = [];

    /// <summary>Last chance to spoil a request after it was signed: the request line's target, the headers by lower-case
    /// name, and the body.</summary>
    public Func<Wire, Wire>? Tamper { get; init; }

    /// <summary>Calls below <c>/api/v2/projects/{project}/</c>, or by a whole path.</summary>
    public Task<FoasReply> Get(string path) => Send("GET", path, null);

    public Task<FoasReply> Delete(string path) => Send("DELETE", path, null);

    public Task<FoasReply> Put(string path, params (string Name, string? Value)[] body) => Send("PUT", path, body);

    public Task<FoasReply> Post(string path, params (string Name, string? Value)[] body) => Send("POST", path, body);

    public Task<FoasReply> Send(string method, string path, (string Name, string? Value)[]? body)
    {
        var given = body?.Where(f => f.Value is not null).Select(f => (f.Name, f.Value!)).ToArray() ?? [];
        return Exchange(Sign(method, path.StartsWith('/') ? path : $"/api/v2/projects/{Project}/{path}", given));
    }

    /// <summary>A body of any kind and any type.</summary>
    public Task<FoasReply> SendRaw(string method, string path, string type, string body)
    {
        var target = path.StartsWith('/') ? path : $"/api/v2/projects/{Project}/{path}";
        return Exchange(Sign(method, target, Encoding.UTF8.GetBytes(body), type));
    }

    /// <summary>The same request once more, byte by byte.</summary>
    public async Task<FoasReply> Exchange(Wire wire)
    {
        wire = Tamper?.Invoke(wire) ?? wire;
        using var socket = new TcpClient();
        await socket.ConnectAsync(endpoint.Host, endpoint.Port);
        await using var stream = socket.GetStream();
        var head = new StringBuilder($"{wire.Method} {wire.Target} HTTP/1.1\r\n");
        foreach (var (name, value) in wire.Headers)
        {
            head.Append($"{name}: {value}\r\n");
        }

        head.Append($"content-length: {wire.Body.Length}\r\nconnection: close\r\n\r\n");
        await stream.WriteAsync(Encoding.UTF8.GetBytes(head.ToString()));
        await stream.WriteAsync(wire.Body);
        using var all = new MemoryStream();
        await stream.CopyToAsync(all);
        return FoasReply.Parse(all.ToArray());
    }

    public Wire Sign(string method, string path, (string Name, string Value)[] body) => body.Length == 0
        ? Sign(method, path, [], null)
        : AsJson
            ? Sign(method, path, Json(body), "application/json;charset=utf-8")
            : Sign(method, path, Form(body), "application/x-www-form-urlencoded");

    public Wire Sign(string method, string path, byte[] body, string? type)
    {
        var (bare, query) = path.Split('?', 2) is [var p, var q] ? (p, q) : (path, "");
        var parameters = query.Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(static pair => pair.Split('=', 2))
            .Select(static pair => (Name: Uri.UnescapeDataString(pair[0]), Value: Uri.UnescapeDataString(pair.ElementAtOrDefault(1) ?? "")))
            .ToList();
        if (Sdk == Sdk.Python)
        {
            parameters.Add(("RegionId", "cn-shanghai"));
        }

        var headers = HeadersOf(body, type);
        parameters.Sort(static (a, b) => string.CompareOrdinal(a.Name, b.Name));
        var encoded = string.Join('/', Uri.UnescapeDataString(bare).Split('/').Select(Uri.EscapeDataString));
        var sent = string.Join('&', parameters.Select(static p => $"{Uri.EscapeDataString(p.Name)}={Uri.EscapeDataString(p.Value)}"));
        var decoded = string.Join('&', parameters.Select(p =>
            (Sdk == Sdk.Java && p.Value.Length == 0) || (Sdk == Sdk.Python && p.Value == "None") ? p.Name : $"{p.Name}={p.Value}"));
        headers["authorization"] = Sdk == Sdk.Tea
            ? signer.AuthorizeV3(method, encoded, sent, headers, AcsSigner.Sha256Of(body))
            : signer.AuthorizeV1(
                method,
                headers,
                Uri.UnescapeDataString(bare) + (decoded.Length > 0 ? $"?{decoded}" : ""));
        return new Wire(method, encoded + (sent.Length > 0 ? $"?{sent}" : ""), headers, body);
    }

    private Dictionary<string, string> HeadersOf(byte[] body, string? type)
    {
        var now = clock.GetUtcNow();
        var headers = new Dictionary<string, string>
        {
            ["host"] = endpoint.Authority,
            ["accept"] = Accept ?? (Sdk == Sdk.Net ? "application/octet-stream" : "application/json"),
            ["x-acs-version"] = "2018-11-11",
            ["x-acs-action"] = "Anything",
            ["x-sdk-client"] = "Net/2.0.0",
        };
        if (Sdk == Sdk.Tea)
        {
            headers["x-acs-date"] = AcsSigner.IsoDateOf(now);
            headers["x-acs-content-sha256"] = AcsSigner.Sha256Of(body);
            headers["RegionId".ToLowerInvariant()] = "\"cn-hangzhou\"";
        }
        else
        {
            headers["date"] = AcsSigner.DateOf(now);
            headers["x-acs-signature-method"] = "HMAC-SHA1";
            headers["x-acs-signature-version"] = "1.0";
        }

        if (Sdk is Sdk.Tea or Sdk.Java)
        {
            headers["x-acs-signature-nonce"] = Guid.NewGuid().ToString();
        }

        if ((body.Length > 0 && Sdk != Sdk.Tea) || Sdk == Sdk.Java)
        {
            headers["content-md5"] = AcsSigner.Md5Of(body);
        }

        if (type is not null || Sdk == Sdk.Java)
        {
            headers["content-type"] = type ?? "application/x-www-form-urlencoded";
        }

        foreach (var (name, value) in Headers)
        {
            headers[name.ToLowerInvariant()] = value;
        }

        return headers;
    }

    private static byte[] Json((string Name, string Value)[] body) =>
        JsonSerializer.SerializeToUtf8Bytes(body.ToDictionary(f => f.Name, f => f.Value));

    private byte[] Form((string Name, string Value)[] body) => Encoding.UTF8.GetBytes(string.Join(
        '&', body.Select(f => $"{Escape(f.Name)}={Escape(f.Value)}")));

    /// <summary>.NET: blanks as +, lower-case escapes, brackets and stars as they are.</summary>
    private string Escape(string text) => Sdk == Sdk.Net
        ? WebUtility.UrlEncode(text).Replace("%2A", "*").Replace("%28", "(").Replace("%29", ")").ToLowerInvariantEscapes()
        : Uri.EscapeDataString(text).Replace("%20", "+");
}

/// <summary>A request as it goes out.</summary>
internal sealed record Wire(string Method, string Target, Dictionary<string, string> Headers, byte[] Body)
{
    public Wire With(string header, string? value)
    {
        var headers = new Dictionary<string, string>(Headers);
        headers.Remove(header);
        if (value is not null)
        {
            headers[header] = value;
        }

        return this with { Headers = headers };
    }
}

/// <summary>What came back.</summary>
internal sealed record FoasReply(int Status, string ContentType, string Body)
{
    public JsonElement Json => JsonSerializer.Deserialize<JsonElement>(Body);

    public XElement Xml => XDocument.Parse(Body).Root!;

    public string RequestId => Json.GetProperty("RequestId").GetString()!;

    /// <summary>Status and code of an error.</summary>
    public (int Status, string? Code) Error => (Status, Json.GetProperty("Code").GetString());

    public string Message => Json.GetProperty("Message").GetString()!;

    public JsonElement Job => Json.GetProperty("Job");

    public JsonElement Instance => Json.GetProperty("Instance");

    public FoasReply Ok() => Status == 200
        ? this
        : throw new InvalidOperationException($"expected 200, got {Status}: {Body}");

    public static FoasReply Parse(byte[] response)
    {
        var end = response.AsSpan().IndexOf("\r\n\r\n"u8);
        var head = Encoding.ASCII.GetString(response.AsSpan(0, end)).Split("\r\n");
        var type = head.FirstOrDefault(h => h.StartsWith("Content-Type:", StringComparison.OrdinalIgnoreCase));
        return new FoasReply(
            int.Parse(head[0].Split(' ')[1]), type?.Split(':', 2)[1].Trim() ?? "", Encoding.UTF8.GetString(response.AsSpan(end + 4)));
    }
}

internal static class EscapeTexts
{
    public static string ToLowerInvariantEscapes(this string text)
    {
        var result = new StringBuilder(text);
        for (var i = 0; i + 2 < result.Length; i++)
        {
            if (result[i] == '%')
            {
                result[i + 1] = char.ToLowerInvariant(result[i + 1]);
                result[i + 2] = char.ToLowerInvariant(result[i + 2]);
            }
        }

        return result.ToString();
    }
}
