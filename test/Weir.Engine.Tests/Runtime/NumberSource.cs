using System.Buffers.Binary;
using Weir.Engine.Columns;
using Weir.Engine.Connectors;
using Weir.Engine.Types;

namespace Weir.Engine.Tests.Runtime;

/// <summary>
/// Reads the numbers 0..count-1 as (key BIGINT, value BIGINT, time TIMESTAMP(3)): key = number mod keys, time = the number in
/// seconds. The numbers are dealt out over a fixed number of splits; a restore gives each reader its splits wherever they
/// were read before.
/// </summary>
internal sealed class NumberSource(long count, int keys, int splits = 4) : TableSource
{
    public static RowFields Schema { get; } = new(
    [
        new RowField("key", SqlType.BigInt), new RowField("value", SqlType.BigInt),
        new RowField("time", SqlType.Timestamp(3)),
    ]);

    public override bool Bounded => !Endless;

    /// <summary>After the last number it stays idle.</summary>
    public bool Endless { get; init; }

    /// <summary>Called before each read; may throw.</summary>
    public Action<long>? OnRead { get; init; }

    /// <summary>How many rows may be read; more when it is raised and the readers are woken.</summary>
    public Gate? Gate { get; init; }

    public override SourceReader CreateReader(SourceReaderContext context) => new Reader(this, context, count, keys, splits);

    private sealed class Reader : SourceReader
    {
        private readonly NumberSource _source;
        private readonly long _count;
        private readonly int _keys;
        private readonly int _splits;
        private readonly int _batchRows;
        private readonly SortedDictionary<int, long> _next = [];

        public Reader(NumberSource source, SourceReaderContext context, long count, int keys, int splits)
        {
            (_source, _count, _keys, _splits, _batchRows) = (source, count, keys, splits, context.BatchRows);
            for (var split = context.Subtask; split < splits; split += context.Parallelism)
            {
                _next[split] = split;
            }

            foreach (var saved in context.Saved)
            {
                Restore(saved);
            }

            source.Gate?.OnOpen(() => Wake?.Invoke());
        }

        public override Batch Batch { get; } = new([.. Schema.Select(f => Column.Create(f.Type))]);

        public override TimeSpan IdlePoll => _source.Gate is null && _source.Endless
            ? Timeout.InfiniteTimeSpan
            : TimeSpan.FromMilliseconds(100);

        public override ReadStatus Read()
        {
            var open = _next.Where(n => n.Value < _count).Select(n => n.Key).ToList();
            if (open.Count == 0)
            {
                return _source.Endless ? ReadStatus.Idle : ReadStatus.End;
            }

            var split = open[0];
            _source.OnRead?.Invoke(_next[split]);
            var rows = (int)Math.Min(_batchRows, (_count - _next[split] + _splits - 1) / _splits);
            rows = _source.Gate?.Take(rows) ?? rows;
            if (rows == 0)
            {
                return ReadStatus.Idle;
            }

            Fill(split, rows);
            return ReadStatus.Rows;
        }

        public override byte[] SavePosition()
        {
            var saved = new byte[_next.Count * 12];
            var at = 0;
            foreach (var (split, next) in _next)
            {
                BinaryPrimitives.WriteInt32LittleEndian(saved.AsSpan(at), split);
                BinaryPrimitives.WriteInt64LittleEndian(saved.AsSpan(at + 4), next);
                at += 12;
            }

            return saved;
        }

        private void Restore(byte[] saved)
        {
            for (var at = 0; at < saved.Length; at += 12)
            {
                var split = BinaryPrimitives.ReadInt32LittleEndian(saved.AsSpan(at));
                if (_next.ContainsKey(split))
                {
                    _next[split] = BinaryPrimitives.ReadInt64LittleEndian(saved.AsSpan(at + 4));
                }
            }
        }

        private void Fill(int split, int rows)
        {
            Batch.Reset(rows);
            foreach (var column in Batch.Columns)
            {
                column.Reset(rows);
            }

            var keys = ((FixedColumn<long>)Batch.Columns[0]).Values;
            var values = ((FixedColumn<long>)Batch.Columns[1]).Values;
            var times = ((FixedColumn<long>)Batch.Columns[2]).Values;
            var number = _next[split];
            for (var row = 0; row < rows; row++)
            {
                keys[row] = number % _keys;
                values[row] = number;
                times[row] = number * 1_000_000;
                number += _splits;
            }

            _next[split] = number;
        }
    }
}

/// <summary>Lets rows through as a test says.</summary>
internal sealed class Gate(long rows)
{
    private readonly Lock _gate = new();
    private readonly List<Action> _wake = [];
    private long _left = rows;

    public void OnOpen(Action wake)
    {
        lock (_gate)
        {
            _wake.Add(wake);
        }
    }

    public void Open(long rows)
    {
        List<Action> wake;
        lock (_gate)
        {
            _left += rows;
            wake = [.. _wake];
        }

        wake.ForEach(w => w());
    }

    public int Take(int rows)
    {
        lock (_gate)
        {
            var taken = (int)Math.Min(rows, _left);
            _left -= taken;
            return taken;
        }
    }
}
