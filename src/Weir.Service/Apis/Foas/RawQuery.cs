using System.Globalization;
using System.Text;

namespace Weir.Service.Apis.Foas;

/// <summary>Path and query as they came on the request line, taken apart for signing.</summary>
internal sealed class RawQuery
{
    private RawQuery(string path, IReadOnlyList<(string Key, string Value)> parameters)
    {
        Path = path;
        Parameters = parameters;
    }

    /// <summary>Still percent-encoded.</summary>
    public string Path { get; }

    public string DecodedPath => Decode(Path, plusIsBlank: false);

    /// <summary>Decoded, in the order of their names (as the signers sort: by code, capitals first).</summary>
    public IReadOnlyList<(string Key, string Value)> Parameters { get; }

    public static RawQuery Parse(string target)
    {
        var start = target.IndexOf('?', StringComparison.Ordinal);
        var parameters = start < 0
            ? []
            : target[(start + 1)..].Split('&', StringSplitOptions.RemoveEmptyEntries).Select(ParameterOf).ToList();
        parameters.Sort(static (a, b) => string.CompareOrdinal(a.Key, b.Key) is var byKey && byKey != 0
            ? byKey
            : string.CompareOrdinal(a.Value, b.Value));
        return new RawQuery(start < 0 ? target : target[..start], parameters);
    }

    /// <summary>RFC 3986: all but letters, digits, '-', '_', '.' and '~' as octets of UTF-8.</summary>
    public static string Encode(string text) => Uri.EscapeDataString(text);

    private static (string Key, string Value) ParameterOf(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        return equals < 0
            ? (Decode(text, plusIsBlank: true), "")
            : (Decode(text[..equals], plusIsBlank: true), Decode(text[(equals + 1)..], plusIsBlank: true));
    }

    private static string Decode(string encoded, bool plusIsBlank)
    {
        if (!encoded.AsSpan().ContainsAny('%', '+'))
        {
            return encoded;
        }

        var octets = new List<byte>(encoded.Length);
        Span<byte> utf8 = stackalloc byte[4];
        for (var i = 0; i < encoded.Length; i++)
        {
            if (encoded[i] == '%' && i + 2 < encoded.Length && byte.TryParse(
                encoded.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var octet))
            {
                octets.Add(octet);
                i += 2;
            }
            else if (encoded[i] == '+' && plusIsBlank)
            {
                octets.Add((byte)' ');
            }
            else
            {
                var rune = Rune.TryGetRuneAt(encoded, i, out var whole) ? whole : Rune.ReplacementChar;
                octets.AddRange(utf8[..rune.EncodeToUtf8(utf8)]);
                i += rune.Utf16SequenceLength - 1;
            }
        }

        return Encoding.UTF8.GetString([.. octets]);
    }
}
