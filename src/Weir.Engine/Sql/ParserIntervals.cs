namespace Weir.Engine.Sql;

/// <summary>Interval literals and units of time. Interval texts are checked in <see cref="IntervalText"/>.</summary>
internal sealed partial class Parser
{
    private Expression.IntervalLiteral ParseIntervalLiteral()
    {
        SourcePosition position = Position;
        Expect(Keyword.Interval);
        bool negative = Accept(TokenKind.Minus);
        if (!negative)
        {
            Accept(TokenKind.Plus);
        }

        if (!Is(TokenKind.String) && !Is(TokenKind.Unterminated))
        {
            throw Unexpected(
                "a text in quotes after INTERVAL", "Write INTERVAL '5' MINUTE, or value * INTERVAL '1' MINUTE.");
        }

        Token text = Current;
        string value = ParseString("a text");
        IntervalQualifier qualifier = ParseIntervalQualifier();
        long amount = IntervalText.Evaluate(value, qualifier, text.Position);
        return new Expression.IntervalLiteral(negative, value, qualifier)
        {
            Position = position,
            Value = negative ? -amount : amount,
        };
    }

    private IntervalQualifier ParseIntervalQualifier()
    {
        SourcePosition position = Position;
        TimeUnit start = ParseIntervalUnit();
        int? precision = null;
        int? fraction = null;
        if (Accept(TokenKind.LeftParenthesis))
        {
            precision = ParseIntervalPrecision(1, 10);
            if (start == TimeUnit.Second && Accept(TokenKind.Comma))
            {
                fraction = ParseIntervalPrecision(0, 9);
            }

            ExpectRightParenthesis();
        }

        TimeUnit? end = null;
        if (AcceptIntervalEnd(start) is { } smaller)
        {
            end = smaller;
            if (end == TimeUnit.Second && Accept(TokenKind.LeftParenthesis))
            {
                fraction = ParseIntervalPrecision(0, 9);
                ExpectRightParenthesis();
            }
        }

        return new IntervalQualifier(start, precision, end, fraction) { Position = position };
    }

    private int ParseIntervalPrecision(int least, int most)
    {
        Token token = Current;
        int precision = ParseInteger("a precision");
        return precision >= least && precision <= most
            ? precision
            : throw SqlException.Syntax($"The precision must be between {least} and {most}", token.Position);
    }

    /// <summary>TO and a smaller unit. TO and anything else is left to whoever is around the interval:
    /// <c>FLOOR(ts + INTERVAL '8' HOUR TO DAY)</c>.</summary>
    private TimeUnit? AcceptIntervalEnd(TimeUnit start)
    {
        if (!Is(Keyword.To) || IntervalUnitOf(Ahead(1).Keyword) is not { } end || end <= start ||
            start == TimeUnit.Month || (end == TimeUnit.Month) != (start == TimeUnit.Year))
        {
            return null;
        }

        Advance();
        Advance();
        return end;
    }

    private TimeUnit ParseIntervalUnit()
    {
        if (IntervalUnitOf(Current.Keyword) is not { } unit)
        {
            throw Unexpected(
                "YEAR, MONTH, DAY, HOUR, MINUTE or SECOND",
                Is(Keyword.Week) ? "A week is INTERVAL '7' DAY." :
                Is(Keyword.Quarter) ? "A quarter is INTERVAL '3' MONTH." :
                Is(Keyword.Millisecond) ? "A millisecond is INTERVAL '0.001' SECOND." : null);
        }

        Advance();
        return unit;
    }

    private static TimeUnit? IntervalUnitOf(Keyword keyword) => keyword switch
    {
        Keyword.Year or Keyword.Years => TimeUnit.Year,
        Keyword.Month or Keyword.Months => TimeUnit.Month,
        Keyword.Day or Keyword.Days => TimeUnit.Day,
        Keyword.Hour or Keyword.Hours => TimeUnit.Hour,
        Keyword.Minute or Keyword.Minutes => TimeUnit.Minute,
        Keyword.Second or Keyword.Seconds => TimeUnit.Second,
        _ => null,
    };

    private static string Name(TimeUnit unit) => unit.ToString().ToUpperInvariant();

    private TimeUnit ParseTimeUnit()
    {
        TimeUnit unit = Current.Keyword switch
        {
            Keyword.Year => TimeUnit.Year,
            Keyword.Quarter => TimeUnit.Quarter,
            Keyword.Month => TimeUnit.Month,
            Keyword.Week => TimeUnit.Week,
            Keyword.Day => TimeUnit.Day,
            Keyword.Hour => TimeUnit.Hour,
            Keyword.Minute => TimeUnit.Minute,
            Keyword.Second => TimeUnit.Second,
            Keyword.Millisecond => TimeUnit.Millisecond,
            Keyword.Microsecond => TimeUnit.Microsecond,
            Keyword.Nanosecond => TimeUnit.Nanosecond,
            Keyword.Dow => TimeUnit.Dow,
            Keyword.Doy => TimeUnit.Doy,
            Keyword.Isodow => TimeUnit.IsoDow,
            Keyword.Isoyear => TimeUnit.IsoYear,
            Keyword.Epoch => TimeUnit.Epoch,
            Keyword.Decade => TimeUnit.Decade,
            Keyword.Century => TimeUnit.Century,
            Keyword.Millennium => TimeUnit.Millennium,
            _ => throw Unexpected("a unit of time such as YEAR, DAY or SECOND"),
        };
        Advance();
        return unit;
    }

    /// <summary>Names of ODBC that TIMESTAMPADD and TIMESTAMPDIFF take besides the ordinary ones; takes the word when
    /// it is one of them.</summary>
    private TimeUnit? ParseTsiUnit()
    {
        TimeUnit? unit = Current.Keyword switch
        {
            Keyword.SqlTsiYear => TimeUnit.Year,
            Keyword.SqlTsiQuarter => TimeUnit.Quarter,
            Keyword.SqlTsiMonth => TimeUnit.Month,
            Keyword.SqlTsiWeek => TimeUnit.Week,
            Keyword.SqlTsiDay => TimeUnit.Day,
            Keyword.SqlTsiHour => TimeUnit.Hour,
            Keyword.SqlTsiMinute => TimeUnit.Minute,
            Keyword.SqlTsiSecond => TimeUnit.Second,
            Keyword.FracSecond => TimeUnit.Microsecond,
            _ => null,
        };
        if (unit is not null)
        {
            Advance();
        }

        return unit;
    }
}
