using System.Collections.Immutable;
using Weir.Engine.Functions.Aggregates;
using Weir.Engine.Sql;
using Weir.Engine.Types;

namespace Weir.Engine.Planning;

/// <summary>
/// A query with GROUP BY or aggregates: collects keys and calls while the select items are bound, then builds
/// Project (keys, arguments) and Aggregate below them.
/// </summary>
internal sealed class AggregateBinder
{
    private readonly Rel _input;
    private readonly ExpressionBinder _below;
    private readonly List<Scalar> _keys = [];
    private readonly List<string> _keyTexts = [];
    private readonly List<Scalar> _arguments = [];
    private readonly List<string> _argumentTexts = [];
    private readonly List<AggregateItem> _calls = [];
    private readonly List<string> _callTexts = [];

    public AggregateBinder(Rel input, Scope scope, GroupBy? groupBy)
    {
        _input = input;
        _below = new ExpressionBinder(scope);
        foreach (var item in groupBy?.Items ?? [])
        {
            AddKeys(item);
        }

        Above = new ExpressionBinder(scope) { Intercept = BindAbove };
    }

    /// <summary>Binds what stands above the grouping: select items and HAVING, over keys then calls.</summary>
    public ExpressionBinder Above { get; }

    public static bool IsAggregate(string name) => AggregateCatalog.Find(name) is not null;

    /// <summary>Whether an aggregate call (not OVER) stands anywhere in the expression.</summary>
    public static bool ContainsAggregate(Expression expression) => ExpressionWalker.Any(
        expression,
        e => (e is Expression.Call { Over: null } call && IsAggregate(call.Function.Last.Text.ToUpperInvariant()))
            || e is Expression.JsonObjectAggregate or Expression.JsonArrayAggregate);

    /// <summary>The plan below the select items; call after everything has been bound by <see cref="Above"/>.</summary>
    public Rel Build()
    {
        var expressions = _keys.Concat(_arguments).ToImmutableArray();
        var below = expressions.Select((e, i) => ColumnFor(e, i)).ToImmutableArray();
        var project = new Rel.Project(_input, expressions, below);
        var windowed = below.Take(_keys.Count).Select(c => c.Role).ToHashSet()
            .IsSupersetOf([ColumnRole.WindowStart, ColumnRole.WindowEnd]);
        var columns = below.Take(_keys.Count).Select(c => windowed ? c : c with { Role = ColumnRole.None })
            .Concat(_calls.Select((call, i) => new RelColumn($"$a{i}", call.Type)))
            .ToImmutableArray();
        var calls = _calls.Select(Shift).ToImmutableArray();
        return new Rel.Aggregate(project, _keys.Count, calls, columns);
    }

    private RelColumn ColumnFor(Scalar scalar, int index) => scalar is Scalar.Column column
        ? _input.Columns[column.Index]
        : new RelColumn($"$k{index}", scalar.Type);

    private AggregateItem Shift(AggregateItem call) => call with
    {
        Arguments = [.. call.Arguments.Select(a => a + _keys.Count)],
        Filter = call.Filter < 0 ? -1 : call.Filter + _keys.Count,
    };

    private void AddKeys(GroupingItem item)
    {
        switch (item)
        {
            case GroupingItem.Key key:
                AddKey(key.Expression);
                break;
            case GroupingItem.Set set:
                foreach (var expression in set.Keys)
                {
                    AddKey(expression);
                }

                break;
            default:
                throw SqlException.NotSupported(
                    item switch
                    {
                        GroupingItem.Rollup => "ROLLUP",
                        GroupingItem.Cube => "CUBE",
                        _ => "GROUPING SETS",
                    },
                    item.Position);
        }
    }

    private void AddKey(Expression expression)
    {
        var key = _below.Bind(expression);
        var text = ScalarText.Of(key);
        if (!_keyTexts.Contains(text))
        {
            _keys.Add(key);
            _keyTexts.Add(text);
        }
    }

    private Scalar? BindAbove(Expression expression)
    {
        if (expression is Expression.Call { Over: null } call
            && IsAggregate(call.Function.Last.Text.ToUpperInvariant()))
        {
            return BindCall(call);
        }

        if (ContainsAggregate(expression) || ExpressionWalker.Any(expression, e => e is Expression.Call { Over: not null }))
        {
            return null;
        }

        var bound = _below.Bind(expression);
        var key = _keyTexts.IndexOf(ScalarText.Of(bound));
        if (key >= 0)
        {
            return new Scalar.Column(key, _keys[key].Type);
        }

        var columns = new HashSet<int>();
        ScalarRewrite.Collect(bound, columns);
        if (columns.Count == 0)
        {
            return bound;
        }

        return expression is Expression.Name name
            ? throw SqlException.Semantic($"Expression '{name.Path}' is not being grouped", expression.Position,
                "Add it to GROUP BY, or use it inside an aggregate.")
            : null;
    }

    private Scalar BindCall(Expression.Call call)
    {
        var name = call.Function.Last.Text.ToUpperInvariant();
        if (call.WithinGroup.Count > 0)
        {
            throw SqlException.NotSupported("WITHIN GROUP", call.Position);
        }

        var function = AggregateCatalog.Find(name)!;
        var star = call.Arguments.Count == 1 && call.Arguments[0] is Expression.Star;
        if (star && name != "COUNT")
        {
            throw SqlException.Type($"{name}(*) does not exist; only COUNT takes '*'", call.Position);
        }

        var arguments = star ? [] : call.Arguments.Select(BindArgument).ToArray();
        var resolution = function.Resolve([.. arguments.Select(Binding.ArgumentOf)]);
        var type = resolution.Result
            ?? throw SqlException.Type(resolution.Error ?? $"{name} does not take these arguments", call.Position);
        var casts = resolution.Casts;
        var columns = arguments.Select((a, i) => Argument(
            casts is not null && i < casts.Count && casts[i] is { } t ? ExpressionBinder.CastTo(a, t, call) : a));
        var filter = call.Filter is { } f ? Argument(IsTrue(_below.BindCondition(f, "FILTER"), f)) : -1;
        var item = new AggregateItem(name, [.. columns], call.Distinct, filter, GroupType(type, filter));
        return Register(item);
    }

    // COUNT is never NULL; everything else is NULL for an empty global group or when its filter passes nothing.
    private SqlType GroupType(SqlType type, int filter) =>
        type.WithNullable(type.Nullable || (_keys.Count == 0 && type.Kind != TypeKind.BigInt) || filter >= 0);

    private static Scalar IsTrue(Scalar condition, SyntaxNode at) =>
        condition.Type.Nullable ? ExpressionBinder.Call("IS TRUE", at, condition) : condition;

    private Scalar BindArgument(Expression argument) => ContainsAggregate(argument)
        ? throw SqlException.Semantic("Aggregates cannot be nested", argument.Position)
        : _below.Bind(argument);

    private int Argument(Scalar scalar)
    {
        var text = ScalarText.Of(scalar);
        var index = _argumentTexts.IndexOf(text);
        if (index < 0)
        {
            index = _arguments.Count;
            _arguments.Add(scalar);
            _argumentTexts.Add(text);
        }

        return index;
    }

    private Scalar.Column Register(AggregateItem item)
    {
        var text = $"{item.Function}({item.Distinct}:{string.Join(',', item.Arguments)}:{item.Filter})";
        var index = _callTexts.IndexOf(text);
        if (index < 0)
        {
            index = _calls.Count;
            _calls.Add(item);
            _callTexts.Add(text);
        }

        return new Scalar.Column(_keys.Count + index, _calls[index].Type);
    }
}
