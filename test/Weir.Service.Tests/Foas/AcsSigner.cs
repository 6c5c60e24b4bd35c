using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Weir.Service.Tests.Foas;

/// <summary>Signs requests as the vendor's clients do, written from the description and without the service's own code,
/// so that each checks the other.</summary>
internal sealed class AcsSigner(string accessKey, string secretKey)
{
    public const string HashedEmptyBody = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    public static string DateOf(DateTimeOffset time) => time.UtcDateTime.ToString("R", CultureInfo.InvariantCulture);

    public static string IsoDateOf(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public static string Md5Of(byte[] body) => Convert.ToBase64String(MD5.HashData(body));

    public static string Sha256Of(byte[] body) => Convert.ToHexStringLower(SHA256.HashData(body));

    /// <summary>V1: the signature of a text that is complete.</summary>
    public string Sign(string stringToSign) => Convert.ToBase64String(
        HMACSHA1.HashData(Encoding.UTF8.GetBytes(secretKey), Encoding.UTF8.GetBytes(stringToSign)));

    /// <summary>V1: the value of the Authorization header.</summary>
    /// <param name="headers">All headers of the request by lower-case name.</param>
    /// <param name="resource">Path, and query in the form that the client signs.</param>
    public string AuthorizeV1(string method, IReadOnlyDictionary<string, string> headers, string resource) =>
        $"acs {accessKey}:{Sign(StringToSign(method, headers, resource))}";

    public static string StringToSign(string method, IReadOnlyDictionary<string, string> headers, string resource)
    {
        string[] first = ["accept", "content-md5", "content-type", "date"];
        var lines = new List<string> { method };
        lines.AddRange(first.Select(name => headers.GetValueOrDefault(name, "")));
        lines.AddRange(headers.Where(h => h.Key.StartsWith("x-acs-", StringComparison.Ordinal))
            .OrderBy(h => h.Key, StringComparer.Ordinal)
            .Select(h => $"{h.Key}:{h.Value}"));
        lines.Add(resource);
        return string.Join('\n', lines);
    }

    /// <summary>ACS3: the value of the Authorization header, over all x-acs- headers, host and content-type.</summary>
    public string AuthorizeV3(
        string method, string uri, string query, IReadOnlyDictionary<string, string> headers, string payloadHash)
    {
        var signed = headers
            .Where(h => h.Key.StartsWith("x-acs-", StringComparison.Ordinal) || h.Key is "host" or "content-type")
            .OrderBy(h => h.Key, StringComparer.Ordinal)
            .ToList();
        var names = string.Join(';', signed.Select(h => h.Key));
        var canonical = Canonical(method, uri, query, signed, payloadHash);
        return $"ACS3-HMAC-SHA256 Credential={accessKey},SignedHeaders={names},Signature={SignV3(canonical)}";
    }

    public static string Canonical(
        string method,
        string uri,
        string query,
        IReadOnlyList<KeyValuePair<string, string>> signed,
        string payloadHash) => string.Join(
            '\n',
            method,
            uri,
            query,
            string.Concat(signed.Select(h => $"{h.Key}:{h.Value.Trim()}\n")),
            string.Join(';', signed.Select(h => h.Key)),
            payloadHash);

    public string SignV3(string canonical) => Convert.ToHexStringLower(HMACSHA256.HashData(
        Encoding.UTF8.GetBytes(secretKey),
        Encoding.UTF8.GetBytes($"ACS3-HMAC-SHA256\n{HashOf(canonical)}")));

    public static string HashOf(string text) => Sha256Of(Encoding.UTF8.GetBytes(text));
}
