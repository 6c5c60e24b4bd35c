using System.Diagnostics.CodeAnalysis;
using Weir.Engine.Columns;
using Weir.Engine.Types;

namespace Weir.Engine.Functions.Kernels;

/// <summary>IN over a list of literals of a fixed-width type: TRUE when found, else NULL when the list has a NULL, else
/// FALSE.</summary>
internal sealed class InKernel<T> : ScalarKernel
    where T : unmanaged, IEquatable<T>
{
    // Up to here going through the list is faster than hashing.
    private const int MaxLinear = 8;

    private readonly FixedColumn<byte> _result = new(PhysicalType.Bool);
    private readonly Kernel _input;
    private readonly bool _negated;
    private readonly bool _hasNull;
    private readonly T[] _items;
    private readonly HashSet<T>? _set;

    public InKernel(bool negated, SqlType type, Kernel input, IEnumerable<LiteralKernel> items)
        : base(type, input)
    {
        _input = input;
        _negated = negated;
        _hasNull = items.Any(i => i.Value is null);
        _items = [.. items.Where(i => i.Value is not null).Select(i => LiteralKernel.TryGet<T>(i, out var v) ? v : default)];
        _set = _items.Length > MaxLinear ? [.. _items] : null;
    }

    public override Column Evaluate(Batch batch, Rows rows, EvaluationContext context)
    {
        var column = (FixedColumn<T>)_input.Evaluate(batch, rows, context);
        _result.Reset(rows.Length);
        _result.AddNullsOf(column);
        var count = rows.Count;
        for (var i = 0; i < count; i++)
        {
            var row = rows[i];
            if (_result.IsNull(row))
            {
                continue;
            }

            var found = _set is null ? _items.AsSpan().Contains(column[row]) : _set.Contains(column[row]);
            if (!found && _hasNull)
            {
                _result.SetNull(row);
            }
            else
            {
                _result[row] = found != _negated ? (byte)1 : (byte)0;
            }
        }

        return _result;
    }
}

/// <summary>IN over a list of literal texts or bytes.</summary>
internal sealed class InBytesKernel : ScalarKernel
{
    private readonly FixedColumn<byte> _result = new(PhysicalType.Bool);
    private readonly Kernel _input;
    private readonly bool _negated;
    private readonly bool _hasNull;
    private readonly HashSet<byte[]>.AlternateLookup<ReadOnlySpan<byte>> _items;

    public InBytesKernel(bool negated, SqlType type, Kernel input, IEnumerable<LiteralKernel> items)
        : base(type, input)
    {
        _input = input;
        _negated = negated;
        _hasNull = items.Any(i => i.Value is null);
        var set = new HashSet<byte[]>(BytesComparer.Instance);
        foreach (var item in items.Where(i => i.Value is not null))
        {
            set.Add(item.Value as byte[] ?? System.Text.Encoding.UTF8.GetBytes((string)item.Value!));
        }

        _items = set.GetAlternateLookup<ReadOnlySpan<byte>>();
    }

    public override Column Evaluate(Batch batch, Rows rows, EvaluationContext context)
    {
        var column = (BytesColumn)_input.Evaluate(batch, rows, context);
        _result.Reset(rows.Length);
        _result.AddNullsOf(column);
        var count = rows.Count;
        for (var i = 0; i < count; i++)
        {
            var row = rows[i];
            if (_result.IsNull(row))
            {
                continue;
            }

            var found = _items.Contains(column[row]);
            if (!found && _hasNull)
            {
                _result.SetNull(row);
            }
            else
            {
                _result[row] = found != _negated ? (byte)1 : (byte)0;
            }
        }

        return _result;
    }

    private sealed class BytesComparer
        : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        public static BytesComparer Instance { get; } = new();

        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode([DisallowNull] byte[] obj) => GetHashCode(obj.AsSpan());

        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

        public int GetHashCode(ReadOnlySpan<byte> alternate)
        {
            var hash = new HashCode();
            hash.AddBytes(alternate);
            return hash.ToHashCode();
        }

        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();
    }
}
