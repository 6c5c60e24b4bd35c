using Weir.Engine.Types;

namespace Weir.Engine.Formats.Values;

/// <summary>Values as text, in the forms that Java prints.</summary>
internal static class ValueText
{
    public static void AppendDate(ref Utf8Output output, int days) =>
        output.Advance(TemporalText.FormatDate(days, output.Space(TemporalText.MaxLength)));

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
        AppendDate(ref output, Calendar.DayOfMicros(micros));
        output.Append(separator);
        AppendTime(ref output, Calendar.TimeOfMicros(micros), digits);
    }

    /// <summary>An unscaled value with its scale: <c>1.50</c>.</summary>
    public static void AppendDecimal(ref Utf8Output output, Int128 unscaled, int scale) =>
        output.Advance(DecimalText.Format(unscaled, scale, output.Space(DecimalText.MaxLength)));

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
        Int128.Abs(unscaled).TryFormat(digits, out var count);
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
    public static void AppendDouble(ref Utf8Output output, double value) =>
        output.Advance(FloatText.Format(value, output.Space(FloatText.MaxLength)));

    /// <summary>As Java's Float.toString.</summary>
    public static void AppendFloat(ref Utf8Output output, float value) =>
        output.Advance(FloatText.Format(value, output.Space(FloatText.MaxLength)));

    private static void AppendMantissa(ref Utf8Output output, scoped ReadOnlySpan<byte> digits)
    {
        output.Append(digits[0]);
        if (digits.Length > 1)
        {
            output.Append((byte)'.');
            output.Append(digits[1..]);
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
