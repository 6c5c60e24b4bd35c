using System.Security.Cryptography;
using System.Text;

namespace Weir.Service.Apis.Foas;

/// <summary>The older signature: <c>acs &lt;key&gt;:base64(HMAC-SHA1(secret, text))</c> over method, five headers, all
/// x-acs- headers, path and query. SDKs disagree about three details of the last line, so each way is tried.</summary>
internal static class RoaSignature
{
    public const string Scheme = "acs ";
    public const string Method = "HMAC-SHA1";

    private const string SignedPrefix = "x-acs-";

    // What the Python SDK writes for a parameter that was set to nothing, and signs as one without a value.
    private const string PythonNone = "None";

    public static bool Matches(string signature, string secret, HttpRequest request, RawQuery query)
    {
        var start = Start(request);
        var key = Encoding.UTF8.GetBytes(secret);
        var given = Encoding.UTF8.GetBytes(signature);
        foreach (var resource in Resources(query))
        {
            var computed = Encoding.UTF8.GetBytes(Sign(key, start + resource));
            if (CryptographicOperations.FixedTimeEquals(computed, given))
            {
                return true;
            }
        }

        return false;
    }

    public static string Sign(byte[] secret, string text) =>
        Convert.ToBase64String(HMACSHA1.HashData(secret, Encoding.UTF8.GetBytes(text)));

    /// <summary>All lines but the last.</summary>
    private static string Start(HttpRequest request)
    {
        var headers = request.Headers;
        var text = new StringBuilder(512)
            .Append(request.Method).Append('\n')
            .Append(headers.Accept.ToString()).Append('\n')
            .Append(headers.ContentMD5.ToString()).Append('\n')
            .Append(headers.ContentType.ToString()).Append('\n')
            .Append(headers.Date.ToString()).Append('\n');
        var signed = headers
            .Select(static h => (Name: h.Key.ToLowerInvariant(), Value: h.Value.ToString()))
            .Where(static h => h.Name.StartsWith(SignedPrefix, StringComparison.Ordinal))
            .OrderBy(static h => h.Name, StringComparer.Ordinal);
        foreach (var (name, value) in signed)
        {
            text.Append(name).Append(':').Append(OneLine(value)).Append('\n');
        }

        return text.ToString();
    }

    private static string OneLine(string value) => value.AsSpan().ContainsAny("\t\n\r\f")
        ? value.Replace('\t', ' ').Replace('\n', ' ').Replace('\r', ' ').Replace('\f', ' ')
        : value;

    /// <summary>The last line in all forms: path decoded (.NET, Python) or as sent (Tea); parameters without a value
    /// with '=' (.NET, Python) or without (Java); None as sent or as a parameter without a value (Python).</summary>
    private static IEnumerable<string> Resources(RawQuery query)
    {
        string[] paths = query.DecodedPath == query.Path ? [query.Path] : [query.DecodedPath, query.Path];
        var empty = query.Parameters.Any(static p => p.Value.Length == 0);
        var none = query.Parameters.Any(static p => p.Value == PythonNone);
        foreach (var path in paths)
        {
            yield return Resource(path, query, bareEmpty: false, bareNone: false);
            if (empty)
            {
                yield return Resource(path, query, bareEmpty: true, bareNone: false);
            }

            if (none)
            {
                yield return Resource(path, query, bareEmpty: false, bareNone: true);
            }
        }
    }

    private static string Resource(string path, RawQuery query, bool bareEmpty, bool bareNone)
    {
        if (query.Parameters.Count == 0)
        {
            return path;
        }

        var parameters = query.Parameters.Select(p =>
            (bareEmpty && p.Value.Length == 0) || (bareNone && p.Value == PythonNone) ? p.Key : $"{p.Key}={p.Value}");
        return $"{path}?{string.Join('&', parameters)}";
    }
}
