using System.Buffers.Text;
using System.Globalization;

namespace Weir.Engine.Formats.Values;

/// <summary>Values as text, in the forms that Java prints.</summary>
internal static class ValueText
{
    private const int MaxDouble = 32;

    public static void AppendDate(ref Utf8Output output, int days)
    {
        var (year, month, day) = TimeText.DateOf(days);
        var space = output.Space(16);
        var at = 0;
        if (year is < 0 or > 9999)
        {
            space[at++] = year < 0 ? (byte)'-' : (byte)'+';
            year = Math.Abs(year);
        }

        if (year > 9999)
        {
            Utf8Formatter.TryFormat(year, space[at..], out var digits);
            at += digits;
        }
        else
        {
            Two(space, at, year / 100);
            Two(space, at + 2, year % 100);
            at += 4;
        }

        space[at] = (byte)'-';
        Two(space, at + 1, month);
        space[at + 3] = (byte)'-';
        Two(space, at + 4, day);
        output.Advance(at + 6);
    }

    /// <summary><c>HH:mm</c>.</summary>
    public static void AppendMinutes(ref Utf8Output output, long microsOfDay)
    {
        var minutes = (int)(microsOfDay / 60_000_000);
        var space = output.Space(5);
        Two(space, 0, minutes / 60);
        space[2] = (byte)':';
        Two(space, 3, minutes % 60);
        output.Advance(5);
    }

    /// <summary><c>HH:mm:ss</c> and the digits of the fraction.</summary>
    public static void AppendTime(ref Utf8Output output, long microsOfDay, FractionDigits digits)
    {
        var seconds = (int)(microsOfDay / 1_000_000);
        var space = output.Space(20);
        Two(space, 0, seconds / 3600);
        space[2] = (byte)':';
        Two(space, 3, seconds / 60 % 60);
        space[5] = (byte)':';
        Two(space, 6, seconds % 60);
        output.Advance(8 + digits.Write(space[8..], (int)(microsOfDay % 1_000_000)));
    }

    public static void AppendTimestamp(ref Utf8Output output, long micros, byte separator, FractionDigits digits)
    {
        var (days, time) = TimeText.Split(micros);
        AppendDate(ref output, days);
        output.Append(separator);
        AppendTime(ref output, time, digits);
    }

    /// <summary>An unscaled value with its scale: <c>1.50</c>.</summary>
    public static void AppendDecimal(ref Utf8Output output, Int128 unscaled, int scale)
    {
        if (scale == 0)
        {
            output.Append(unscaled);
            return;
        }

        var (whole, fraction) = Int128.DivRem(unscaled, DecimalText.Power(scale));
        if (unscaled < 0)
        {
            output.Append((byte)'-');
        }

        output.Append(Int128.Abs(whole));
        output.Append((byte)'.');
        var space = output.Space(scale);
        fraction = Int128.Abs(fraction);
        for (var i = scale - 1; i >= 0; i--)
        {
            (fraction, var digit) = Int128.DivRem(fraction, 10);
            space[i] = (byte)('0' + (int)digit);
        }

        output.Advance(scale);
    }

    /// <summary>Without trailing zeros and without exponent: <c>1.5</c>, <c>100000</c>.</summary>
    public static void AppendPlain(ref Utf8Output output, Int128 unscaled, int scale)
    {
        while (scale > 0 && unscaled % 10 == 0)
        {
            unscaled /= 10;
            scale--;
        }

        AppendDecimal(ref output, unscaled, scale);
    }

    /// <summary>As java.math.BigDecimal.toString prints the value without its trailing zeros: <c>1.5</c>, <c>1E+5</c>.
    /// </summary>
    public static void AppendScientific(ref Utf8Output output, Int128 unscaled, int scale)
    {
        if (unscaled == 0)
        {
            output.Append((byte)'0');
            return;
        }

        while (unscaled % 10 == 0)
        {
            unscaled /= 10;
            scale--;
        }

        Span<byte> digits = stackalloc byte[40];
        Int128.Abs(unscaled).TryFormat(digits, out var count, default, CultureInfo.InvariantCulture);
        var exponent = count - 1 - scale;
        if (scale >= 0 && exponent >= -6)
        {
            AppendDecimal(ref output, unscaled, scale);
            return;
        }

        if (unscaled < 0)
        {
            output.Append((byte)'-');
        }

        AppendMantissa(ref output, digits[..count]);
        output.Append((byte)'E');
        if (exponent > 0)
        {
            output.Append((byte)'+');
        }

        output.Append(exponent);
    }

    /// <summary>As Java's Double.toString.</summary>
    public static void AppendDouble(ref Utf8Output output, double value)
    {
        if (double.IsFinite(value))
        {
            Span<byte> shortest = stackalloc byte[MaxDouble];
            value.TryFormat(shortest, out var count, "R", CultureInfo.InvariantCulture);
            AppendJava(ref output, shortest[..count]);
        }
        else
        {
            output.Append(double.IsNaN(value) ? "NaN"u8 : value > 0 ? "Infinity"u8 : "-Infinity"u8);
        }
    }

