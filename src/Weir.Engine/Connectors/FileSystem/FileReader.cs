using Microsoft.Win32.SafeHandles;
using Weir.Engine.Columns;
using Weir.Engine.Formats;

namespace Weir.Engine.Connectors.FileSystem;

/// <summary>
/// Reads the files that belong to one subtask, one after the other: in path order when the table is bounded, by
/// modification time and then path when it is watched. The files of a bounded table are those of the first listing, also
/// after a restore.
/// </summary>
internal sealed class FileReader : SourceReader
{
    // A record must fit into memory whole; longer ones are a mistake (a binary file, a missing quote).
    private const int MaxRecordBytes = 64 << 20;

    // Large enough to fill batches, small enough for the second-level cache.
    private const int BufferBytes = 256 << 10;

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    private readonly TimeProvider _time;
    private readonly FileColumns _columns;
    private readonly FileFinder _finder;
    private readonly RecordDecoder _decoder;
    private readonly TimeSpan? _monitor;
    private readonly SourceReaderContext _reader;
    private readonly Queue<FileSplit> _pending = new();
    private readonly Dictionary<string, FileSplit> _known = [];
    private readonly HashSet<string> _grown = [];

    private byte[] _buffer = new byte[BufferBytes];
    private int _start;
    private int _end;
    private SafeFileHandle? _handle;
    private FileSplit? _current;
    private long _readTo;
    private bool _listed;
    private long? _lastListing;

    public FileReader(
        TimeProvider time,
        FileFinder finder,
        RecordDecoder decoder,
        FileColumns columns,
        TimeSpan? monitor,
        SourceReaderContext reader)
    {
        _time = time;
        _columns = columns;
        _finder = finder;
        _decoder = decoder;
        _monitor = monitor;
        _reader = reader;
        if (reader.Saved.Count > 0)
        {
            Enqueue(reader.Saved.SelectMany(FilePosition.Load));
            _listed = true;
        }
    }

    public override Batch Batch => _columns.All;

    public override TimeSpan IdlePoll => _monitor ?? Timeout.InfiniteTimeSpan;

    // How far the current file has been decoded.
    private long Offset => _readTo - (_end - _start);

    public override ReadStatus Read()
    {
        _columns.Reset();
        while (true)
        {
            if (_current is null && !OpenNext())
            {
                return _monitor is null ? ReadStatus.End : ReadStatus.Idle;
            }

            if (Decode())
            {
                return ReadStatus.Rows;
            }
        }
    }

    public override byte[] SavePosition()
    {
        // What a bounded table consists of must not be decided again after a restore.
        if (!_listed)
        {
            Discover();
        }

        if (_current is { } current)
        {
            _known[current.File.Path] = current with { Offset = Offset, Records = _decoder.Records };
        }

        return FilePosition.Save(_known.Values);
    }

    public override void Dispose() => Close();

    private bool OpenNext()
    {
        if (_pending.Count == 0)
        {
            Discover();
        }

        if (!_pending.TryDequeue(out var next))
        {
            return false;
        }

        try
        {
            _handle = File.OpenHandle(
                _finder.FullPath(next.File.Path),
                options: FileOptions.SequentialScan,
                share: FileShare.ReadWrite | FileShare.Delete);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ConnectorException($"The file '{Name(next)}' cannot be read: {e.Message}");
        }

        _current = next;
        _readTo = next.Offset;
        _start = 0;
        _end = 0;
        _decoder.Records = next.Records;
        return true;
    }

    private void Discover()
    {
        if (_listed && _monitor is null)
        {
            return;
        }

        if (_lastListing is { } last && _time.GetElapsedTime(last) < _monitor)
        {
            return;
        }

        _lastListing = _time.GetTimestamp();
        _listed = true;
        var found = _finder.List();
        foreach (var file in found.Where(f => _known.TryGetValue(f.Path, out var old) && f.Size > old.File.Size))
        {
            CountGrown(file.Path);
        }

        Enqueue(found.Where(f => !_known.ContainsKey(f.Path)).Select(f => new FileSplit(f, 0, 0)));
    }

