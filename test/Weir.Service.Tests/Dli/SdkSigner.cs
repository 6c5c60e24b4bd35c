using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Weir.Service.Tests.Dli;

/// <summary>Signs requests as the vendor's clients do (SDK-HMAC-SHA256), written from the description and without the
/// service's own code, so that each checks the other.</summary>
internal sealed class SdkSigner(string accessKey, string secretKey)
{
    public const string EmptyBodyHash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    public static string DateOf(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    public static string HashOf(byte[] body) => Convert.ToHexStringLower(SHA256.HashData(body));

    /// <summary>The value of the Authorization header.</summary>
    /// <param name="headers">The headers to sign, x-sdk-date among them, sorted by name as clients do.</param>
    /// <param name="payloadHash">Hash of the body, or the value of X-Sdk-Content-Sha256.</param>
    public string Authorize(
        string method, Uri uri, IReadOnlyList<KeyValuePair<string, string>> headers, string payloadHash)
    {
        var names = string.Join(';', headers.Select(h => h.Key.ToLowerInvariant()).Distinct());
        var date = headers.Single(h => h.Key.Equals("x-sdk-date", StringComparison.OrdinalIgnoreCase)).Value;
        var canonical = Canonical(method, uri, headers, names, payloadHash);
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)));
        var toSign = Encoding.UTF8.GetBytes($"SDK-HMAC-SHA256\n{date}\n{hash}");
        var signature = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secretKey), toSign));
        return $"SDK-HMAC-SHA256 Access={accessKey}, SignedHeaders={names}, Signature={signature}";
    }

    public static string Canonical(
        string method,
        Uri uri,
        IReadOnlyList<KeyValuePair<string, string>> headers,
        string names,
        string payloadHash)
    {
        var path = string.Join('/', Uri.UnescapeDataString(uri.AbsolutePath).Split('/').Select(Uri.EscapeDataString));
        var headerLines = headers
            .GroupBy(h => h.Key.ToLowerInvariant())
            .SelectMany(g => g.Select(h => h.Value.Trim()).Order(StringComparer.Ordinal).Select(v => $"{g.Key}:{v}\n"));
        return string.Join(
            '\n',
            method,
            path.EndsWith('/') ? path : path + "/",
            QueryOf(uri),
            string.Concat(headerLines),
            names,
            payloadHash);
    }

    private static string QueryOf(Uri uri)
    {
        var parameters = uri.Query.TrimStart('?')
            .Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(p => p.Split('=', 2))
            .Select(p => (Key: Decode(p[0]), Value: p.Length > 1 ? Decode(p[1]) : ""))
            .OrderBy(p => p.Key, StringComparer.Ordinal)
            .ThenBy(p => p.Value, StringComparer.Ordinal)
            .Select(p => $"{Uri.EscapeDataString(p.Key)}={Uri.EscapeDataString(p.Value)}");
        return string.Join('&', parameters);
    }

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
