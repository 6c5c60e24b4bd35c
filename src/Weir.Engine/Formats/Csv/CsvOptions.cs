using System.Text;
using Weir.Engine.Options;
using Weir.Engine.Types;

namespace Weir.Engine.Formats.Csv;

/// <summary>The options of a csv table, ready to use.</summary>
/// <param name="Quote">Null when quoting is disabled.</param>
/// <param name="NullLiteral">Text that means NULL, also inside quotes; null when there is none.</param>
/// <param name="ArrayDelimiter">Between the elements of ARRAY and the fields of nested ROW.</param>
internal sealed record CsvOptions(
    byte Delimiter,
    byte? Quote,
    byte? Escape,
    byte[]? NullLiteral,
    byte ArrayDelimiter,
    bool AllowComments,
    bool IgnoreParseErrors,
    bool ScientificDecimals)
{
    public const string FieldDelimiterKey = "csv.field-delimiter";
    public const string DisableQuoteKey = "csv.disable-quote-character";
    public const string QuoteKey = "csv.quote-character";
    public const string CommentsKey = "csv.allow-comments";
    public const string IgnoreErrorsKey = "csv.ignore-parse-errors";
    public const string ArrayDelimiterKey = "csv.array-element-delimiter";
    public const string EscapeKey = "csv.escape-character";
    public const string NullLiteralKey = "csv.null-literal";
    public const string ScientificKey = "csv.write-bigdecimal-in-scientific-notation";

    public static IReadOnlyList<OptionSpec> Specs { get; } =
    [
        new(FieldDelimiterKey, OptionKind.Character, "Between fields; an ASCII character.", Default: ","),
        new(DisableQuoteKey, OptionKind.Boolean, "No character quotes fields.", Default: "false"),
        new(QuoteKey, OptionKind.Character, "Quotes a field; doubled inside.", Default: "\""),
        new(CommentsKey, OptionKind.Boolean, "Lines that begin with # are skipped.", Default: "false"),
        new(IgnoreErrorsKey, OptionKind.Boolean, "A bad field is NULL, a bad record is skipped and counted.",
            Default: "false"),
        new(ArrayDelimiterKey, OptionKind.Character, "Between the elements of ARRAY and ROW fields.", Default: ";"),
        new(EscapeKey, OptionKind.Character, "Takes the special meaning from the character behind it."),
        new(NullLiteralKey, OptionKind.Text, "The text that means NULL."),
        new(ScientificKey, OptionKind.Boolean, "DECIMAL is written as 1E+5 rather than 100000.", Default: "true"),
    ];

    /// <exception cref="OptionException">An option is unknown or bad.</exception>
    public static CsvOptions From(IReadOnlyDictionary<string, string> options)
    {
        var values = OptionValues.Check("format 'csv'", options, Specs);
        var noQuote = values.Boolean(DisableQuoteKey);
        if (noQuote && values.Has(QuoteKey))
        {
            throw new OptionException($"The options '{QuoteKey}' and '{DisableQuoteKey}' exclude each other");
        }

        var read = new CsvOptions(
            Ascii(values, FieldDelimiterKey)!.Value,
            noQuote ? null : Ascii(values, QuoteKey),
            Ascii(values, EscapeKey),
            values.Text(NullLiteralKey) is { } literal ? Encoding.UTF8.GetBytes(literal) : null,
            Ascii(values, ArrayDelimiterKey)!.Value,
            values.Boolean(CommentsKey),
            values.Boolean(IgnoreErrorsKey),
            values.Boolean(ScientificKey));
        if (read.Delimiter is (byte)'\n' or (byte)'\r' || read.Delimiter == read.Quote || read.Delimiter == read.Escape)
        {
            throw values.Bad(FieldDelimiterKey, "it must differ from line ends, the quote and the escape character");
        }

        return read;
    }

    /// <summary>MAP has no form in csv, and what is inside an ARRAY or ROW must be simple.</summary>
    /// <exception cref="OptionException">The column cannot be read or written.</exception>
    public static void CheckType(string column, SqlType type, bool nested = false)
    {
        var complex = type.Kind is TypeKind.Array or TypeKind.Row;
        if (type.Kind is TypeKind.Map or TypeKind.Multiset || (nested && complex))
        {
            throw new OptionException(
                $"The format 'csv' cannot hold the type {type} of column '{column}'",
                "ARRAY and ROW of simple types are possible");
        }

        foreach (var inner in type.Kind == TypeKind.Array ? [type.Element!] : type.Fields.Select(f => f.Type))
        {
            CheckType(column, inner, nested: true);
        }
    }

    private static byte? Ascii(OptionValues values, string key) => values.Character(key) switch
    {
        null => null,
        { IsAscii: true } rune => (byte)rune.Value,
        _ => throw values.Bad(key, "characters outside of ASCII are not supported yet"),
    };
}
