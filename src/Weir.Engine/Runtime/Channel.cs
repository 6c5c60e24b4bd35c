using Weir.Engine.Columns;
using Weir.Engine.Types;

namespace Weir.Engine.Runtime;

internal enum ChannelSignal : byte
{
    None,
    Batch,

    /// <summary>Everything before it belongs to a checkpoint, everything behind it does not.</summary>
    Barrier,

    /// <summary>Nothing to be expected for now; the watermark does not wait for this channel.</summary>
    Idle,
    End,
}

/// <summary>One thing that travels from a producer to a consumer.</summary>
internal readonly record struct ChannelItem(ChannelSignal Signal, Batch? Batch = null, long Bytes = 0, long Id = 0);

/// <summary>
/// The ring between one producer and one consumer subtask: bounded in bytes and batches. Batches belong to it: the producer
/// takes an empty one, fills it and sends it; the consumer gives it back. Nobody ever blocks: the producer looks at
/// <see cref="IsFull"/> before it takes input, both are woken when there is something to do.
/// </summary>
internal sealed class Channel(RowFields schema, Action wakeProducer, Action wakeConsumer)
{
    /// <summary>Bytes under way after which the producer has to wait: some full batches of narrow rows.</summary>
    public const long MaxBytes = 512 * 1024;

    /// <summary>Batches under way after which the producer has to wait, however small: each occupies the memory of a
    /// full one.</summary>
    public const int MaxBatches = 8;

    private readonly Lock _gate = new();
    private readonly Queue<ChannelItem> _items = [];
    private readonly Stack<Batch> _empty = [];
    private long _bytes;
    private int _batches;
    private bool _full;

    /// <summary>No credit: the producer takes no more input.</summary>
    public bool IsFull => Volatile.Read(ref _full);

    /// <summary>Batches made so far; stays put when warm.</summary>
    public int BatchesMade { get; private set; }

    /// <summary>Most bytes that were ever under way.</summary>
    public long PeakBytes { get; private set; }

    /// <summary>An empty batch to fill.</summary>
    public Batch TakeEmpty()
    {
        lock (_gate)
        {
            if (_empty.TryPop(out var batch))
            {
                return batch;
            }

            BatchesMade++;
        }

        return new Batch([.. schema.Select(static f => Column.Create(f.Type))]);
    }

    public void Send(ChannelItem item)
    {
        lock (_gate)
        {
            _items.Enqueue(item);
            if (item.Signal == ChannelSignal.Batch)
            {
                _bytes += item.Bytes;
                _batches++;
                PeakBytes = Math.Max(PeakBytes, _bytes);
                Volatile.Write(ref _full, _bytes >= MaxBytes || _batches >= MaxBatches);
            }
        }

        wakeConsumer();
    }

    public bool TryReceive(out ChannelItem item)
    {
        lock (_gate)
        {
            return _items.TryDequeue(out item);
        }
    }

    /// <summary>The consumer is done with a batch: its credit goes back to the producer.</summary>
    public void Return(ChannelItem item)
    {
        bool hasRoomAgain;
        lock (_gate)
        {
            _empty.Push(item.Batch!);
            _bytes -= item.Bytes;
            _batches--;
            var full = _bytes >= MaxBytes || _batches >= MaxBatches;
            hasRoomAgain = _full && !full;
            Volatile.Write(ref _full, full);
        }

        if (hasRoomAgain)
        {
            wakeProducer();
        }
    }
}
