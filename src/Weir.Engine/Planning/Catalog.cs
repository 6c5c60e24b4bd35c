using System.Collections.Immutable;
using Weir.Engine.Sql;
using Weir.Engine.Types;

namespace Weir.Engine.Planning;

/// <summary>A table of the session.</summary>
/// <param name="Physical">Stored columns, in order.</param>
/// <param name="Columns">All columns in declared order; computed ones carry their syntax.</param>
internal sealed record TableEntry(
    string Name,
    RowFields Physical,
    ImmutableArray<TableColumn> Columns,
    WatermarkEntry? Watermark,
    ImmutableArray<string> PrimaryKey,
    ImmutableArray<string> PartitionedBy,
    ImmutableDictionary<string, string> Options,
    SourcePosition Position);

/// <summary>Exactly one of <paramref name="Type"/> (physical) and <paramref name="Computed"/> is set.</summary>
internal sealed record TableColumn(string Name, SqlType? Type, Expression? Computed);

internal sealed record WatermarkEntry(string Column, Expression Expression, SourcePosition Position);

internal sealed record ViewEntry(string Name, ImmutableArray<string> Columns, Query Query, SourcePosition Position);

/// <summary>The tables and views of a session, by name; one flat namespace (catalogs and databases come later).</summary>
internal sealed class Catalog
{
    private readonly Dictionary<string, TableEntry> _tables = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ViewEntry> _views = new(StringComparer.Ordinal);

    public IEnumerable<string> TableNames => _tables.Keys;

    public IEnumerable<string> ViewNames => _views.Keys;

    public TableEntry? Table(string name) => _tables.GetValueOrDefault(name);

    public ViewEntry? View(string name) => _views.GetValueOrDefault(name);

    public bool Contains(string name) => _tables.ContainsKey(name) || _views.ContainsKey(name);

    public void Add(TableEntry table) => _tables.Add(table.Name, table);

    public void Add(ViewEntry view) => _views.Add(view.Name, view);

    public bool Remove(string name, bool view) => view ? _views.Remove(name) : _tables.Remove(name);

    /// <summary>The one name of a table: <c>default_catalog.default_database.t</c> and <c>default_database.t</c> are t.
    /// </summary>
    public static string NameOf(QualifiedName name)
    {
        var parts = name.Parts;
        var ok = parts.Count == 1
            || (parts.Count == 2 && parts[0].Text == "default_database")
            || (parts.Count == 3 && parts[0].Text == "default_catalog" && parts[1].Text == "default_database");
        return ok
            ? name.Last.Text
            : throw SqlException.NotSupported($"A catalog or database other than the default one ('{name}')",
                name.Position);
    }

    /// <summary>A name that looks like the wanted one, for hints.</summary>
    public string? Similar(string name)
    {
        string[] known = [.. _tables.Keys, .. _views.Keys];
        return known.FirstOrDefault(k => string.Equals(k, name, StringComparison.OrdinalIgnoreCase));
    }
}
