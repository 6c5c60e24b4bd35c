using System.Collections;
using System.Collections.Immutable;

namespace Weir.Engine.Types;

/// <summary>A named, typed field of a ROW or column of a table.</summary>
public sealed record RowField(string Name, SqlType Type);

/// <summary>Fields in order, compared element by element. Names are case-sensitive.</summary>
public sealed class RowFields : IReadOnlyList<RowField>, IEquatable<RowFields>
{
    public static RowFields Empty { get; } = new([]);

    private readonly ImmutableArray<RowField> _fields;

    public RowFields(IEnumerable<RowField> fields) => _fields = [.. fields];

    public int Count => _fields.Length;

    public RowField this[int index] => _fields[index];

    /// <summary>Index of the field of that name, or -1.</summary>
    public int IndexOf(string name)
    {
        for (var i = 0; i < _fields.Length; i++)
        {
            if (_fields[i].Name == name)
            {
                return i;
            }
        }

        return -1;
    }

    public bool Equals(RowFields? other) => other is not null && _fields.AsSpan().SequenceEqual(other._fields.AsSpan());

    public override bool Equals(object? obj) => Equals(obj as RowFields);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var field in _fields)
        {
            hash.Add(field);
        }

        return hash.ToHashCode();
    }

    public IEnumerator<RowField> GetEnumerator() => ((IEnumerable<RowField>)_fields).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
