using Weir.Engine.Columns;
using Weir.Engine.Connectors;

namespace Weir.Engine.Tests.Runtime;

/// <summary>Throws rows away.</summary>
internal sealed class CountingSink : TableSink
{
    public override ChangelogMode Accepts => ChangelogMode.Retract;

    public override SinkWriter CreateWriter(SinkWriterContext context) => new Writer();

    private sealed class Writer : SinkWriter
    {
        public override void Write(Batch batch) => BytesWritten += batch.Count;
    }
}
