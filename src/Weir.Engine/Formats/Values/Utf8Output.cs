using System.Buffers;
using System.Buffers.Text;
using System.Runtime.CompilerServices;

namespace Weir.Engine.Formats.Values;

/// <summary>Appends text to a buffer writer through one span that is renewed when it is full. <see cref="Flush"/> hands
/// over what is still held.</summary>
internal ref struct Utf8Output(IBufferWriter<byte> writer)
{
    private const int Chunk = 16 * 1024;

    // The longest number: Int128 with sign and point, or Java's form of a double.
    private const int MaxNumber = 48;

    private Span<byte> _span = writer.GetSpan(Chunk);
    private int _used;

    public void Flush()
    {
        writer.Advance(_used);
        _span = default;
        _used = 0;
    }

    /// <summary>At least so many bytes to write to; follow with <see cref="Advance"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Span<byte> Space(int bytes)
    {
        if (_span.Length - _used < bytes)
        {
            Renew(bytes);
        }

        return _span[_used..];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Advance(int bytes) => _used += bytes;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Append(byte value)
    {
        Space(1)[0] = value;
        _used++;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Append(scoped ReadOnlySpan<byte> text)
    {
        text.CopyTo(Space(text.Length));
        _used += text.Length;
    }

    public void Append(long value)
    {
        Utf8Formatter.TryFormat(value, Space(MaxNumber), out var written);
        _used += written;
    }

    public void Append(Int128 value)
    {
        value.TryFormat(Space(MaxNumber), out var written, default, System.Globalization.CultureInfo.InvariantCulture);
        _used += written;
    }

    private void Renew(int bytes)
    {
        writer.Advance(_used);
        _span = writer.GetSpan(Math.Max(bytes, Chunk));
        _used = 0;
    }
}
