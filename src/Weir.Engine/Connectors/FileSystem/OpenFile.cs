using System.Buffers;
using Microsoft.Win32.SafeHandles;
using Weir.Engine.Columns;
using Weir.Engine.Formats;

namespace Weir.Engine.Connectors.FileSystem;

/// <summary>A hidden file that is being written.</summary>
internal sealed class OpenFile : IDisposable
{
    // Written to the file when there is this much: calls are few, and the buffer stays in the cache.
    private const int FlushBytes = 128 * 1024;

    private readonly SafeFileHandle _handle;
    private readonly ArrayBufferWriter<byte> _buffer = new(FlushBytes);
    private long _written;

    public OpenFile(string path, PreparedFile identity, long openedAt)
    {
        Identity = identity;
        OpenedAt = openedAt;
        _handle = File.OpenHandle(path, FileMode.Create, FileAccess.Write, FileShare.Read);
    }

    public PreparedFile Identity { get; }

    /// <summary>Timestamp of the job's clock.</summary>
    public long OpenedAt { get; }

    public long Bytes => _written + _buffer.WrittenCount;

    public void Write(RecordEncoder encoder, Batch batch)
    {
        encoder.Encode(batch, _buffer);
        if (_buffer.WrittenCount >= FlushBytes)
        {
            WriteOut();
        }
    }

    /// <summary>Everything is on the disk afterwards. Any thread, when nobody writes any more.</summary>
    public void Finish()
    {
        WriteOut();
        RandomAccess.FlushToDisk(_handle);
        _handle.Dispose();
    }

    public void Dispose() => _handle.Dispose();

    /// <summary>Hands what is buffered to the system.</summary>
    public void WriteOut()
    {
        RandomAccess.Write(_handle, _buffer.WrittenSpan, _written);
        _written += _buffer.WrittenCount;
        _buffer.ResetWrittenCount();
    }
}
