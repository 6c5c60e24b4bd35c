using System.Collections.Immutable;
using Weir.Engine.Columns;
using Weir.Engine.Functions.Aggregates;
using Weir.Engine.Types;

namespace Weir.Engine.Tests.Operators.GroupAggregate;

/// <summary>
/// GROUP BY as simple as it can be: keeps all rows of each group and computes every result from scratch. Folds the changes
/// of a batch per group, as the operator does; with batches of one row it is what Flink emits.
/// </summary>
internal sealed class GroupTwin(
    RowFields input, ImmutableArray<int> keys, ImmutableArray<AggregateCall> calls, bool emitsUpdateBefore)
{
    private readonly Dictionary<string, List<object?[]>> _groups = [];

    // What FIRST_VALUE, LAST_VALUE and LISTAGG remember: values by arrival; a retraction takes the oldest equal one.
    private readonly Dictionary<(string Key, int Call), List<object>> _values = [];

    public List<string> Process(IReadOnlyList<Change> batch)
    {
        var order = batch.Select(KeyText).Reverse().Distinct().Reverse().ToList();
        var rows = batch.ToLookup(KeyText);
        return [.. order.SelectMany(key => Fold(key, rows[key]))];
    }

    private IEnumerable<string> Fold(string key, IEnumerable<Change> changes)
    {
        var keyValues = keys.Select(k => changes.First().Values[k]).ToArray();
        var before = Results(key);
        foreach (var change in changes)
        {
            Apply(key, change);
        }

        var after = Results(key);
        if (before is null && after is not null)
        {
            yield return Row(RowKind.Insert, keyValues, after);
        }
        else if (before is not null && after is null)
        {
            yield return Row(RowKind.Delete, keyValues, before);
        }
        else if (before is not null && after is not null && !before.SequenceEqual(after))
        {
            if (emitsUpdateBefore)
            {
                yield return Row(RowKind.UpdateBefore, keyValues, before);
            }

            yield return Row(RowKind.UpdateAfter, keyValues, after);
        }
    }

    private void Apply(string key, Change change)
    {
        if (!change.Kind.IsRetraction())
        {
            _groups.TryAdd(key, []);
            _groups[key].Add(change.Values);
        }
        else if (_groups.TryGetValue(key, out var rows))
        {
            rows.RemoveAt(rows.FindIndex(r => r.SequenceEqual(change.Values)));
            if (rows.Count == 0)
            {
                _groups.Remove(key);
            }
        }
        else
        {
            return;
        }

        for (var call = 0; call < calls.Length; call++)
        {
            Remember(key, call, change);
        }
    }

    private void Remember(string key, int call, Change change)
    {
        _values.TryAdd((key, call), []);
        var values = _values[(key, call)];
        if (calls[call].Arguments.IsEmpty || change.Values[calls[call].Arguments[0]] is not { } value)
        {
            return;
        }

        if (change.Kind.IsRetraction())
        {
            values.Remove(value);
        }
        else
        {
            values.Add(value);
        }
    }

    private object?[]? Results(string key) => _groups.TryGetValue(key, out var rows)
        ? [.. calls.Select((c, i) => Result(c, rows, _values[(key, i)]))]
        : null;

    private object? Result(AggregateCall call, List<object?[]> rows, List<object> remembered)
    {
        var passing = rows.Where(r => call.Filter < 0 || r[call.Filter] is true);
        if (call.Arguments.IsEmpty)
        {
            return (long)passing.Count();
        }

        var type = input[call.Arguments[0]].Type;
        var values = passing.Select(r => r[call.Arguments[0]]).Where(v => v is not null).ToList();
        values = call.Distinct ? [.. values.Distinct()] : values;
        return call.Function switch
        {
            "COUNT" => (long)values.Count,
            _ when values.Count == 0 => null,
            "MIN" => values.Order(Comparer<object?>.Create(Compare)).First(),
            "MAX" => values.Order(Comparer<object?>.Create(Compare)).Last(),
            "SUM" => Sum(type, values),
            "AVG" => Average(type, values),
            "FIRST_VALUE" => remembered[0],
            "LAST_VALUE" => remembered[^1],
            "LISTAGG" => string.Join(",", remembered),
            _ => throw new ArgumentException(call.Function),
        };
    }

    private static int Compare(object? a, object? b) => a is string s
        ? string.CompareOrdinal(s, (string)b!)
        : Comparer<object?>.Default.Compare(a, b);

    private static object Sum(SqlType type, List<object?> values) => values[0] switch
    {
        long => Wrap(type, values.Aggregate(0L, (sum, v) => sum + (long)v!)),
        decimal => values.Sum(v => (decimal)v!),
        _ when type.Kind == TypeKind.Float => (double)values.Aggregate(0f, (sum, v) => sum + (float)(double)v!),
        _ => values.Aggregate(0d, (sum, v) => sum + (double)v!),
    };

    private static object Average(SqlType type, List<object?> values) => values[0] switch
    {
        long => values.Sum(v => (long)v!) / values.Count,
        decimal => Math.Round(values.Sum(v => (decimal)v!) / values.Count, 6, MidpointRounding.AwayFromZero),
        _ when type.Kind == TypeKind.Float => (double)(float)(values.Sum(v => (double)v!) / values.Count),
        _ => values.Sum(v => (double)v!) / values.Count,
    };

    private static long Wrap(SqlType type, long sum) => type.Kind switch
    {
        TypeKind.TinyInt => (sbyte)sum,
        TypeKind.SmallInt => (short)sum,
        TypeKind.Int => (int)sum,
        _ => sum,
    };

    private string KeyText(Change change) => string.Join('|', keys.Select(k => Cells.Text(change.Values[k])));

    private static string Row(RowKind kind, object?[] key, object?[] results) => new Change(kind, [.. key, .. results]).ToString();
}
