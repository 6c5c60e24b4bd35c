using Weir.Engine.Connectors;
using Weir.Engine.Tests.Formats;
using Weir.Engine.Types;

namespace Weir.Engine.Tests.Connectors;

/// <summary>Makes tables, sources and readers for tests.</summary>
internal static class Tables
{
    public static RowFields NumberAndText { get; } = Decoded.Columns(("n", SqlType.Int), ("s", SqlType.String));

    public static ConnectorContext Context(
        RowFields columns, TimeProvider? time = null, params (string Key, string Value)[] options) => new()
        {
            Table = new TableDefinition("t", columns, options.ToDictionary(o => o.Key, o => o.Value), []),
            Wanted = columns,
            Time = time ?? TimeProvider.System,
        };

    public static TableSource Source(
        RowFields columns, TimeProvider? time = null, params (string Key, string Value)[] options) =>
        ConnectorCatalog.BuiltIn.CreateSource(Context(columns, time, options));

    /// <summary>Everything a reader has until it ends or is idle.</summary>
    public static List<string> Drain(SourceReader reader, RowFields columns)
    {
        var rows = new List<string>();
        while (reader.Read() == ReadStatus.Rows)
        {
            rows.AddRange(Enumerable.Range(0, reader.Batch.Length).Select(r => Decoded.Row(reader.Batch, columns, r)));
        }

        return rows;
    }
}
