using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Weir.Engine.Functions.Text;

/// <summary>Escapes that mean characters or sets of them, in and outside of classes.</summary>
internal static class JavaRegexEscapes
{
    private static readonly Dictionary<string, string> _properties = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Lower"] = "a-z", ["Upper"] = "A-Z", ["ASCII"] = @"\x00-\x7F", ["Alpha"] = "a-zA-Z", ["Digit"] = "0-9",
        ["Alnum"] = "a-zA-Z0-9", ["Punct"] = @"!-/:-@\[-`{-~", ["Graph"] = "!-~", ["Print"] = " -~", ["Blank"] = @" \t",
        ["Cntrl"] = @"\x00-\x1F\x7F", ["XDigit"] = "0-9a-fA-F", ["Space"] = @" \t\n\v\f\r",
        ["javaLowerCase"] = @"\p{Ll}", ["javaUpperCase"] = @"\p{Lu}", ["javaWhitespace"] = @"\s",
        ["IsAlphabetic"] = @"\p{L}\p{Nl}", ["IsLetter"] = @"\p{L}", ["IsDigit"] = @"\p{Nd}", ["IsUppercase"] = @"\p{Lu}",
        ["IsLowercase"] = @"\p{Ll}", ["IsPunctuation"] = @"\p{P}", ["IsWhite_Space"] = @"\s",
        ["IsLatin"] = @"a-zA-Z\u00AA\u00BA\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02B8\u1E00-\u1EFF",
        ["IsCyrillic"] = @"\u0400-\u052F\u1C80-\u1C88\u2DE0-\u2DFF\uA640-\uA69F",
        ["IsGreek"] = @"\u0370-\u0373\u0375-\u03FF\u1F00-\u1FFE",
        ["IsHan"] = @"\u2E80-\u2FD5\u3005\u3007\u3021-\u3029\u3038-\u303B\u3400-\u4DBF\u4E00-\u9FFF\uF900-\uFAD9",
        ["IsHiragana"] = @"\u3041-\u3096\u309D-\u309F", ["IsKatakana"] = @"\u30A1-\u30FA\u30FD-\u30FF",
        ["IsArabic"] = @"\u0600-\u0604\u0606-\u06FF\u0750-\u077F", ["IsHebrew"] = @"\u0591-\u05F4",
        ["IsHangul"] = @"\u1100-\u11FF\u3131-\u318E\uAC00-\uD7A3",
    };

    /// <summary>Reads the escape whose letter stands at <paramref name="at"/>.</summary>
    public static (string Text, bool IsSet) Read(string pattern, ref int at)
    {
        var c = pattern[at++];
        return c switch
        {
            'd' => ("0-9", true),
            'D' => (@"\x00-/:-\uFFFF", true),
            'w' => ("a-zA-Z0-9_", true),
            'W' => (@"\x00-/:-@\[-\^`{-\uFFFF", true),
            's' => (@" \t\n\v\f\r", true),
            'S' => (@"\x00-\x08\x0E-\x1F!-\uFFFF", true),
            'h' => (@" \t\u00A0\u1680\u180E\u2000-\u200A\u202F\u205F\u3000", true),
            'v' => (@"\n\v\f\r\u0085\u2028\u2029", true),
            'p' or 'P' => Property(pattern, ref at, c == 'P'),
            't' or 'n' or 'r' or 'f' or 'a' or 'e' => ($@"\{c}", false),
            '0' => Code(Octal(pattern, ref at)),
            'x' => Code(Hexadecimal(pattern, ref at)),
            'u' => Code(Digits(pattern, ref at, 4)),
            'c' when at < pattern.Length => Code(pattern[at++] ^ 64),
            _ when char.IsAsciiLetterOrDigit(c) => throw new FormatException($@"an unknown escape \{c}"),
            _ => ($@"\{c}", false),
        };
    }

    private static (string Text, bool IsSet) Property(string pattern, ref int at, bool negated)
    {
        string name;
        if (at < pattern.Length && pattern[at] == '{')
        {
            var end = pattern.IndexOf('}', at);
            name = end < 0 ? throw new FormatException("an unclosed property") : pattern[(at + 1)..end];
            at = end + 1;
        }
        else
        {
            name = at < pattern.Length ? pattern[at++].ToString() : "";
        }

        if (_properties.TryGetValue(name, out var set))
        {
            return negated ? ($@"\x00-\uFFFF-[{set}]", true) : (set, true);
        }

        // General categories are called alike: L, Lu, IsL, IsLu.
        name = name.StartsWith("Is", StringComparison.Ordinal) && name.Length <= 4 ? name[2..] : name;
        return name.Length is 1 or 2
            ? ($@"\{(negated ? 'P' : 'p')}{{{name}}}", true)
            : throw new FormatException($"an unknown property {name}");
    }

    private static (string Text, bool IsSet) Code(int code) => code <= char.MaxValue
        ? ($@"\u{code:X4}", false)
        : ($"(?:{Regex.Escape(char.ConvertFromUtf32(code))})", false);

    private static int Octal(string pattern, ref int at)
    {
        var value = 0;
        var digits = 0;
        while (digits < 3 && at < pattern.Length && pattern[at] is >= '0' and <= '7' && value < 32)
        {
            value = (value * 8) + pattern[at++] - '0';
            digits++;
        }

        return digits > 0 ? value : throw new FormatException("an illegal octal escape");
    }

    private static int Hexadecimal(string pattern, ref int at)
    {
        if (at >= pattern.Length || pattern[at] != '{')
        {
            return Digits(pattern, ref at, 2);
        }

        var end = pattern.IndexOf('}', at);
        var digits = end < 0 ? "" : pattern[(at + 1)..end];
        at = end + 1;
        return int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
            && Rune.IsValid(code)
                ? code
                : throw new FormatException("an illegal hexadecimal escape");
    }

    private static int Digits(string pattern, ref int at, int count)
    {
        if (at + count > pattern.Length || !int.TryParse(pattern.AsSpan(at, count), NumberStyles.AllowHexSpecifier,
            CultureInfo.InvariantCulture, out var code))
        {
            throw new FormatException("an illegal hexadecimal escape");
        }

        at += count;
        return code;
    }
}
