using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Weir.Engine.Formats.Json;

/// <summary>
/// A field name as it stands in the input, with its quotes, and what to do with the field. Names remember which name came
/// after them, so that records of one shape are read without looking names up.
/// </summary>
internal sealed class JsonKey
{
    // Names up to this length are compared as two overlapping words.
    private const int TwoWords = 16;

    private readonly byte[] _bytes;
    private readonly ulong _first;
    private readonly ulong _firstMask;
    private readonly ulong _last;

    /// <param name="bytes">With the quotes.</param>
    /// <param name="field">Index of the wanted field, -1 when it is not wanted.</param>
    public JsonKey(ReadOnlySpan<byte> bytes, int field)
    {
        Field = field;
        _bytes = bytes.ToArray();
        Span<byte> padded = stackalloc byte[8];
        bytes[..Math.Min(8, bytes.Length)].CopyTo(padded);
        _firstMask = bytes.Length >= 8 ? ulong.MaxValue : (1UL << (bytes.Length * 8)) - 1;
        _first = MemoryMarshal.Read<ulong>(padded);
        _last = bytes.Length > 8 ? MemoryMarshal.Read<ulong>(bytes[^8..]) : 0;
        Next = this;
        Other = this;
    }

    public int Field { get; }

    public int Length => _bytes.Length;

    public ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>The name that came after this one last time, and the one before that.</summary>
    public JsonKey Next { get; private set; }

    public JsonKey Other { get; private set; }

    public void Learn(JsonKey next)
    {
        Other = Next;
        Next = next;
    }

    /// <summary>Whether the name stands at a position of the record; bytes of its slack may be loaded.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Matches(JsonInput json, int at)
    {
        ref var first = ref Unsafe.Add(ref json.Origin, at);
        if ((Unsafe.ReadUnaligned<ulong>(ref first) & _firstMask) != _first)
        {
            return false;
        }

        return _bytes.Length <= 8 || (_bytes.Length <= TwoWords
            ? Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref first, _bytes.Length - 8)) == _last
            : at + _bytes.Length <= json.End
                && MemoryMarshal.CreateReadOnlySpan(ref first, _bytes.Length).SequenceEqual(_bytes));
    }
}

/// <summary>The names seen in one object type, by the bytes they are written with.</summary>
internal sealed class JsonKeys
{
    // Objects with ever new names (ids as names, say) must not fill the memory.
    private const int MaxLearned = 1024;

    private readonly Dictionary<byte[], JsonKey> _known = new(BytesComparer.Instance);
    private readonly Dictionary<byte[], JsonKey>.AlternateLookup<ReadOnlySpan<byte>> _lookup;
    private readonly Dictionary<string, int> _fields;

    /// <param name="fields">The wanted names with their indices.</param>
    public JsonKeys(Dictionary<string, int> fields)
    {
        _fields = fields;
        _lookup = _known.GetAlternateLookup<ReadOnlySpan<byte>>();
    }

    /// <summary>Stands before the first name.</summary>
    public JsonKey Start { get; } = new("\"\""u8, -1);

    /// <summary>The name that is written like this, quotes included; null: it has an escape that does not exist.</summary>
    public JsonKey? Find(ReadOnlySpan<byte> written, bool escaped)
    {
        if (_lookup.TryGetValue(written, out var known))
        {
            return known;
        }

        var name = written[1..^1];
        if (escaped)
        {
            var plain = new byte[name.Length];
            if (!JsonText.TryUnescape(name, plain, out var length))
            {
                return null;
            }

            name = plain.AsSpan(0, length);
        }

        var text = System.Text.Encoding.UTF8.GetString(name);
        var key = new JsonKey(written, _fields.TryGetValue(text, out var field) ? field : -1);
        if (_known.Count < MaxLearned || key.Field >= 0)
        {
            _known[written.ToArray()] = key;
        }

        return key;
    }
}
