using Weir.Engine.Options;

namespace Weir.Engine.Formats.Csv;

/// <summary>Comma-separated values without a header line, as Flink reads and writes them.</summary>
internal sealed class CsvFormat : Format
{
    public override string Name => "csv";

    public override IReadOnlyList<OptionSpec> Options => CsvOptions.Specs;

    public override RecordDecoder CreateDecoder(FormatContext context) => new CsvDecoder(context);

    public override RecordEncoder CreateEncoder(FormatContext context) => new CsvEncoder(context);
}
