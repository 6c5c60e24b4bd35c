using Weir.Engine.Columns;
using Weir.Engine.Types;

namespace Weir.Engine.Tests.Operators.GroupAggregate;

/// <summary>Random changelogs: every retraction takes back a row that stands, except those for keys that never were.</summary>
internal sealed class ChangeSource(RowFields fields, int seed, bool retracts, int keys, bool unknownKeys = true)
{
    private readonly Random _random = new(seed);
    private readonly List<object?[]> _standing = [];

    public List<Change> Next(int count)
    {
        var changes = new List<Change>();
        while (changes.Count < count)
        {
            Step(changes);
        }

        return changes;
    }

    /// <summary>A row of random values; the fields named k.. are keys.</summary>
    public object?[] Row() => [.. fields.Select(Value)];

    private void Step(List<Change> changes)
    {
        var choice = retracts ? _random.Next(unknownKeys ? 10 : 9) : 0;
        if (choice < 5 || (_standing.Count == 0 && choice < 9))
        {
            var row = Row();
            _standing.Add(row);
            changes.Add(new Change(RowKind.Insert, row));
        }
        else if (choice < 7)
        {
            changes.Add(new Change(RowKind.Delete, Take()));
        }
        else if (choice < 9)
        {
            changes.Add(new Change(RowKind.UpdateBefore, Take()));
            var row = Row();
            _standing.Add(row);
            changes.Add(new Change(RowKind.UpdateAfter, row));
        }
        else
        {
            changes.Add(new Change(RowKind.Delete, [.. fields.Select(f => f.Name[0] == 'k' ? Unknown(f) : Value(f))]));
        }
    }

    private object?[] Take()
    {
        var at = _random.Next(_standing.Count);
        var row = _standing[at];

        // The oldest equal one, as operators take it.
        _standing.RemoveAt(_standing.FindIndex(r => r.SequenceEqual(row)));
        return row;
    }

    private object? Value(RowField field)
    {
        var number = _random.Next(field.Name[0] == 'k' ? keys : 9) - 2;
        return _random.Next(12) == 0 ? null : field.Type.Kind switch
        {
            TypeKind.Boolean => number > 2,
            TypeKind.Decimal => number * 1.25m,
            TypeKind.Float or TypeKind.Double => number / 4d,
            TypeKind.VarChar => number % 3 == 0 ? $"a longer text with number {number}" : $"t{number}",
            _ => (long)number,
        };
    }

    private static object Unknown(RowField field) => field.Type.Kind == TypeKind.VarChar ? "unknown" : -77L;
}
