namespace Weir.Engine.Sql;

/// <summary>
/// What the text of an interval literal is worth. Flink's rules: the first field may have as many digits as its
/// precision (2 unless written), the others stay below their unit (months 11, hours 23, minutes and seconds 59),
/// fractions of a second beyond the millisecond are cut.
/// </summary>
internal static class IntervalText
{
    private const int DefaultPrecision = 2;
    private const int DefaultFractionPrecision = 6;

    /// <summary>Months or milliseconds, negative when the text has a minus inside.</summary>
    public static long Evaluate(string text, IntervalQualifier qualifier, SourcePosition position)
    {
        ReadOnlySpan<char> rest = text.AsSpan().Trim();
        bool negative = rest is ['-', ..];
        if (rest is ['-' or '+', ..])
        {
            rest = rest[1..];
        }

        long value = Sum(ref rest, qualifier, text, position);
        if (!rest.IsEmpty)
        {
            throw Malformed(text, qualifier, position);
        }

        return negative ? -value : value;
    }

    private static long Sum(
        ref ReadOnlySpan<char> rest, IntervalQualifier qualifier, string text, SourcePosition position)
    {
        TimeUnit end = qualifier.End ?? qualifier.Start;
        int precision = qualifier.Precision ?? DefaultPrecision;
        long value = 0;
        for (TimeUnit unit = qualifier.Start; ; unit = Next(unit))
        {
            if (unit != qualifier.Start && !Skip(ref rest, Separator(unit)))
            {
                throw Malformed(text, qualifier, position);
            }

            int digits = rest.IndexOfAnyExceptInRange('0', '9');
            digits = digits < 0 ? rest.Length : digits;
            if (digits == 0 || (unit != qualifier.Start && digits > 2))
            {
                throw Malformed(text, qualifier, position);
            }

            ReadOnlySpan<char> number = rest[..digits].TrimStart('0');
            if (unit == qualifier.Start && number.Length > precision)
            {
                throw TooLarge(rest[..digits], qualifier, precision, position);
            }

            long field = number.IsEmpty ? 0 : long.Parse(number);
            if (unit != qualifier.Start && field > Largest(unit))
            {
                throw Malformed(text, qualifier, position);
            }

            value += field * Size(unit);
            rest = rest[digits..];
            if (unit == end)
            {
                return unit == TimeUnit.Second ? value + Fraction(ref rest, qualifier, text, position) : value;
            }
        }
    }

    private static long Fraction(
        ref ReadOnlySpan<char> rest, IntervalQualifier qualifier, string text, SourcePosition position)
    {
        if (!Skip(ref rest, '.'))
        {
            return 0;
        }

        int digits = rest.IndexOfAnyExceptInRange('0', '9');
        digits = digits < 0 ? rest.Length : digits;
        if (digits == 0 || digits > (qualifier.FractionPrecision ?? DefaultFractionPrecision))
        {
            throw Malformed(text, qualifier, position);
        }

        long milliseconds = 0;
        for (int i = 0; i < 3; i++)
        {
            milliseconds = (milliseconds * 10) + (i < digits ? rest[i] - '0' : 0);
        }

        rest = rest[digits..];
        return milliseconds;
    }

    private static bool Skip(ref ReadOnlySpan<char> rest, char separator)
    {
        if (rest.IsEmpty || rest[0] != separator)
        {
            return false;
        }

        rest = rest[1..];
        return true;
    }

    private static TimeUnit Next(TimeUnit unit) => unit switch
    {
        TimeUnit.Year => TimeUnit.Month,
        TimeUnit.Day => TimeUnit.Hour,
        TimeUnit.Hour => TimeUnit.Minute,
        _ => TimeUnit.Second,
    };

    private static char Separator(TimeUnit unit) => unit switch
    {
        TimeUnit.Month => '-',
        TimeUnit.Hour => ' ',
        _ => ':',
    };

    private static long Largest(TimeUnit unit) => unit switch
    {
        TimeUnit.Month => 11,
        TimeUnit.Hour => 23,
        _ => 59,
    };

    private static long Size(TimeUnit unit) => unit switch
    {
        TimeUnit.Year => 12,
        TimeUnit.Month => 1,
        TimeUnit.Day => 86_400_000,
        TimeUnit.Hour => 3_600_000,
        TimeUnit.Minute => 60_000,
        _ => 1_000,
    };

    private static SqlException TooLarge(
        ReadOnlySpan<char> digits, IntervalQualifier qualifier, int precision, SourcePosition position)
    {
        string unit = qualifier.Start.ToString().ToUpperInvariant();
        return SqlException.Syntax(
            $"Interval field value {digits} exceeds precision of {unit}({precision}) field", position,
            digits.Length <= 10 ? $"Write {unit}({digits.Length}), or use a larger unit." : "Use a larger unit.");
    }

    private static SqlException Malformed(string text, IntervalQualifier qualifier, SourcePosition position)
    {
        string example = (qualifier.Start, qualifier.End) switch
        {
            (_, null) => "1",
            (TimeUnit.Year, _) => "1-6",
            (TimeUnit.Day, TimeUnit.Hour) => "1 12",
            (TimeUnit.Day, TimeUnit.Minute) => "1 12:30",
            (TimeUnit.Day, _) => "1 12:30:15.500",
            (TimeUnit.Hour, TimeUnit.Minute) => "12:30",
            (TimeUnit.Hour, _) => "12:30:15.500",
            _ => "30:15.500",
        };
        return SqlException.Syntax(
            $"'{text}' is not an interval of {SqlPrinter.Print(qualifier)}", position,
            $"A text of that form is '{example}'.");
    }
}
