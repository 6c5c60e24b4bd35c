using Weir.Engine.Options;
using Weir.Engine.Types;

namespace Weir.Engine.Formats.Json;

internal enum NullKeys
{
    Fail,
    Drop,
    Literal,
}

/// <summary>The options of a json table, ready to use.</summary>
/// <param name="Iso">Timestamps as <c>2024-02-29T13:14:15</c> instead of with a blank.</param>
internal sealed record JsonOptions(
    bool FailOnMissingField,
    bool IgnoreParseErrors,
    bool Iso,
    NullKeys NullKeys,
    string NullKeyLiteral,
    bool PlainDecimals,
    bool IgnoreNullFields)
{
    private const string MissingKey = "fail-on-missing-field";
    private const string IgnoreErrorsKey = "ignore-parse-errors";
    private const string TimestampKey = "timestamp-format.standard";
    private const string NullKeyModeKey = "map-null-key.mode";
    private const string NullKeyLiteralKey = "map-null-key.literal";
    private const string PlainDecimalsKey = "encode.decimal-as-plain-number";
    private const string IgnoreNullFieldsKey = "encode.ignore-null-fields";
    private const string ParserKey = "decode.json-parser.enabled";

    /// <summary>The options with the prefix of a format that is json inside.</summary>
    public static IReadOnlyList<OptionSpec> SpecsWith(string prefix) =>
    [
        new(prefix + IgnoreErrorsKey, OptionKind.Boolean, "A bad field is NULL, a bad record is skipped and counted.",
            Default: "false"),
        new(prefix + TimestampKey, OptionKind.Text, "How timestamps are written.", Default: "SQL")
        {
            Choices = ["SQL", "ISO-8601"],
        },
        new(prefix + NullKeyModeKey, OptionKind.Text, "What a NULL key of a MAP does when it is written.", Default: "FAIL")
        {
            Choices = ["FAIL", "DROP", "LITERAL"],
        },
        new(prefix + NullKeyLiteralKey, OptionKind.Text, "What is written for a NULL key.", Default: "null"),
        new(prefix + PlainDecimalsKey, OptionKind.Boolean, "DECIMAL is written as 100000 rather than 1E+5.",
            Default: "false"),
        new(prefix + IgnoreNullFieldsKey, OptionKind.Boolean, "Fields that are NULL are not written.", Default: "false"),
    ];

    /// <summary>The options of the format json itself.</summary>
    public static IReadOnlyList<OptionSpec> Specs { get; } =
    [
        .. SpecsWith("json."),
        new("json." + MissingKey, OptionKind.Boolean, "A field that is not there fails the job.", Default: "false"),
        new("json." + ParserKey, OptionKind.Boolean, "Chooses between two parsers of Flink; here there is one.",
            Default: "true"),
    ];

    /// <param name="prefix">With its point.</param>
    /// <exception cref="OptionException">Two options exclude each other.</exception>
    public static JsonOptions From(OptionValues values, string prefix)
    {
        var options = new JsonOptions(
            prefix == "json." && values.Boolean(prefix + MissingKey),
            values.Boolean(prefix + IgnoreErrorsKey),
            values.RequiredText(prefix + TimestampKey).Equals("ISO-8601", StringComparison.OrdinalIgnoreCase),
            Enum.Parse<NullKeys>(values.RequiredText(prefix + NullKeyModeKey), ignoreCase: true),
            values.RequiredText(prefix + NullKeyLiteralKey),
            values.Boolean(prefix + PlainDecimalsKey),
            values.Boolean(prefix + IgnoreNullFieldsKey));
        return options.FailOnMissingField && options.IgnoreParseErrors
            ? throw new OptionException(
                $"The options '{prefix}{MissingKey}' and '{prefix}{IgnoreErrorsKey}' exclude each other")
            : options;
    }

    /// <summary>Keys of MAP and MULTISET must be texts.</summary>
    /// <exception cref="OptionException">They are not.</exception>
    public static void CheckType(string column, SqlType type)
    {
        var key = type.Kind switch
        {
            TypeKind.Map => type.Key,
            TypeKind.Multiset => type.Element,
            _ => null,
        };
        if (key is { IsString: false })
        {
            throw new OptionException(
                $"The format 'json' cannot hold the type {type} of column '{column}': keys must be texts");
        }

        foreach (var inner in type.Fields.Select(f => f.Type).Concat(type.Element is { } element ? [element] : []))
        {
            CheckType(column, inner);
        }
    }
}
