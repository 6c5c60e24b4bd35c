using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Primitives;

namespace Weir.Service.Apis.Dli;

/// <summary>What SDK-HMAC-SHA256 signs: method, path, query, the headers the caller listed, and the hash of the body,
/// one a line. The rules are those of Huawei's own signers, trailing slash included.</summary>
internal static class CanonicalRequest
{
    public const string Algorithm = "SDK-HMAC-SHA256";

    private const string UpperHex = "0123456789ABCDEF";

    /// <param name="target">Path and query as they came on the request line, still percent-encoded.</param>
    /// <param name="signedHeaders">The list from the Authorization header, separated by semicolons.</param>
    /// <param name="payloadHash">Hex SHA-256 of the body, or what the header X-Sdk-Content-Sha256 says.</param>
    public static string Build(
        string method,
        ReadOnlySpan<char> target,
        string signedHeaders,
        Func<string, StringValues> headers,
        string payloadHash)
    {
        var queryStart = target.IndexOf('?');
        var path = queryStart < 0 ? target : target[..queryStart];
        var query = queryStart < 0 ? default : target[(queryStart + 1)..];

        var text = new StringBuilder(512);
        text.Append(method).Append('\n');
        AppendPath(text, path);
        text.Append('\n');
        AppendQuery(text, query);
        text.Append('\n');
        AppendHeaders(text, signedHeaders, headers);
        text.Append('\n').Append(signedHeaders).Append('\n').Append(payloadHash);
        return text.ToString();
    }

    /// <summary>The signature, 64 lower-case hex digits.</summary>
    public static string Sign(string canonicalRequest, string date, string secret)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonicalRequest)));
        var text = Encoding.UTF8.GetBytes($"{Algorithm}\n{date}\n{hash}");
        return Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), text));
    }

    private static void AppendPath(StringBuilder text, ReadOnlySpan<char> path)
    {
        var start = text.Length;
        foreach (var octet in Decoded(path, plusIsBlank: false))
        {
            if (octet == '/')
            {
                text.Append('/');
            }
            else
            {
                AppendEncoded(text, octet);
            }
        }

        if (text.Length == start || text[^1] != '/')
        {
            text.Append('/');
        }
    }

    private static void AppendQuery(StringBuilder text, ReadOnlySpan<char> query)
    {
        if (query.IsEmpty)
        {
            return;
        }

        var parameters = new List<(string Key, string Value)>();
        foreach (var range in query.Split('&'))
        {
            var parameter = query[range];
            if (parameter.IsEmpty)
            {
                continue;
            }

            var equals = parameter.IndexOf('=');
            var key = equals < 0 ? parameter : parameter[..equals];
            var value = equals < 0 ? default : parameter[(equals + 1)..];
            parameters.Add((Decoded(key, plusIsBlank: true), Decoded(value, plusIsBlank: true)));
        }

        parameters.Sort(static (a, b) =>
            string.CompareOrdinal(a.Key, b.Key) is var byKey && byKey != 0
                ? byKey
                : string.CompareOrdinal(a.Value, b.Value));
        var separator = "";
        foreach (var parameter in parameters)
        {
            text.Append(separator);
            AppendEncoded(text, parameter.Key);
            text.Append('=');
            AppendEncoded(text, parameter.Value);
            separator = "&";
        }
    }

    private static void AppendHeaders(StringBuilder text, string signedHeaders, Func<string, StringValues> headers)
    {
        foreach (var range in signedHeaders.AsSpan().Split(';'))
        {
            var name = signedHeaders[range].Trim();
            var values = headers(name).Select(v => (v ?? "").Trim()).ToArray();
            Array.Sort(values, string.CompareOrdinal);
            foreach (var value in values)
            {
                text.Append(name.ToLowerInvariant()).Append(':').Append(value).Append('\n');
            }
        }
    }

    /// <summary>The octets behind a percent-encoded text, one char each (Latin-1), so that ordinal comparison of two
    /// such texts compares octets as the signers do.</summary>
    private static string Decoded(ReadOnlySpan<char> encoded, bool plusIsBlank)
    {
        var text = new StringBuilder(encoded.Length);
        for (var i = 0; i < encoded.Length; i++)
        {
            var c = encoded[i];
            if (c == '%' && i + 2 < encoded.Length
                && char.IsAsciiHexDigit(encoded[i + 1]) && char.IsAsciiHexDigit(encoded[i + 2]))
            {
                text.Append((char)byte.Parse(encoded.Slice(i + 1, 2), System.Globalization.NumberStyles.HexNumber));
                i += 2;
            }
            else
            {
                text.Append(c == '+' && plusIsBlank ? ' ' : c);
            }
        }

        return text.ToString();
    }

    private static void AppendEncoded(StringBuilder text, string octets)
    {
        foreach (var octet in octets)
        {
            AppendEncoded(text, octet);
        }
    }

    private static void AppendEncoded(StringBuilder text, char octet)
    {
        if (char.IsAsciiLetterOrDigit(octet) || octet is '-' or '_' or '.' or '~')
        {
            text.Append(octet);
        }
        else
        {
            text.Append('%').Append(UpperHex[octet >> 4 & 15]).Append(UpperHex[octet & 15]);
        }
    }
}
