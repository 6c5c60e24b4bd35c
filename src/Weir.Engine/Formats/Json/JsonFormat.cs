using Weir.Engine.Options;

namespace Weir.Engine.Formats.Json;

/// <summary>One JSON object a line, fields by name.</summary>
internal sealed class JsonFormat : Format
{
    public override string Name => "json";

    public override IReadOnlyList<OptionSpec> Options => JsonOptions.Specs;

    public override RecordDecoder CreateDecoder(FormatContext context) => new JsonDecoder(context);

    public override RecordEncoder CreateEncoder(FormatContext context) => new JsonEncoder(context);
}
