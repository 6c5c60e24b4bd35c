namespace Weir.Engine.Sql;

internal abstract partial record Expression
{
    public sealed record NullLiteral : Expression;

    /// <summary>TRUE, FALSE, or UNKNOWN as null.</summary>
    public sealed record BooleanLiteral(bool? Value) : Expression;

    /// <summary>Digits with an optional point and no exponent, as written: the leading 0 of <c>0.5</c> counts in its
    /// precision, so the text is kept. Never signed: <c>-1</c> is a unary minus over a literal.</summary>
    public sealed record ExactLiteral(string Text) : Expression;

    /// <summary>With an exponent, as written: always DOUBLE.</summary>
    public sealed record ApproximateLiteral(string Text) : Expression;

    /// <summary>Quotes taken off, <c>U&amp;</c> escapes resolved, adjacent literals joined.</summary>
    public sealed record StringLiteral(string Value) : Expression;

    /// <summary><c>X'0aff'</c>: an even number of hexadecimal digits, upper case.</summary>
    public sealed record BinaryLiteral(string Hex) : Expression;

    /// <summary><c>DATE '...'</c> and its like; the text is checked by the binder.</summary>
    public sealed record TemporalLiteral(TemporalKind Kind, string Text) : Expression;

    /// <summary><c>INTERVAL [-]'text' qualifier</c>; the parser has checked the text against the qualifier.</summary>
    public sealed record IntervalLiteral(bool Negative, string Text, IntervalQualifier Qualifier) : Expression
    {
        /// <summary>Signed months for a year-month interval, signed milliseconds for a day-time one.</summary>
        public long Value { get; init; }
    }
}

internal enum TemporalKind
{
    Date,
    Time,
    Timestamp,
}

/// <summary><c>DAY</c>, <c>DAY(3)</c>, <c>DAY(3) TO SECOND(3)</c>. Precisions are null when not written; the default
/// is 2 leading digits and 6 fractional ones.</summary>
internal sealed record IntervalQualifier(TimeUnit Start, int? Precision, TimeUnit? End, int? FractionPrecision)
    : SyntaxNode
{
    /// <summary>YEAR and MONTH make months; everything else makes milliseconds.</summary>
    public bool IsYearMonth => Start is TimeUnit.Year or TimeUnit.Month;
}

/// <summary>Every unit that EXTRACT, FLOOR/CEIL .. TO, TIMESTAMPADD/DIFF or INTERVAL take; which takes which is for
/// the binder, except for INTERVAL.</summary>
internal enum TimeUnit
{
    Year,
    Quarter,
    Month,
    Week,
    Day,
    Hour,
    Minute,
    Second,
    Millisecond,
    Microsecond,
    Nanosecond,
    Dow,
    Doy,
    IsoDow,
    IsoYear,
    Epoch,
    Decade,
    Century,
    Millennium,
}
