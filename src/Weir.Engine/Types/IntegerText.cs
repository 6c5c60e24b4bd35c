namespace Weir.Engine.Types;

/// <summary>Integers as CAST reads them.</summary>
public static class IntegerText
{
    /// <summary>
    /// Reads <c>[+-]digits[.digits]</c> between blanks; the fraction is cut, and a fraction alone (<c>.5</c>) is 0. No
    /// exponent.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out long value)
    {
        value = 0;
        text = text.Trim((byte)' ');
        var negative = !text.IsEmpty && text[0] == '-';
        if (!text.IsEmpty && text[0] is (byte)'-' or (byte)'+')
        {
            text = text[1..];
        }

        if (text.IsEmpty)
        {
            return false;
        }

        // Counted downwards: the smallest long has no positive twin.
        var i = 0;
        for (; i < text.Length && text[i] != '.'; i++)
        {
            var digit = text[i] - '0';
            if (digit is < 0 or > 9 || value < long.MinValue / 10)
            {
                return false;
            }

            value *= 10;
            if (value < long.MinValue + digit)
            {
                return false;
            }

            value -= digit;
        }

        if (i < text.Length && text[(i + 1)..].IndexOfAnyExceptInRange((byte)'0', (byte)'9') >= 0)
        {
            return false;
        }

        if (negative)
        {
            return true;
        }

        value = unchecked(-value);
        return value >= 0;
    }
}

/// <summary>BOOLEAN as CAST reads it: t, true, y, yes, 1 and f, false, n, no, 0, in any case.</summary>
public static class BooleanText
{
    private const int MaxWord = 5;

    public static bool TryParse(ReadOnlySpan<byte> text, out bool value)
    {
        value = false;
        if (text.Length is 0 or > MaxWord)
        {
            return false;
        }

        Span<byte> word = stackalloc byte[MaxWord];
        System.Text.Ascii.ToLower(text, word, out var length);
        ReadOnlySpan<byte> lower = word[..length];
        value = lower.SequenceEqual("true"u8) || lower.SequenceEqual("t"u8) || lower.SequenceEqual("yes"u8)
            || lower.SequenceEqual("y"u8) || lower.SequenceEqual("1"u8);
        return value || lower.SequenceEqual("false"u8) || lower.SequenceEqual("f"u8) || lower.SequenceEqual("no"u8)
            || lower.SequenceEqual("n"u8) || lower.SequenceEqual("0"u8);
    }
}
