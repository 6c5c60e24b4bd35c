using System.Buffers;
using System.Text;
using Weir.Engine.Types;

namespace Weir.Engine.Functions.Text;

/// <summary>Upper and lower case as Java has them: full mappings of the Unicode standard, without a locale.</summary>
internal static class CaseMapping
{
    // The unconditional one-to-many upper-case mappings of the Unicode standard, as "letter, its upper case".
    // The first two are simple mappings that .NET leaves out.
    private static readonly Dictionary<int, string> _upper = new()
    {
        ['ı'] = "I", ['ſ'] = "S",
        ['ß'] = "SS", ['ŉ'] = "\u02BCN", ['ǰ'] = "J\u030C", ['ΐ'] = "\u0399\u0308\u0301", ['ΰ'] = "\u03A5\u0308\u0301",
        ['և'] = "\u0535\u0552", ['ẖ'] = "H\u0331", ['ẗ'] = "T\u0308", ['ẘ'] = "W\u030A", ['ẙ'] = "Y\u030A",
        ['ẚ'] = "A\u02BE", ['ὐ'] = "\u03A5\u0313", ['ὒ'] = "\u03A5\u0313\u0300", ['ὔ'] = "\u03A5\u0313\u0301",
        ['ὖ'] = "\u03A5\u0313\u0342", ['ᾶ'] = "\u0391\u0342", ['ῆ'] = "\u0397\u0342", ['ῒ'] = "\u0399\u0308\u0300",
        ['ῖ'] = "\u0399\u0342", ['ῗ'] = "\u0399\u0308\u0342", ['ῢ'] = "\u03A5\u0308\u0300", ['ῤ'] = "\u03A1\u0313",
        ['ῦ'] = "\u03A5\u0342", ['ῧ'] = "\u03A5\u0308\u0342", ['ῶ'] = "\u03A9\u0342", ['ﬀ'] = "FF", ['ﬁ'] = "FI",
        ['ﬂ'] = "FL", ['ﬃ'] = "FFI", ['ﬄ'] = "FFL", ['ﬅ'] = "ST", ['ﬆ'] = "ST", ['ﬓ'] = "\u0544\u0546",
        ['\u1FB2'] = "\u1FBA\u0399", ['\u1FB3'] = "\u0391\u0399", ['\u1FB4'] = "\u0386\u0399",
        ['\u1FB7'] = "\u0391\u0342\u0399", ['\u1FBC'] = "\u0391\u0399", ['\u1FC2'] = "\u1FCA\u0399",
        ['\u1FC3'] = "\u0397\u0399", ['\u1FC4'] = "\u0389\u0399", ['\u1FC7'] = "\u0397\u0342\u0399",
        ['\u1FCC'] = "\u0397\u0399", ['\u1FD3'] = "\u0399\u0308\u0301", ['\u1FE3'] = "\u03A5\u0308\u0301",
        ['\u1FF2'] = "\u1FFA\u0399", ['\u1FF3'] = "\u03A9\u0399", ['\u1FF4'] = "\u038F\u0399",
        ['\u1FF7'] = "\u03A9\u0342\u0399", ['\u1FFC'] = "\u03A9\u0399",
        ['ﬔ'] = "\u0544\u0535", ['ﬕ'] = "\u0544\u053B", ['ﬖ'] = "\u054E\u0546", ['ﬗ'] = "\u0544\u053D",
    };

    private const int DottedI = 0x130;
    private const int Sigma = 0x3A3;
    private const int FinalSigma = 0x3C2;
    private const int Iota = 0x399;
    private const int FirstIotaVowel = 0x1F80;
    private const int LastIotaVowel = 0x1FAF;

    // A letter becomes at most three, of at most three bytes each.
    private const int MaxGrowth = 9;

    public static int ToUpper(ReadOnlySpan<byte> text, Span<byte> into)
    {
        if (Ascii.ToUpper(text, into, out var length) == OperationStatus.Done)
        {
            return length;
        }

        length = 0;
        while (!text.IsEmpty)
        {
            var rune = Utf8Text.Next(ref text);
            length += Upper(rune, into[length..]);
        }

        return length;
    }

    public static int ToLower(ReadOnlySpan<byte> text, Span<byte> into)
    {
        if (Ascii.ToLower(text, into, out var length) == OperationStatus.Done)
        {
            return length;
        }

        length = 0;
        var afterLetter = false;
        while (!text.IsEmpty)
        {
            var rune = Utf8Text.Next(ref text);
            if (rune.Value == DottedI)
            {
                length += Encoding.UTF8.GetBytes("i\u0307", into[length..]);
            }
            else
            {
                var isFinal = rune.Value == Sigma && afterLetter && !StartsWithLetter(text);
                var lower = isFinal ? new Rune(FinalSigma) : Rune.ToLowerInvariant(rune);
                length += lower.EncodeToUtf8(into[length..]);
            }

            afterLetter = Rune.IsLetter(rune);
        }

        return length;
    }

    private static int Upper(Rune rune, Span<byte> into)
    {
        if (_upper.TryGetValue(rune.Value, out var letters))
        {
            return Encoding.UTF8.GetBytes(letters, into);
        }

        if (rune.Value is not (>= FirstIotaVowel and <= LastIotaVowel))
        {
            return Rune.ToUpperInvariant(rune).EncodeToUtf8(into);
        }

        // Three rows of sixteen Greek vowels with an iota below, which becomes a letter of its own.
        var row = (rune.Value - FirstIotaVowel) >> 4;
        var vowel = new Rune((row == 0 ? 0x1F08 : row == 1 ? 0x1F28 : 0x1F68) + (rune.Value & 7));
        var length = vowel.EncodeToUtf8(into);
        return length + new Rune(Iota).EncodeToUtf8(into[length..]);
    }

    /// <summary>Room that the result of any text of that many bytes fits in.</summary>
    public static int Room(ReadOnlySpan<byte> text) => Ascii.IsValid(text) ? text.Length : text.Length * MaxGrowth;

    private static bool StartsWithLetter(ReadOnlySpan<byte> text) => !text.IsEmpty && Rune.IsLetter(Utf8Text.Next(ref text));
}
