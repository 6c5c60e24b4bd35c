using Weir.Engine.Options;
using Weir.Engine.Types;

namespace Weir.Engine.Connectors.DataGen;

/// <summary>Rows out of nothing: random values or sequences, at a steady rate.</summary>
internal sealed class DataGenConnector : Connector
{
    private const string RateKey = "rows-per-second";
    private const string RowsKey = "number-of-rows";
    private const string ParallelismKey = "scan.parallelism";
    private const string SeedKey = "seed";
    private const string FieldsPrefix = "fields.";

    public override string Name => "datagen";

    public override IReadOnlyList<OptionSpec> Options { get; } =
    [
        new(RateKey, OptionKind.Integer, "Rows a second of all subtasks together.", Default: "10000"),
        new(RowsKey, OptionKind.Integer, "The table ends after so many rows; without it it is unbounded."),
        new(ParallelismKey, OptionKind.Integer, "Subtasks of the source."),
        new(SeedKey, OptionKind.Integer,
            "Equal seeds give equal rows (an addition of Weir); without it every run is different."),
    ];

    // Checked once the columns are known.
    public override bool OwnsPrefix(string key) => key.StartsWith(FieldsPrefix, StringComparison.Ordinal);

    public override TableSource CreateSource(ConnectorContext context)
    {
        var values = ValuesOf(context.Table);
        var rate = values.Integer(RateKey)!.Value;
        var rows = values.Integer(RowsKey);
        if (rate <= 0)
        {
            throw values.Bad(RateKey, "it must be more than zero");
        }

        if (rows < 0)
        {
            throw values.Bad(RowsKey, "it must not be negative");
        }

        // Every column is made, wanted or not: a sequence ends the table, and the values of a column must not depend on
        // which others are read.
        var generators = Generators(context.Table);
        var shortest = generators.Select(g => g.Rows).Append(rows).Min();
        return new DataGenSource(
            context.Wanted,
            [.. context.Wanted.Select(f => generators[context.Table.Columns.IndexOf(f.Name)].For(f.Type))],
            rate,
            shortest,
            values.Integer(SeedKey),
            context.Time,
            ParallelismOption.From(values, ParallelismKey));
    }

    private static IReadOnlyList<ValueGenerator> Generators(TableDefinition table)
    {
        var given = table.Options.Where(o => o.Key.StartsWith(FieldsPrefix, StringComparison.Ordinal))
            .ToDictionary(o => o.Key, o => o.Value);
        var specs = table.Columns.SelectMany(c => Specs(FieldsPrefix + c.Name, c.Type, given)).ToList();
        var values = OptionValues.Check("connector 'datagen'", given, specs);
        return [.. table.Columns.Select((c, i) => GeneratorFactory.Of(FieldsPrefix + c.Name, c.Name, c.Type, values, i + 1))];
    }

    private static IEnumerable<OptionSpec> Specs(
        string prefix, SqlType type, IReadOnlyDictionary<string, string> given) => type.Kind == TypeKind.Row
            ? type.Fields.SelectMany(f => Specs($"{prefix}.{f.Name}", f.Type, given))
            : GeneratorFactory.Specs(prefix, type, given.GetValueOrDefault(prefix + ".kind") == "sequence");
}
