using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Weir.Engine.Formats.Json;

/// <summary>
/// The record that is being read. It is followed by a newline, which stops every scan, and by <see cref="Slack"/> bytes
/// that may be loaded but mean nothing. Positions are offsets into <see cref="Bytes"/>; a negative one means that
/// the record is broken and <see cref="Problem"/> says why.
/// </summary>
internal sealed class JsonInput
{
    /// <summary>Bytes behind the input that vector loads may touch.</summary>
    public const int Slack = RecordDecoder.Padding;

    /// <summary>The result of a step that failed.</summary>
    public const int Broken = -1;

    public byte[] Bytes { get; set; } = [];

    /// <summary>Where the record ends: the position of its newline.</summary>
    public int End { get; set; }

    public string Problem { get; private set; } = "";

    /// <summary>The first byte of the array; positions are added to it without a check.</summary>
    public ref byte Origin
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref MemoryMarshal.GetArrayDataReference(Bytes);
    }

    public int Break(string problem)
    {
        Problem = problem;
        return Broken;
    }

    /// <summary>Something else was expected at that position.</summary>
    public int Expected(string what, int at) => Break(
        at >= End ? $"it ends where {what} was expected" : $"{what} was expected at character {RecordText.Cut(Rest(at))}");

    private ReadOnlySpan<byte> Rest(int at) => Bytes.AsSpan(at, Math.Min(End - at, 20));
}
