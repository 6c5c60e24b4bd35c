using Weir.Engine.Columns;
using Weir.Engine.Formats.Json;
using Weir.Engine.Options;

namespace Weir.Engine.Formats.DebeziumJson;

/// <summary>Changes as Debezium writes them: an envelope with the row before and after, and what happened.</summary>
internal sealed class DebeziumJsonFormat : Format
{
    public const string Prefix = "debezium-json.";
    public const string SchemaKey = Prefix + "schema-include";

    public override string Name => "debezium-json";

    public override IReadOnlyList<OptionSpec> Options { get; } =
    [
        new(SchemaKey, OptionKind.Boolean, "Messages carry their schema: the change is in the field payload.",
            Default: "false"),
        .. JsonOptions.SpecsWith(Prefix),
    ];

    public override ChangelogMode Mode => ChangelogMode.Retract;

    public override RecordDecoder CreateDecoder(FormatContext context)
    {
        var values = Check(context);
        return new DebeziumDecoder(context, JsonOptions.From(values, Prefix), values.Boolean(SchemaKey));
    }

    public override RecordEncoder CreateEncoder(FormatContext context)
    {
        var values = Check(context);
        return values.Boolean(SchemaKey)
            ? throw values.Bad(SchemaKey, "a sink cannot write schemas")
            : new DebeziumEncoder(context, JsonOptions.From(values, Prefix));
    }

    private OptionValues Check(FormatContext context) =>
        OptionValues.Check("format 'debezium-json'", context.Options, Options);
}
