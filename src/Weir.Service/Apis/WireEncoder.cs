using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;

namespace Weir.Service.Apis;

/// <summary>Escapes only what JSON demands: quotes, backslashes and control characters. Everything else goes out as
/// UTF-8, also beyond the BMP, because readers in the vendors' SDKs trip over \uXXXX escapes.</summary>
internal sealed unsafe class WireEncoder : JavaScriptEncoder
{
    public static readonly WireEncoder Instance = new();

    private const int LongestEscape = 6; // \u0001

    private static readonly SearchValues<char> Suspicious = SearchValues.Create(Suspects());

    private WireEncoder()
    {
    }

    public override int MaxOutputCharactersPerInputCharacter => LongestEscape;

    public override bool WillEncode(int unicodeScalar) => unicodeScalar is < 0x20 or '"' or '\\';

    public override int FindFirstCharacterToEncode(char* text, int textLength)
    {
        var span = new ReadOnlySpan<char>(text, textLength);
        for (var start = 0; ;)
        {
            var found = span[start..].IndexOfAny(Suspicious);
            if (found < 0)
            {
                return -1;
            }

            var at = start + found;
            var isPair = at + 1 < span.Length && char.IsSurrogatePair(span[at], span[at + 1]);
            if (!isPair)
            {
                return at;
            }

            start = at + 2;
        }
    }

    public override bool TryEncodeUnicodeScalar(int unicodeScalar, char* buffer, int bufferLength, out int written)
    {
        var escape = unicodeScalar switch
        {
            '"' => "\\\"",
            '\\' => "\\\\",
            '\n' => "\\n",
            '\r' => "\\r",
            '\t' => "\\t",
            '\b' => "\\b",
            '\f' => "\\f",
            _ => null,
        };
        var target = new Span<char>(buffer, bufferLength);
        if (escape is not null)
        {
            written = escape.TryCopyTo(target) ? escape.Length : 0;
            return written > 0;
        }

        // The only other caller is the replacement of half a surrogate pair, which needs no escape itself.
        return unicodeScalar < 0x20
            ? target.TryWrite($"\\u{unicodeScalar:x4}", out written)
            : new Rune(unicodeScalar).TryEncodeToUtf16(target, out written);
    }

    private static char[] Suspects() =>
    [
        .. Enumerable.Range(0, 0x20).Select(c => (char)c), '"', '\\',
        .. Enumerable.Range(0xD800, 0x800).Select(c => (char)c),
    ];
}
