using System.Collections.Immutable;
using Weir.Engine.Sql;
using Weir.Engine.Types;

namespace Weir.Engine.Planning;

/// <summary>A named range of columns in FROM.</summary>
internal sealed record ScopeTable(string? Alias, int Start, ImmutableArray<RelColumn> Columns);

/// <summary>The columns that names may refer to, left to right.</summary>
internal sealed class Scope(ImmutableArray<ScopeTable> tables)
{
    public ImmutableArray<ScopeTable> Tables => tables;

    public static Scope Empty { get; } = new([]);

    public static Scope Of(string? alias, Rel rel) => new([new ScopeTable(alias, 0, rel.Columns)]);

    /// <summary>This scope, then <paramref name="right"/> behind it.</summary>
    public Scope Join(Scope right, int width) =>
        new([.. tables, .. right.Tables.Select(t => t with { Start = t.Start + width })]);

    /// <summary>Resolves a dotted name: [table.]column[.field]*.</summary>
    public Scalar Resolve(QualifiedName name)
    {
        var parts = name.Parts;
        if (parts.Count > 1 && FindTable(parts[0].Text) is { } table)
        {
            var index = IndexOf(table.Columns, parts[1].Text);
            if (index >= 0)
            {
                return Fields(ColumnOf(table, index), parts, 2);
            }

            if (!HasColumn(parts[0].Text))
            {
                throw Unknown(parts[1], [table]);
            }
        }

        return Fields(Unqualified(parts[0]), parts, 1);
    }

    public ScopeTable? FindTable(string alias) => tables.FirstOrDefault(t => t.Alias == alias);

    private bool HasColumn(string name) => tables.Any(t => IndexOf(t.Columns, name) >= 0);

    private Scalar Unqualified(Identifier name)
    {
        Scalar? found = null;
        foreach (var table in tables)
        {
            var index = IndexOf(table.Columns, name.Text);
            if (index < 0)
            {
                continue;
            }

            if (found is not null)
            {
                throw SqlException.Name($"Column '{name}' is ambiguous", name.Position,
                    "Write it with the table's name or alias in front.");
            }

            found = ColumnOf(table, index);
        }

        return found ?? throw Unknown(name, tables);
    }

    private static Scalar ColumnOf(ScopeTable table, int index) =>
        new Scalar.Column(table.Start + index, table.Columns[index].Type);

    private static int IndexOf(ImmutableArray<RelColumn> columns, string name)
    {
        for (var i = 0; i < columns.Length; i++)
        {
            if (columns[i].Name == name)
            {
                return i;
            }
        }

        return -1;
    }

    private static Scalar Fields(Scalar scalar, SyntaxList<Identifier> parts, int from)
    {
        for (var i = from; i < parts.Count; i++)
        {
            scalar = Field(scalar, parts[i]);
        }

        return scalar;
    }

    /// <summary>A field of a ROW value; NULL when the row is.</summary>
    public static Scalar Field(Scalar row, Identifier name)
    {
        if (row.Type.Kind != TypeKind.Row)
        {
            throw SqlException.Type($"'{name}' is asked of a value of type {row.Type}, which has no fields",
                name.Position);
        }

        var index = row.Type.Fields.IndexOf(name.Text);
        if (index < 0)
        {
            throw SqlException.Name($"There is no field '{name}' in {row.Type}", name.Position);
        }

        var type = row.Type.Fields[index].Type;
        return new Scalar.Field(row, index, type.WithNullable(type.Nullable || row.Type.Nullable));
    }

    private static SqlException Unknown(Identifier name, ImmutableArray<ScopeTable> where)
    {
        var similar = where.SelectMany(t => t.Columns).Select(c => c.Name)
            .FirstOrDefault(n => string.Equals(n, name.Text, StringComparison.OrdinalIgnoreCase));
        var known = string.Join(", ", where.SelectMany(t => t.Columns).Select(c => c.Name).Take(20));
        return SqlException.Name($"Column '{name}' not found in any table", name.Position,
            similar is not null ? $"Names are case-sensitive: did you mean '{similar}'?"
            : known.Length > 0 ? $"Columns here: {known}." : null);
    }
}
