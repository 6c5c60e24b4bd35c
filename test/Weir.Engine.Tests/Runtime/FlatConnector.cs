using System.Text;
using Weir.Engine.Columns;
using Weir.Engine.Connectors;
using Weir.Engine.Options;
using Weir.Engine.Types;

namespace Weir.Engine.Tests.Runtime;

/// <summary>Generates rows without allocating: <c>k</c> BIGINT of so many keys, <c>v</c> BIGINT counting up, <c>s</c> a text
/// longer than a view, <c>ts</c> one millisecond a row. As a sink it counts.</summary>
internal sealed class FlatConnector(long rows, int keys) : Connector
{
    public override string Name => "flat";

    public override IReadOnlyList<OptionSpec> Options => [];

    public override TableSource CreateSource(ConnectorContext context) => new Source(context.Wanted, rows, keys);

    public override TableSink CreateSink(ConnectorContext context) => new CountingSink();

    private sealed class Source(RowFields wanted, long rows, int keys) : TableSource
    {
        public override bool Bounded => true;

        public override int MaxParallelism => 1;

        public override SourceReader CreateReader(SourceReaderContext context) => new Reader(wanted, rows, keys, context);
    }

    private sealed class Reader : SourceReader
    {
        private readonly byte[] _texts = Encoding.UTF8.GetBytes("a text that does not fit into a view 0123456789");
        private readonly RowFields _wanted;
        private readonly long _rows;
        private readonly int _keys;
        private readonly int _batchRows;
        private long _next;

        public Reader(RowFields wanted, long rows, int keys, SourceReaderContext context)
        {
            (_wanted, _rows, _keys, _batchRows) = (wanted, rows, keys, context.BatchRows);
            Batch = new Batch([.. wanted.Select(static f => Column.Create(f.Type))]);
            _next = context.Saved.Count > 0 ? BitConverter.ToInt64(context.Saved[0]) : 0;
        }

        public override Batch Batch { get; }

        public override ReadStatus Read()
        {
            var count = (int)Math.Min(_batchRows, _rows - _next);
            if (count == 0)
            {
                return ReadStatus.End;
            }

            Batch.Reset(count);
            for (var i = 0; i < _wanted.Count; i++)
            {
                Batch.Columns[i].Reset(count);
                Fill(_wanted[i].Name, Batch.Columns[i], count);
            }

            _next += count;
            return ReadStatus.Rows;
        }

        public override byte[] SavePosition() => BitConverter.GetBytes(_next);

        private void Fill(string name, Column column, int count)
        {
            switch (name)
            {
                case "s":
                    var texts = (BytesColumn)column;
                    var buffer = texts.Borrow(_texts);
                    for (var row = 0; row < count; row++)
                    {
                        texts.SetBorrowed(row, buffer, (int)((_next + row) % 8), 38);
                    }

                    break;
                default:
                    var values = ((FixedColumn<long>)column).Values;
                    for (var row = 0; row < count; row++)
                    {
                        values[row] = name == "k" ? (_next + row) * 7919 % _keys : name == "v" ? _next + row : (_next + row) * 1000;
                    }

                    break;
            }
        }
    }
}