    // The own ones of these files, in reading order; empty and finished ones are only remembered.
    private void Enqueue(IEnumerable<FileSplit> splits)
    {
        var own = splits.Where(s => s.Owner(_reader.Parallelism) == _reader.Subtask);
        own = _monitor is null
            ? own.OrderBy(s => s.File.Path, StringComparer.Ordinal)
            : own.OrderBy(s => s.File.Modified).ThenBy(s => s.File.Path, StringComparer.Ordinal);
        foreach (var split in own)
        {
            if (_known.TryAdd(split.File.Path, split) && !split.Done)
            {
                _pending.Enqueue(split);
            }
        }
    }

    // Decodes what is in the buffer, reads more when that is not a record; true when there are rows.
    private bool Decode()
    {
        while (true)
        {
            var last = _readTo == _current!.File.Size;
            if (_end > _start && TryDecode(last))
            {
                return true;
            }

            if (last)
            {
                Finish();
                return false;
            }

            Fill();
        }
    }

    private bool TryDecode(bool last)
    {
        try
        {
            _start += _decoder.Decode(_buffer, _start, _end, last, _columns.Decoded, _reader.BatchRows);
        }
        catch (BadRecordException e)
        {
            throw new ConnectorException($"The file '{Name(_current!)}' has a bad record: {e.Message}");
        }

        BadRecords = _decoder.BadRecords;
        return _columns.Complete(_current!.File);
    }

    private void CountGrown(string path)
    {
        _grown.Add(path);
        GrownFiles = _grown.Count;
    }

    private void Finish()
    {
        if (RandomAccess.GetLength(_handle!) > _current!.File.Size)
        {
            CountGrown(_current.File.Path);
        }

        _known[_current!.File.Path] = _current with { Offset = _current.File.Size };
        Close();
    }

    // The rest of the buffer moves to its front: the views of the batch before are not needed any more.
    private void Fill()
    {
        var rest = _end - _start;
        if (rest >= MaxRecordBytes - RecordDecoder.Padding)
        {
            throw new ConnectorException(
                $"The file '{Name(_current!)}' has a record of more than {MaxRecordBytes >> 20} MiB behind byte "
                + $"{Offset}");
        }

        var grow = rest > _buffer.Length / 2 && _buffer.Length < MaxRecordBytes;
        var buffer = grow ? new byte[_buffer.Length * 2] : _buffer;
        Buffer.BlockCopy(_buffer, _start, buffer, 0, rest);
        _buffer = buffer;
        _start = 0;
        _end = rest;
        var wanted = (int)Math.Min(
            _buffer.Length - RecordDecoder.Padding - _end, _current!.File.Size - _readTo);
        var got = ReadBytes(wanted);
        if (_readTo == 0 && _buffer.AsSpan(0, got).StartsWith(ByteOrderMark))
        {
            _start = ByteOrderMark.Length;
        }

        _end += got;
        _readTo += got;
        BytesRead += got;
    }

    private int ReadBytes(int wanted)
    {
        try
        {
            var got = RandomAccess.Read(_handle!, _buffer.AsSpan(_end, wanted), _readTo);
            return got > 0 ? got : throw new ConnectorException(
                $"The file '{Name(_current!)}' has become shorter while it was read: it had {_current!.File.Size} "
                + $"bytes, now it ends at {_readTo}");
        }
        catch (IOException e)
        {
            throw new ConnectorException($"The file '{Name(_current!)}' cannot be read: {e.Message}");
        }
    }

    private void Close()
    {
        _handle?.Dispose();
        _handle = null;
        _current = null;
    }

    private string Name(FileSplit split) => split.File.Path.Length == 0 ? _finder.Given : split.File.Path;
}