    /// <summary>As Java's Float.toString.</summary>
    public static void AppendFloat(ref Utf8Output output, float value)
    {
        if (float.IsFinite(value))
        {
            Span<byte> shortest = stackalloc byte[MaxDouble];
            value.TryFormat(shortest, out var count, "R", CultureInfo.InvariantCulture);
            AppendJava(ref output, shortest[..count]);
        }
        else
        {
            AppendDouble(ref output, value);
        }
    }

    // Java writes plain decimals from 10^-3 up to 10^7 and d.ddE+n otherwise, always with a digit behind the point.
    private static void AppendJava(ref Utf8Output output, scoped ReadOnlySpan<byte> shortest)
    {
        Span<byte> digits = stackalloc byte[MaxDouble];
        var count = 0;
        var exponent = Normalise(shortest, digits, ref count);
        if (shortest[0] == '-')
        {
            output.Append((byte)'-');
        }

        if (exponent is < -3 or > 6)
        {
            AppendMantissa(ref output, digits[..count]);
            if (count == 1)
            {
                output.Append(".0"u8);
            }

            output.Append((byte)'E');
            output.Append(exponent);
            return;
        }

        var whole = Math.Max(0, exponent + 1);
        AppendPadded(ref output, digits[..Math.Min(whole, count)], whole - count, "0"u8);
        output.Append((byte)'.');
        for (var i = exponent + 1; i < 0; i++)
        {
            output.Append((byte)'0');
        }

        AppendPadded(ref output, count > whole ? digits[whole..count] : default, 0, "0"u8);
    }

    // Significant digits without leading and trailing zeros (at least one), and the exponent of the first.
    private static int Normalise(ReadOnlySpan<byte> text, Span<byte> digits, ref int count)
    {
        var exponent = 0;
        var mark = text.IndexOf((byte)'E');
        if (mark >= 0)
        {
            Utf8Parser.TryParse(text[(mark + (text[mark + 1] == '+' ? 2 : 1))..], out exponent, out _);
            text = text[..mark];
        }

        var point = text.IndexOf((byte)'.');
        var wholeEnd = point < 0 ? text.Length : point;
        var first = text.IndexOfAnyInRange((byte)'1', (byte)'9');
        if (first < 0)
        {
            digits[count++] = (byte)'0';
            return 0;
        }

        foreach (var b in text[first..])
        {
            if (b != '.')
            {
                digits[count++] = b;
            }
        }

        while (count > 1 && digits[count - 1] == '0')
        {
            count--;
        }

        return exponent + (first < wholeEnd ? wholeEnd - first - 1 : wholeEnd - first);
    }

    private static void AppendMantissa(ref Utf8Output output, scoped ReadOnlySpan<byte> digits)
    {
        output.Append(digits[0]);
        if (digits.Length > 1)
        {
            output.Append((byte)'.');
            output.Append(digits[1..]);
        }
    }

    private static void AppendPadded(
        ref Utf8Output output, scoped ReadOnlySpan<byte> digits, int zeros, ReadOnlySpan<byte> whenEmpty)
    {
        output.Append(digits.Length == 0 && zeros <= 0 ? whenEmpty : digits);
        for (var i = 0; i < zeros; i++)
        {
            output.Append((byte)'0');
        }
    }

    private static void Two(Span<byte> space, int at, int value)
    {
        space[at] = (byte)('0' + (value / 10));
        space[at + 1] = (byte)('0' + (value % 10));
    }
}

/// <summary>How many digits of a second's fraction are written: trailing zeros down to <paramref name="Min"/> are left
/// out, in groups of <paramref name="Step"/> (1 or 3).</summary>
internal readonly record struct FractionDigits(int Min, int Max, int Step = 1)
{
    /// <summary>As Java's LocalTime.toString: nothing, milliseconds or microseconds.</summary>
    public static FractionDigits Shortest { get; } = new(0, 6);

    /// <summary>Writes the point and the digits; returns their number, point included.</summary>
    public int Write(Span<byte> space, int micros)
    {
        var digits = Max;
        var value = micros;
        for (var i = 6; i > Max; i--)
        {
            value /= 10;
        }

        var group = Step == 3 ? 1000 : 10;
        while (digits > Min && value % group == 0)
        {
            value /= group;
            digits -= Step;
        }

        if (digits == 0)
        {
            return 0;
        }

        space[0] = (byte)'.';
        for (var i = digits; i > 0; i--)
        {
            space[i] = (byte)('0' + (value % 10));
            value /= 10;
        }

        return digits + 1;
    }
}
