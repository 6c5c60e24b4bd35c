using System.Buffers.Binary;
using Weir.Engine.Columns;
using Weir.Engine.Functions;
using Weir.Engine.Types;

namespace Weir.Engine.Connectors.Values;

/// <summary>The rows of a VALUES clause (values boxed as <see cref="Literals"/> says), read by one subtask.</summary>
internal sealed class ValuesSource(RowFields columns, object?[][] rows) : TableSource
{
    public override bool Bounded => true;

    public override int MaxParallelism => 1;

    public override SourceReader CreateReader(SourceReaderContext context) => new Reader(columns, rows, context);

    private sealed class Reader(RowFields columns, object?[][] rows, SourceReaderContext context) : SourceReader
    {
        private int _next = context.Subtask != 0 ? rows.Length
            : context.Saved.Select(s => BinaryPrimitives.ReadInt32LittleEndian(s)).DefaultIfEmpty(0).Max();

        public override Batch Batch { get; } = new([.. columns.Select(c => Column.Create(c.Type))]);

        public override ReadStatus Read()
        {
            var count = Math.Min(context.BatchRows, rows.Length - _next);
            if (count == 0)
            {
                return ReadStatus.End;
            }

            Batch.Reset(count);
            for (var c = 0; c < columns.Count; c++)
            {
                Batch.Columns[c].Reset(count);
                for (var i = 0; i < count; i++)
                {
                    LiteralColumn.Set(Batch.Columns[c], i, columns[c].Type, rows[_next + i][c]);
                }
            }

            _next += count;
            return ReadStatus.Rows;
        }

        public override byte[] SavePosition()
        {
            var saved = new byte[sizeof(int)];
            BinaryPrimitives.WriteInt32LittleEndian(saved, context.Subtask == 0 ? _next : 0);
            return saved;
        }
    }
}
