using System.Globalization;
using System.Numerics;
using Weir.Engine.Sql;
using Weir.Engine.Types;

namespace Weir.Engine.Planning;

/// <summary>Literals as written to typed values.</summary>
internal static class LiteralBinder
{
    private static readonly DateTime Epoch = new(1970, 1, 1, 0, 0, 0, DateTimeKind.Unspecified);

    public static Scalar.Literal Null { get; } = new(null, SqlType.Null);

    public static Scalar.Literal Boolean(bool? value) =>
        new(value, SqlType.Boolean.WithNullable(value is null));

    public static Scalar.Literal Text(string value) =>
        new(value, SqlType.Char(value.EnumerateRunes().Count()).NotNull());

    public static Scalar.Literal Int(int value) => new((long)value, SqlType.Int.NotNull());

    /// <summary>An exact number: INT, BIGINT or DECIMAL, the smallest that holds it; with a point always DECIMAL, whose
    /// precision counts a leading zero as Flink does.</summary>
    public static Scalar.Literal Exact(string text, bool negative, SourcePosition position)
    {
        var point = text.IndexOf('.', StringComparison.Ordinal);
        var digits = point < 0 ? text : text.Remove(point, 1);
        var value = BigInteger.Parse(digits.Length == 0 ? "0" : digits, CultureInfo.InvariantCulture);
        value = negative ? -value : value;
        if (point < 0 && value >= int.MinValue && value <= int.MaxValue)
        {
            return new((long)value, SqlType.Int.NotNull());
        }

        if (point < 0 && value >= long.MinValue && value <= long.MaxValue)
        {
            return new((long)value, SqlType.BigInt.NotNull());
        }

        var scale = point < 0 ? 0 : text.Length - point - 1;
        var precision = Math.Max(digits.Length, Math.Max(scale, 1));
        if (precision > SqlType.MaxDecimalPrecision)
        {
            throw SqlException.Type(
                $"A number has at most {SqlType.MaxDecimalPrecision} digits; found {precision}", position);
        }

        return new((Int128)value, SqlType.Decimal(precision, scale).NotNull());
    }

    public static Scalar.Literal Approximate(string text, bool negative)
    {
        var value = double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
        return new(negative ? -value : value, SqlType.Double.NotNull());
    }

    public static Scalar.Literal Interval(Expression.IntervalLiteral literal) => literal.Qualifier.IsYearMonth
        ? new((int)literal.Value, SqlType.IntervalMonth.NotNull())
        : new(literal.Value, SqlType.IntervalSecond.NotNull());

    public static Scalar.Literal Binary(string hex) =>
        new(Convert.FromHexString(hex), SqlType.Binary(Math.Max(1, hex.Length / 2)).NotNull());

    public static Scalar.Literal Temporal(Expression.TemporalLiteral literal) => literal.Kind switch
    {
        TemporalKind.Date => new((int)(Parse(literal, "yyyy-M-d") - Epoch).TotalDays, SqlType.Date.NotNull()),
        TemporalKind.Time => Time(literal),
        TemporalKind.Timestamp => Timestamp(literal),
    };

    private static Scalar.Literal Time(Expression.TemporalLiteral literal)
    {
        var whole = literal.Text.Split('.')[0];
        var time = Parse(literal with { Text = whole }, "H:m:s").TimeOfDay;
        return new((int)time.TotalMilliseconds, SqlType.Time(0).NotNull());
    }

    private static Scalar.Literal Timestamp(Expression.TemporalLiteral literal)
    {
        var parts = literal.Text.Split('.');
        var fraction = parts.Length > 1 ? parts[1] : "";
        if (parts.Length > 2 || fraction.Length > 6 || fraction.Any(c => !char.IsAsciiDigit(c)))
        {
            throw Illegal(literal);
        }

        var whole = Parse(literal with { Text = parts[0] }, "yyyy-M-d H:m:s");
        var micros = fraction.Length == 0
            ? 0
            : long.Parse(fraction.PadRight(6, '0'), CultureInfo.InvariantCulture);
        var value = (whole - Epoch).Ticks / TimeSpan.TicksPerMicrosecond + micros;
        return new(value, SqlType.Timestamp(fraction.Length).NotNull());
    }

    private static DateTime Parse(Expression.TemporalLiteral literal, string format) =>
        DateTime.TryParseExact(literal.Text, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var value)
            ? value
            : throw Illegal(literal);

    private static SqlException Illegal(Expression.TemporalLiteral literal)
    {
        var kind = literal.Kind.ToString().ToUpperInvariant();
        var format = literal.Kind switch
        {
            TemporalKind.Date => "yyyy-MM-dd",
            TemporalKind.Time => "HH:mm:ss",
            TemporalKind.Timestamp => "yyyy-MM-dd HH:mm:ss[.ffffff]",
        };
        return SqlException.Type(
            $"Illegal {kind} literal '{literal.Text}': not in format '{format}'", literal.Position);
    }
}
