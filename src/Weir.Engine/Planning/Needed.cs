using Weir.Engine.Types;

namespace Weir.Engine.Planning;

/// <summary>How much of a value is read: all of it, or some fields of a ROW.</summary>
internal sealed class Needed
{
    private readonly SortedDictionary<int, Needed> _fields = [];
    private bool _all;

    public static Needed Whole() => new() { _all = true };

    public static Needed Field(int index, Needed inside)
    {
        var needed = new Needed();
        needed._fields.Add(index, inside);
        return needed;
    }

    public void Add(Needed other)
    {
        _all |= other._all;
        foreach (var (index, inside) in other._fields)
        {
            if (_fields.TryGetValue(index, out var mine))
            {
                mine.Add(inside);
            }
            else
            {
                var copy = new Needed();
                copy.Add(inside);
                _fields.Add(index, copy);
            }
        }
    }

    /// <summary>The type with only the fields that are read.</summary>
    public SqlType Prune(SqlType type) => _all || type.Kind != TypeKind.Row ? type : type with
    {
        Fields = new RowFields(_fields.Select(f =>
            type.Fields[f.Key] with { Type = f.Value.Prune(type.Fields[f.Key].Type) })),
    };
}

/// <summary>What is read of each column of a node.</summary>
internal sealed class NeededColumns
{
    private readonly SortedDictionary<int, Needed> _columns = [];

    public IEnumerable<int> Indices => _columns.Keys;

    public Needed? this[int column] => _columns.GetValueOrDefault(column);

    public bool Contains(int column) => _columns.ContainsKey(column);

    public void Add(int column, Needed needed)
    {
        if (!_columns.TryGetValue(column, out var mine))
        {
            _columns.Add(column, mine = new Needed());
        }

        mine.Add(needed);
    }

    public void AddWhole(int column) => Add(column, Needed.Whole());

    /// <summary>Everything that a scalar reads when <paramref name="needed"/> of it is wanted.</summary>
    public void Add(Scalar scalar, Needed needed)
    {
        switch (scalar)
        {
            case Scalar.Column column:
                Add(column.Index, needed);
                break;
            case Scalar.Field field:
                Add(field.Row, Needed.Field(field.Index, needed));
                break;
            case Scalar.Call call:
                foreach (var argument in call.Arguments)
                {
                    Add(argument, Needed.Whole());
                }

                break;
        }
    }
}
