using Weir.Engine.Columns;
using Weir.Engine.Options;

namespace Weir.Engine.Connectors.BlackHole;

/// <summary>A sink that forgets what it is given.</summary>
internal sealed class BlackHoleConnector : Connector
{
    public override string Name => "blackhole";

    public override IReadOnlyList<OptionSpec> Options => [];

    public override TableSink CreateSink(ConnectorContext context) => new Sink();

    private sealed class Sink : TableSink
    {
        public override ChangelogMode Accepts => ChangelogMode.Retract;

        public override SinkWriter CreateWriter(SinkWriterContext context) => new Writer();
    }

    private sealed class Writer : SinkWriter
    {
        public override void Write(Batch batch)
        {
        }
    }
}
