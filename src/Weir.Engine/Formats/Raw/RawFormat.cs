using Weir.Engine.Options;
using Weir.Engine.Types;

namespace Weir.Engine.Formats.Raw;

/// <summary>A record is the value of the only column: a line of text, or the bytes of a number.</summary>
internal sealed class RawFormat : Format
{
    private const string CharsetKey = "raw.charset";
    private const string EndiannessKey = "raw.endianness";

    public override string Name => "raw";

    public override IReadOnlyList<OptionSpec> Options { get; } =
    [
        new(CharsetKey, OptionKind.Text, "How text is encoded.", Default: "UTF-8") { Choices = ["UTF-8", "UTF8"] },
        new(EndiannessKey, OptionKind.Text, "The order of the bytes of a number.", Default: "big-endian")
        {
            Choices = ["big-endian", "little-endian"],
        },
    ];

    public override RecordDecoder CreateDecoder(FormatContext context) =>
        new RawDecoder(RawNumber.Of(TypeOf(context), IsBig(context)), countsOnly: context.Wanted.Count == 0);

    public override RecordEncoder CreateEncoder(FormatContext context) =>
        new RawEncoder(RawNumber.Of(TypeOf(context), IsBig(context)));

    private static SqlType TypeOf(FormatContext context)
    {
        if (context.Columns.Count != 1)
        {
            throw new OptionException(
                $"The format 'raw' needs exactly one physical column, the table has {context.Columns.Count}");
        }

        var column = context.Columns[0];
        return column.Type.IsString || column.Type.IsBinary || column.Type.IsInteger
            || column.Type.Kind is TypeKind.Boolean or TypeKind.Float or TypeKind.Double
                ? column.Type
                : throw new OptionException(
                    $"The format 'raw' cannot hold the type {column.Type} of column '{column.Name}'");
    }

    private bool IsBig(FormatContext context) => OptionValues.Check("format 'raw'", context.Options, Options)
        .RequiredText(EndiannessKey).Equals("big-endian", StringComparison.OrdinalIgnoreCase);
}
