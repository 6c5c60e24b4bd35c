using System.Buffers.Binary;
using Weir.Engine.Columns;
using Weir.Engine.Types;

namespace Weir.Engine.Connectors.DataGen;

/// <summary>The generated table: which columns, how many rows, how fast.</summary>
internal sealed class DataGenSource(
    RowFields columns,
    IReadOnlyList<ValueGenerator> generators,
    long rate,
    long? rows,
    long? seed,
    TimeProvider time,
    int? parallelism) : TableSource
{
    public override bool Bounded => rows is not null;

    public override int? Parallelism => parallelism;

    public override SourceReader CreateReader(SourceReaderContext context) =>
        new DataGenReader(columns, generators, (double)rate / context.Parallelism, rows ?? long.MaxValue, seed, time, context);
}

/// <summary>Rows <paramref name="Next"/>, Next + Stride, ... of the table: what one reader makes.</summary>
internal readonly record struct Strand(long Next, long Stride);

/// <summary>
/// Makes one subtask's rows. Row numbers are dealt out in strands; a restore deals the strands out again, splitting them
/// when there are more subtasks, so that every row comes once at any parallelism.
/// </summary>
internal sealed class DataGenReader : SourceReader
{
    private const int SavedStrand = 16;

    private readonly IReadOnlyList<ValueGenerator> _generators;
    private readonly double _rate;
    private readonly long _rows;
    private readonly TimeProvider _time;
    private readonly int _batchRows;
    private readonly Strand[] _strands;
    private readonly ulong _seed;
    private long? _started;
    private long _made;

    public DataGenReader(
        RowFields columns,
        IReadOnlyList<ValueGenerator> generators,
        double rate,
        long rows,
        long? seed,
        TimeProvider time,
        SourceReaderContext context)
    {
        _generators = generators;
        _rate = rate;
        _rows = rows;
        _time = time;
        _batchRows = context.BatchRows;
        Batch = new Batch([.. columns.Select(c => Column.Create(c.Type))]);
        var saved = context.Saved.Where(s => s.Length > 0).ToList();
        _seed = saved.Count > 0
            ? BinaryPrimitives.ReadUInt64LittleEndian(saved[0])
            : (ulong)(seed ?? time.GetUtcNow().Ticks);
        IEnumerable<Strand> all = saved.Count > 0 ? saved.SelectMany(Load) : [new Strand(0, 1)];
        _strands = [.. Own([.. all.OrderBy(s => s.Next)], context)];
    }

    public override Batch Batch { get; }

    public override ReadStatus Read()
    {
        var allowed = Allowed();
        var strand = Earliest();
        if (strand < 0)
        {
            return ReadStatus.End;
        }

        var (next, stride) = _strands[strand];
        var left = ((_rows - 1 - next) / stride) + 1;
        var count = (int)Math.Min(Math.Min(_batchRows, allowed), left);
        if (count <= 0)
        {
            return ReadStatus.Idle;
        }

        Fill(next, stride, count);
        _strands[strand] = new Strand(next + (count * stride), stride);
        _made += count;
        return ReadStatus.Rows;
    }

    public override byte[] SavePosition()
    {
        var saved = new byte[sizeof(ulong) + (_strands.Length * SavedStrand)];
        BinaryPrimitives.WriteUInt64LittleEndian(saved, _seed);
        for (var i = 0; i < _strands.Length; i++)
        {
            var at = saved.AsSpan(sizeof(ulong) + (i * SavedStrand));
            BinaryPrimitives.WriteInt64LittleEndian(at, _strands[i].Next);
            BinaryPrimitives.WriteInt64LittleEndian(at[sizeof(long)..], _strands[i].Stride);
        }

        return saved;
    }

    private static IEnumerable<Strand> Load(byte[] saved)
    {
        for (var at = sizeof(ulong); at < saved.Length; at += SavedStrand)
        {
            yield return new Strand(
                BinaryPrimitives.ReadInt64LittleEndian(saved.AsSpan(at)),
                BinaryPrimitives.ReadInt64LittleEndian(saved.AsSpan(at + sizeof(long))));
        }
    }

    // With as many strands as subtasks or more, every subtask takes each n-th; with fewer, subtasks share a strand.
    private static IEnumerable<Strand> Own(IReadOnlyList<Strand> all, SourceReaderContext context)
    {
        if (all.Count >= context.Parallelism)
        {
            return all.Where((_, i) => i % context.Parallelism == context.Subtask);
        }

        var strand = all[context.Subtask % all.Count];
        var part = context.Subtask / all.Count;
        var parts = ((context.Parallelism - 1 - (context.Subtask % all.Count)) / all.Count) + 1;
        return [new Strand(strand.Next + (part * strand.Stride), strand.Stride * parts)];
    }

    // The rows of one second come at once; then the rate holds.
    private long Allowed()
    {
        _started ??= _time.GetTimestamp();
        var due = _rate * (1 + _time.GetElapsedTime(_started.Value).TotalSeconds);
        return (long)Math.Min(long.MaxValue / 2, Math.Max(1, due)) - _made;
    }

    private int Earliest()
    {
        var best = -1;
        for (var i = 0; i < _strands.Length; i++)
        {
            if (_strands[i].Next < _rows && (best < 0 || _strands[i].Next < _strands[best].Next))
            {
                best = i;
            }
        }

        return best;
    }

    private void Fill(long next, long stride, int count)
    {
        var now = (_time.GetUtcNow().Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;
        Batch.Reset(count);
        for (var c = 0; c < _generators.Count; c++)
        {
            var column = Batch.Columns[c];
            column.Reset(count);
            for (var row = 0; row < count; row++)
            {
                _generators[c].Fill(column, row, _seed, next + (row * stride), now);
            }
        }
    }
}
