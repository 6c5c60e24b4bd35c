using System.Collections.Immutable;
using System.Globalization;

namespace Weir.Engine.Planning;

/// <summary>
/// Canonical names for state: each column traced back to source columns, each node to what it computes. Projections and
/// filters do not count towards a node's identity; filters are listed apart (<see cref="Filters"/>).
/// </summary>
internal sealed class Lineage
{
    private readonly Dictionary<Rel, ImmutableArray<string>> _columns = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Rel, string> _identity = new(ReferenceEqualityComparer.Instance);

    /// <summary>What each output column is.</summary>
    public ImmutableArray<string> Columns(Rel rel)
    {
        if (!_columns.TryGetValue(rel, out var columns))
        {
            columns = _columns[rel] = ColumnsOf(rel);
        }

        return columns;
    }

    /// <summary>What the node computes, down to the tables.</summary>
    public string Identity(Rel rel)
    {
        if (!_identity.TryGetValue(rel, out var identity))
        {
            identity = _identity[rel] = IdentityOf(rel);
        }

        return identity;
    }

    public string Text(Scalar scalar, Rel input) => ScalarText.Of(scalar, index => Columns(input)[index]);

    /// <summary>The filters below a node, in a fixed order.</summary>
    public string Filters(Rel rel) => string.Join(
        " AND ",
        RelInputs.InOrder([rel]).OfType<Rel.Filter>().SelectMany(
            filter => Conjuncts.Split(filter.Condition).Select(c => Text(c, filter.Input)))
            .Distinct().Order(StringComparer.Ordinal));

    public string Call(AggregateItem call, Rel input)
    {
        var columns = Columns(input);
        var distinct = call.Distinct ? "DISTINCT " : "";
        var filter = call.Filter < 0 ? "" : $" FILTER {columns[call.Filter]}";
        var arguments = call.Arguments.IsEmpty ? "*" : string.Join(", ", call.Arguments.Select(a => columns[a]));
        return $"{call.Function}({distinct}{arguments}){filter}";
    }

    public string Window(WindowSpec spec, Rel input) => string.Create(
        CultureInfo.InvariantCulture,
        $"{spec.Kind}({Columns(input)[spec.TimeColumn]}, {spec.Size}, {spec.Slide}, {spec.Offset})");

    public string Order(ImmutableArray<SortKey> order, Rel input) => string.Join(", ", order.Select(o =>
        $"{Columns(input)[o.Column]} {(o.Descending ? "DESC" : "ASC")} {(o.NullsFirst ? "NULLS FIRST" : "NULLS LAST")}"));

    private ImmutableArray<string> ColumnsOf(Rel rel) => rel switch
    {
        Rel.Scan scan => [.. scan.Columns.Select(c => $"{scan.Table.Name}.{c.Name}")],
        Rel.Values => [.. rel.Columns.Select((_, i) => $"values.{i}")],
        Rel.Filter filter => Columns(filter.Input),
        Rel.Watermark watermark => Columns(watermark.Input),
        Rel.Project project => [.. project.Expressions.Select(e => Text(e, project.Input))],
        Rel.Aggregate aggregate => [
            .. Columns(aggregate.Input).Take(aggregate.Keys),
            .. aggregate.Calls.Select(c => $"{Call(c, aggregate.Input)}@{Identity(aggregate)}")],
        Rel.Window window => [.. Columns(window.Input), .. WindowColumns(window)],
        Rel.Join join => [.. Columns(join.Left), .. Columns(join.Right)],
        Rel.TopN top => top.OutputRank
            ? [.. Columns(top.Input), $"rank@{Identity(top)}"]
            : Columns(top.Input),
        Rel.Rank rank => [.. Columns(rank.Input), "rank"],
        Rel.Union union => [.. rel.Columns.Select((_, i) =>
            $"union({string.Join(", ", union.Inputs.Select(input => Columns(input)[i]).Order(StringComparer.Ordinal))})")],
        _ => throw new InvalidOperationException($"No lineage for {rel.GetType().Name}"),
    };

    private string[] WindowColumns(Rel.Window window)
    {
        var text = Window(window.Spec, window.Input);
        return [$"start {text}", $"end {text}", $"time {text}"];
    }

    private string IdentityOf(Rel rel) => rel switch
    {
        Rel.Scan scan => scan.Table.Name,
        Rel.Values => "values",
        Rel.Filter or Rel.Watermark or Rel.Project => Identity(rel.Inputs[0]),
        Rel.Aggregate a => $"aggregate[{string.Join(", ", Columns(a.Input).Take(a.Keys))}]({Identity(a.Input)})",
        Rel.Window w => $"window[{Window(w.Spec, w.Input)}]({Identity(w.Input)})",
        Rel.Join j => $"join[{j.Kind} {JoinText(j)}]({Identity(j.Left)}, {Identity(j.Right)})",
        Rel.TopN t => $"top[{string.Join(", ", t.Partition.Select(p => Columns(t.Input)[p]))} ORDER "
            + $"{Order(t.Order, t.Input)} {t.From}..{t.To}]({Identity(t.Input)})",
        Rel.Rank r => $"rank({Identity(r.Input)})",
        Rel.Union u => $"union({string.Join(", ", u.Inputs.Select(Identity).Order(StringComparer.Ordinal))})",
        _ => throw new InvalidOperationException($"No identity for {rel.GetType().Name}"),
    };

    private string JoinText(Rel.Join join)
    {
        if (join.Condition is null)
        {
            return "";
        }

        ImmutableArray<string> columns = [.. Columns(join.Left), .. Columns(join.Right)];
        return string.Join(
            " AND ",
            Conjuncts.Split(join.Condition).Select(c => ScalarText.Of(c, i => columns[i])).Order(StringComparer.Ordinal));
    }
}
