using System.Collections.Immutable;
using Weir.Engine.Sql;
using Weir.Engine.Types;

namespace Weir.Engine.Planning;

/// <summary>Binds queries to logical plans over a catalog. One instance per plan: a table or view that is read twice
/// is one node.</summary>
internal sealed partial class QueryBinder(Catalog catalog)
{
    private readonly Dictionary<string, Rel> _shared = new(StringComparer.Ordinal);
    private readonly HashSet<string> _expanding = new(StringComparer.Ordinal);
    private ImmutableDictionary<string, Rel> _common = ImmutableDictionary<string, Rel>.Empty;

    public Rel Bind(Query query) => query switch
    {
        Query.Select select => BindSelect(select),
        Query.SetOperation set => BindSet(set),
        Query.Values values => BindValues(values),
        Query.Table table => BindNamed(new TableReference.Named(table.Name) { Position = table.Position }),
        Query.With with => BindWith(with),
        Query.Ordered ordered => BindOrdered(ordered),
        _ => throw new InvalidOperationException($"No binding for {query.GetType().Name}"),
    };

    private Rel BindWith(Query.With with)
    {
        var outer = _common;
        foreach (var table in with.Tables)
        {
            _common = _common.SetItem(table.Name.Text, Rename(Bind(table.Query), table.Columns, table.Name));
        }

        var body = Bind(with.Body);
        _common = outer;
        return body;
    }

    /// <summary>Gives the columns other names, when names are given.</summary>
    private static Rel Rename(Rel rel, SyntaxList<Identifier> names, Identifier of)
    {
        if (names.Count == 0)
        {
            return rel;
        }

        if (names.Count != rel.Columns.Length)
        {
            throw SqlException.Semantic(
                $"'{of}' names {names.Count} columns but its query has {rel.Columns.Length}", of.Position);
        }

        return Identity(rel, [.. rel.Columns.Select((c, i) => c with { Name = names[i].Text })]);
    }

    /// <summary>A projection that hands all columns on, under other descriptions.</summary>
    private static Rel.Project Identity(Rel rel, ImmutableArray<RelColumn> columns) =>
        new(rel, [.. rel.Columns.Select((c, i) => (Scalar)new Scalar.Column(i, c.Type))], columns);

    private Rel BindSet(Query.SetOperation set)
    {
        if (set.Operator != SetOperator.Union)
        {
            throw SqlException.NotSupported(set.Operator.ToString().ToUpperInvariant(), set.Position);
        }

        var left = Bind(set.Left);
        var right = Bind(set.Right);
        if (left.Columns.Length != right.Columns.Length)
        {
            throw SqlException.Semantic(
                $"Column count mismatch in UNION: {left.Columns.Length} and {right.Columns.Length}", set.Position);
        }

        var columns = left.Columns.Select((c, i) => UnionColumn(c, right.Columns[i], i, set)).ToImmutableArray();
        var union = new Rel.Union([Widen(left, columns, set), Widen(right, columns, set)], columns);
        return set.All ? union : Distinct(union);
    }

    private static RelColumn UnionColumn(RelColumn left, RelColumn right, int index, SyntaxNode at)
    {
        var type = TypeRules.CommonType(left.Type, right.Type)
            ?? throw SqlException.Type(
                $"Column {index + 1} of the union has the types {left.Type} and {right.Type}, which do not fit",
                at.Position);
        return new RelColumn(left.Name, type, left.Role == right.Role ? left.Role : ColumnRole.None);
    }

    private static Rel Widen(Rel rel, ImmutableArray<RelColumn> columns, SyntaxNode at)
    {
        var same = rel.Columns.Select((c, i) => c.Type.SameAs(columns[i].Type)).All(x => x);
        return same ? rel : new Rel.Project(
            rel,
            [.. rel.Columns.Select((c, i) => ExpressionBinder.CastTo(
                new Scalar.Column(i, c.Type), columns[i].Type.WithNullable(c.Type.Nullable), at))],
            columns);
    }

    private static Rel.Aggregate Distinct(Rel rel) => new(rel, rel.Columns.Length, [], rel.Columns);

    private Rel BindValues(Query.Values values)
    {
        var width = values.Rows[0].Items.Count;
        var binder = new ExpressionBinder(Scope.Empty);
        var rows = values.Rows.Select(row => row.Items.Count == width
            ? row.Items.Select(binder.Bind).ToArray()
            : throw SqlException.Semantic(
                $"All rows of VALUES must have the same number of columns: {width} and {row.Items.Count}",
                row.Position)).ToArray();
        var types = Enumerable.Range(0, width).Select(i => CommonType(rows.Select(r => r[i].Type), i, values)).ToArray();
        var columns = types.Select((t, i) => new RelColumn($"EXPR${i}", t)).ToImmutableArray();
        var literals = rows.Select(row => row.Select((value, i) => ConstantFolder.Fold(
            ExpressionBinder.CastTo(value, types[i].WithNullable(value.Type.Nullable), values), values)));
        return new Rel.Values([.. literals.Select(r => r.ToImmutableArray())], columns);
    }

    private static SqlType CommonType(IEnumerable<SqlType> types, int column, SyntaxNode at)
    {
        var common = types.Aggregate((SqlType?)null, (a, b) => a is null ? b : TypeRules.CommonType(a, b)
            ?? throw SqlException.Type($"Column {column + 1} of VALUES has types that do not fit: {a} and {b}",
                at.Position));
        return common!.Kind != TypeKind.Null
            ? common
            : throw SqlException.Type("Illegal use of 'NULL'", at.Position, "Write CAST(NULL AS the type).");
    }

    private Rel BindOrdered(Query.Ordered ordered)
    {
        var input = Bind(ordered.Input);
        if (ordered.Limit is null)
        {
            throw SqlException.NotSupported("ORDER BY without LIMIT", ordered.Position,
                "A streaming result has no last row to sort before; add a LIMIT.");
        }

        var offset = ordered.Offset is { } o ? Count(o) : 0;
        var limit = Count(ordered.Limit);
        var binder = new ExpressionBinder(Scope.Of(null, input));
        var order = ordered.OrderBy.Select(item => SortKeyOf(item, binder, input)).ToImmutableArray();
        return new Rel.TopN(input, [], order, offset + 1, offset + limit, false, input.Columns);
    }

    private static SortKey SortKeyOf(OrderItem item, ExpressionBinder binder, Rel input)
    {
        var key = binder.Bind(item.Key) as Scalar.Column
            ?? throw SqlException.NotSupported("ORDER BY of an expression that is no output column",
                item.Position, "Select the expression under a name and order by that.");
        return new SortKey(key.Index, item.Descending, NullsFirst(item));
    }

    /// <summary>ASC puts NULLs first, DESC last, unless written otherwise.</summary>
    private static bool NullsFirst(OrderItem item) => item.Nulls switch
    {
        NullOrder.First => true,
        NullOrder.Last => false,
        NullOrder.Unspecified => !item.Descending,
    };

    private static long Count(Expression expression) =>
        expression is Expression.ExactLiteral literal
        && LiteralBinder.Exact(literal.Text, false, literal.Position).Value is long value
            ? value
            : throw SqlException.Semantic("LIMIT and OFFSET take a whole number", expression.Position);
}
