using System.Security.Cryptography;
using System.Text;

namespace Weir.Service.Apis.Foas;

/// <summary>The newer signature, ACS3-HMAC-SHA256: a hash of method, path, query, the headers the caller listed and the
/// hash of the body.</summary>
internal static class Acs3Signature
{
    public const string Scheme = "ACS3-HMAC-SHA256";

    /// <param name="payloadHash">Lower-case hex SHA-256 of the body that really came.</param>
    public static bool Matches(
        string signature, string signedHeaders, string secret, HttpRequest request, RawQuery query, string payloadHash)
    {
        var end = $"\n{Headers(signedHeaders, request)}\n{signedHeaders}\n{payloadHash}";
        var given = Encoding.UTF8.GetBytes(signature);
        foreach (var start in Starts(request.Method, query))
        {
            var computed = Encoding.UTF8.GetBytes(Sign(start + end, secret));
            if (CryptographicOperations.FixedTimeEquals(computed, given))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>64 lower-case hex digits.</summary>
    public static string Sign(string canonicalRequest, string secret)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonicalRequest)));
        var text = Encoding.UTF8.GetBytes($"{Scheme}\n{hash}");
        return Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), text));
    }

    /// <summary>Method, path and query. The path as sent, or encoded anew for clients that send it in another form than
    /// they sign; parameters without a value with '=' or without.</summary>
    private static IEnumerable<string> Starts(string method, RawQuery query)
    {
        var sent = query.Path.Replace("+", "%20", StringComparison.Ordinal).Replace("*", "%2A", StringComparison.Ordinal)
            .Replace("%7E", "~", StringComparison.Ordinal);
        var anew = string.Join('/', query.DecodedPath.Split('/').Select(RawQuery.Encode));
        string[] paths = sent == anew ? [sent] : [sent, anew];
        foreach (var path in paths)
        {
            yield return $"{method}\n{path}\n{Query(query, bareEmpty: false)}";
            if (query.Parameters.Any(static p => p.Value.Length == 0))
            {
                yield return $"{method}\n{path}\n{Query(query, bareEmpty: true)}";
            }
        }
    }

    private static string Query(RawQuery query, bool bareEmpty) => string.Join('&', query.Parameters.Select(p =>
        bareEmpty && p.Value.Length == 0 ? RawQuery.Encode(p.Key) : $"{RawQuery.Encode(p.Key)}={RawQuery.Encode(p.Value)}"));

    private static string Headers(string signedHeaders, HttpRequest request)
    {
        var text = new StringBuilder(512);
        foreach (var name in signedHeaders.Split(';').Order(StringComparer.Ordinal))
        {
            var values = request.Headers[name].Select(static v => (v ?? "").Trim()).Order(StringComparer.Ordinal);
            text.Append(name.ToLowerInvariant()).Append(':').AppendJoin(',', values).Append('\n');
        }

        return text.ToString();
    }
}
