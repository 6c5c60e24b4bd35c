using System.Buffers;
using System.Text;
using Weir.Engine.Columns;
using Weir.Engine.Options;
using Weir.Engine.Types;

namespace Weir.Engine.Connectors.Print;

/// <summary>Writes every change as a line: <c>identifier:task> +I[a, b]</c>.</summary>
internal sealed class PrintConnector : Connector
{
    private const string IdentifierKey = "print-identifier";
    private const string StandardErrorKey = "standard-error";
    private const string ParallelismKey = "sink.parallelism";

    public override string Name => "print";

    public override IReadOnlyList<OptionSpec> Options { get; } =
    [
        new(IdentifierKey, OptionKind.Text, "Stands before every line."),
        new(StandardErrorKey, OptionKind.Boolean, "Write to standard error instead.", Default: "false"),
        new(ParallelismKey, OptionKind.Integer, "Subtasks of the sink."),
    ];

    public override TableSink CreateSink(ConnectorContext context)
    {
        var values = ValuesOf(context.Table);
        return new Sink(
            values.Text(IdentifierKey) ?? "",
            values.Boolean(StandardErrorKey) ? context.PrintError : context.Print,
            context.Wanted,
            ParallelismOption.From(values, ParallelismKey));
    }

    private sealed class Sink(
        string identifier, Action<string> print, RowFields columns, int? parallelism) : TableSink
    {
        public override ChangelogMode Accepts => ChangelogMode.Retract;

        public override int? Parallelism => parallelism;

        public override SinkWriter CreateWriter(SinkWriterContext context)
        {
            // Flink numbers tasks from 1 and shows the number only when there are several.
            var task = context.Parallelism > 1 ? (context.Subtask + 1).ToString() : "";
            var separator = identifier.Length > 0 && task.Length > 0 ? ":" : "";
            var prefix = identifier + separator + task;
            return new Writer(prefix.Length > 0 ? prefix + "> " : "", print, columns);
        }
    }

    private sealed class Writer(string prefix, Action<string> print, RowFields columns) : SinkWriter
    {
        private readonly ArrayBufferWriter<byte> _line = new();

        public override void Write(Batch batch)
        {
            var rows = batch.Rows;
            for (var i = 0; i < rows.Count; i++)
            {
                _line.ResetWrittenCount();
                PrintedValues.AppendRow(_line, batch, columns, rows[i]);
                BytesWritten += _line.WrittenCount;
                print($"{prefix}{batch.KindOf(rows[i]).Symbol()}{Encoding.UTF8.GetString(_line.WrittenSpan)}");
            }
        }
    }
}
