using System.Collections.Immutable;
using Weir.Engine.Sql;
using Weir.Engine.Types;

namespace Weir.Engine.Planning;

internal sealed partial class QueryBinder
{
    private (Rel Rel, Scope Scope) BindFrom(TableReference reference) => reference switch
    {
        TableReference.Join join => BindJoin(join),
        TableReference.Named named => Aliased(BindNamed(named), named.Alias, named.Name.Last.Text),
        TableReference.Derived derived => derived.Lateral
            ? throw SqlException.NotSupported("LATERAL", derived.Position)
            : Aliased(Bind(derived.Query), derived.Alias, null),
        TableReference.Window window => Aliased(BindWindow(window), window.Alias, null),
        TableReference.TableFunction function => throw SqlException.NotSupported(
            $"The table function {function.Call.Function}", function.Position),
        TableReference.Unnest unnest => throw SqlException.NotSupported("UNNEST", unnest.Position),
        _ => throw new InvalidOperationException($"No binding for {reference.GetType().Name}"),
    };

    private static (Rel, Scope) Aliased(Rel rel, TableAlias? alias, string? name)
    {
        if (alias is not null)
        {
            rel = Rename(rel, alias.Columns, alias.Name);
        }

        return (rel, Scope.Of(alias?.Name.Text ?? name, rel));
    }

    private Rel BindNamed(TableReference.Named named)
    {
        if (named.SystemTime is { } time)
        {
            throw SqlException.NotSupported("FOR SYSTEM_TIME AS OF", time.Position);
        }

        if (named.Name.IsSimple && named.Hints.Count == 0 && _common.TryGetValue(named.Name.Last.Text, out var common))
        {
            return common;
        }

        var name = Catalog.NameOf(named.Name);
        if (catalog.View(name) is { } view)
        {
            return Shared("view " + name, () => BindView(view));
        }

        var table = catalog.Table(name) ?? throw UnknownTable(named.Name, name);
        if (named.Hints.Count == 0)
        {
            return Shared("table " + name, () => BindTable(table));
        }

        var hinted = WithHints(table, named.Hints);
        var key = string.Join(';', hinted.Options.OrderBy(o => o.Key, StringComparer.Ordinal));
        return Shared($"table {name} {key}", () => BindTable(hinted));
    }

    private SqlException UnknownTable(QualifiedName at, string name) => SqlException.Name(
        $"Table '{name}' not found",
        at.Position,
        catalog.Similar(name) is { } similar ? $"Names are case-sensitive: did you mean '{similar}'?" : null);

    private Rel Shared(string key, Func<Rel> bind)
    {
        if (!_shared.TryGetValue(key, out var rel))
        {
            rel = _shared[key] = bind();
        }

        return rel;
    }

    private static TableEntry WithHints(TableEntry table, SyntaxList<Hint> hints)
    {
        var options = table.Options;
        foreach (var hint in hints.ToList())
        {
            if (!string.Equals(hint.Name.Text, "OPTIONS", StringComparison.OrdinalIgnoreCase))
            {
                throw SqlException.NotSupported($"The hint {hint.Name}", hint.Position);
            }

            foreach (var argument in hint.Arguments.ToList())
            {
                options = options.SetItem(argument.Key, argument.Value
                    ?? throw SqlException.Semantic("OPTIONS takes 'key'='value' pairs", hint.Position));
            }
        }

        return table with { Options = options };
    }

    private Rel BindView(ViewEntry view)
    {
        if (!_expanding.Add(view.Name))
        {
            throw SqlException.Semantic($"View '{view.Name}' reads itself", view.Position);
        }

        var outer = _common;
        _common = ImmutableDictionary<string, Rel>.Empty;
        var rel = Bind(view.Query);
        _common = outer;
        _expanding.Remove(view.Name);
        return view.Columns.IsEmpty
            ? rel
            : Identity(rel, [.. rel.Columns.Select((c, i) => c with { Name = view.Columns[i] })]);
    }

    /// <summary>Scan, computed columns, watermark.</summary>
    private static Rel BindTable(TableEntry table)
    {
        Rel rel = new Rel.Scan(table, [.. table.Physical.Select(f => new RelColumn(f.Name, f.Type))]);
        if (table.Columns.Any(c => c.Computed is not null))
        {
            rel = BindComputed(table, rel);
        }

        return table.Watermark is { } watermark ? BindWatermark(rel, watermark) : rel;
    }

    private static Rel.Project BindComputed(TableEntry table, Rel scan)
    {
        var binder = new ExpressionBinder(Scope.Of(table.Name, scan));
        var expressions = table.Columns.Select(c => c.Computed is { } computed
            ? binder.Bind(computed)
            : new Scalar.Column(table.Physical.IndexOf(c.Name), c.Type!)).ToImmutableArray();
        var columns = table.Columns.Select((c, i) => new RelColumn(
            c.Name,
            expressions[i].Type,
            expressions[i] is Scalar.Call { Function.Name: "PROCTIME" } ? ColumnRole.ProcTime : ColumnRole.None));
        return new Rel.Project(scan, expressions, [.. columns]);
    }

    private static Rel.Watermark BindWatermark(Rel rel, WatermarkEntry watermark)
    {
        var index = rel.Columns.Select(c => c.Name).ToList().IndexOf(watermark.Column);
        var column = rel.Columns[index];
        if (!column.Type.IsTimestamp || column.Type.Precision > 3)
        {
            throw SqlException.Type(
                $"The watermark column '{column.Name}' must be TIMESTAMP(3) or TIMESTAMP_LTZ(3) (or fewer digits); "
                + $"found {column.Type}",
                watermark.Position);
        }

        var expression = new ExpressionBinder(Scope.Of(null, rel)).Bind(watermark.Expression);
        if (!expression.Type.IsTimestamp)
        {
            throw SqlException.Type($"The watermark must be a timestamp; found {expression.Type}", watermark.Position);
        }

        var columns = rel.Columns.SetItem(index, column with { Role = ColumnRole.RowTime });
        return new Rel.Watermark(rel, index, expression, columns);
    }

    private (Rel, Scope) BindJoin(TableReference.Join join)
    {
        if (join.Natural)
        {
            throw SqlException.NotSupported("NATURAL JOIN", join.Position);
        }

        var (left, leftScope) = BindFrom(join.Left);
        var (right, rightScope) = BindFrom(join.Right);
        var kind = join.Kind switch
        {
            Sql.JoinKind.Inner or Sql.JoinKind.Cross => JoinKind.Inner,
            Sql.JoinKind.Left => JoinKind.Left,
            Sql.JoinKind.Right => JoinKind.Right,
            Sql.JoinKind.Full => JoinKind.Full,
        };
        var condition = JoinCondition(join, leftScope, rightScope, left.Columns.Length);
        var columns = left.Columns.Select(c => Joined(c, kind is JoinKind.Right or JoinKind.Full))
            .Concat(right.Columns.Select(c => Joined(c, kind is JoinKind.Left or JoinKind.Full))).ToImmutableArray();
        var rel = new Rel.Join(left, right, kind, condition, columns);
        return (rel, Typed(leftScope.Join(rightScope, left.Columns.Length), columns));
    }

    private static RelColumn Joined(RelColumn column, bool padded) => column with
    {
        Type = column.Type.WithNullable(column.Type.Nullable || padded),
        Role = ColumnRole.None,
    };

    private static Scope Typed(Scope scope, ImmutableArray<RelColumn> columns) => new([
        .. scope.Tables.Select(t => t with { Columns = [.. t.Columns.Select((_, i) => columns[t.Start + i])] })]);

    private static Scalar? JoinCondition(TableReference.Join join, Scope left, Scope right, int width)
    {
        var both = left.Join(right, width);
        if (join.On is { } on)
        {
            return new ExpressionBinder(both).BindCondition(on, "ON");
        }

        if (join.Using is { } names)
        {
            return names.Select(name => ExpressionBinder.Call(
                "=", name, ResolveUsing(left, name), ScalarRewrite.Shift(ResolveUsing(right, name), width)))
                .Aggregate((a, b) => ExpressionBinder.Call("AND", join, a, b));
        }

        return join.Kind is Sql.JoinKind.Cross
            ? null
            : throw SqlException.Semantic("A join needs ON or USING", join.Position);
    }

    private static Scalar ResolveUsing(Scope scope, Identifier name) =>
        scope.Resolve(new QualifiedName([name]) { Position = name.Position });

    private Rel.Window BindWindow(TableReference.Window window)
    {
        var (input, scope) = BindFrom(window.Input);
        if (window.PartitionBy.Count > 0 || window.Kind == WindowFunction.Session)
        {
            throw SqlException.NotSupported("SESSION windows", window.Position);
        }

        var time = scope.Resolve(new QualifiedName([window.TimeColumn]) { Position = window.TimeColumn.Position });
        var index = ((Scalar.Column)time).Index;
        CheckTime(input.Columns[index], window);
        var size = Millis(window.Size);
        var slide = window.Step is { } step ? Millis(step) : size;
        CheckSizes(window, size, slide);
        var kind = window.Kind switch
        {
            WindowFunction.Tumble => WindowKind.Tumble,
            WindowFunction.Hop => WindowKind.Hop,
            WindowFunction.Cumulate => WindowKind.Cumulate,
            WindowFunction.Session => WindowKind.Session,
        };
        var offset = window.Offset is { } o ? Millis(o) : 0;
        var spec = new WindowSpec(kind, index, size, slide, offset);
        var timestamp = SqlType.Timestamp(3).NotNull();
        var columns = input.Columns.SetItem(index, input.Columns[index] with { Role = ColumnRole.None })
            .Add(new RelColumn("window_start", timestamp, ColumnRole.WindowStart))
            .Add(new RelColumn("window_end", timestamp, ColumnRole.WindowEnd))
            .Add(new RelColumn("window_time", input.Columns[index].Type.NotNull(), ColumnRole.RowTime));
        return new Rel.Window(input, spec, columns);
    }

    private static void CheckTime(RelColumn column, TableReference.Window window)
    {
        if (column.Role == ColumnRole.ProcTime)
        {
            throw SqlException.NotSupported("A window over processing time", window.TimeColumn.Position);
        }

        if (column.Role != ColumnRole.RowTime)
        {
            throw SqlException.Semantic(
                $"The window function needs a time attribute; '{column.Name}' is an ordinary column",
                window.TimeColumn.Position,
                "Declare WATERMARK FOR it on its table, and do not compute with it before the window.");
        }
    }

    private static void CheckSizes(TableReference.Window window, long size, long slide)
    {
        if (size <= 0 || slide <= 0)
        {
            throw SqlException.Semantic("A window's intervals must be positive", window.Position);
        }

        if (size % slide != 0)
        {
            throw SqlException.Semantic(
                $"The size of {window.Kind.ToString().ToUpperInvariant()} must be a multiple of its "
                + $"{(window.Kind == WindowFunction.Hop ? "slide" : "step")}",
                window.Position);
        }
    }

    private static long Millis(Expression expression) =>
        new ExpressionBinder(Scope.Empty).Bind(expression) is Scalar.Literal { Value: long millis } literal
        && literal.Type.Kind == TypeKind.IntervalSecond
            ? millis
            : throw SqlException.Type("A window takes INTERVAL literals of days to seconds", expression.Position);
}
