using System.Text;
using Weir.Engine.Columns;
using Weir.Engine.Formats.Csv;
using Weir.Engine.Formats.Values;
using Weir.Engine.Options;
using Weir.Engine.Types;

namespace Weir.Engine.Connectors.FileSystem;

/// <summary>
/// The columns of a batch of rows of one file: those that the format decodes, and those that are the same for the whole
/// file, partition keys and metadata.
/// </summary>
internal sealed class FileColumns
{
    private readonly FileFinder _finder;
    private readonly Partitions _partitions;
    private readonly List<Outside> _outside = [];

    public FileColumns(ConnectorContext context, FileFinder finder, Partitions partitions)
    {
        _finder = finder;
        _partitions = partitions;
        var columns = context.Wanted.Select(c => Column.Create(c.Type)).ToArray();
        var decoded = new List<Column>();
        for (var i = 0; i < columns.Length; i++)
        {
            var field = context.Wanted[i];
            if (context.Table.Metadata.TryGetValue(field.Name, out var key))
            {
                _outside.Add(new Outside(columns[i], MetadataOf(field, key)));
            }
            else if (IsOutside(context.Table, field.Name))
            {
                _outside.Add(new Outside(columns[i], KeyOf(field)));
            }
            else
            {
                decoded.Add(columns[i]);
            }
        }

        All = new Batch(columns);
        Decoded = _outside.Count == 0 ? All : new Batch([.. decoded]);
    }

    /// <summary>All wanted columns.</summary>
    public Batch All { get; }

    /// <summary>Those that the format fills; the same columns.</summary>
    public Batch Decoded { get; }

    /// <summary>Whether a column of a table is not in its files.</summary>
    public static bool IsOutside(TableDefinition table, string column) =>
        table.Metadata.ContainsKey(column) || table.PartitionKeys.Any(k => table.Columns[k].Name == column);

    public void Reset()
    {
        foreach (var column in All.Columns)
        {
            column.Reset(0);
        }

        All.Reset(0);
        Decoded.Reset(0);
    }

    /// <summary>Gives the decoded rows the columns of their file. False when there are no rows.</summary>
    public bool Complete(FoundFile file)
    {
        if (!ReferenceEquals(All, Decoded))
        {
            All.TakeShape(Decoded);
            foreach (var outside in _outside)
            {
                outside.Column.Reset(All.Length);
                Fill(outside, file);
            }
        }

        return All.Length > 0;
    }

    private static void Fill(Outside outside, FoundFile file)
    {
        var column = outside.Column;
        if (column.Length == 0)
        {
            return;
        }

        if (!outside.Set(column, file))
        {
            column.SetNull(0);
        }

        for (var row = 1; row < column.Length; row++)
        {
            column.CopyFrom(row, column, 0);
        }
    }

    private Func<Column, FoundFile, bool> KeyOf(RowField field)
    {
        CsvOptions.CheckType(field.Name, field.Type, nested: true);
        var options = CsvOptions.From(new Dictionary<string, string>());
        var parser = CsvFields.Of(field.Name, field.Type, field.Type, new CsvTexts(options));
        return (column, file) =>
        {
            if (_partitions.TextOf(field.Name, file.Path) is not { } text)
            {
                return false;
            }

            return parser.Set(column, 0, Encoding.UTF8.GetBytes(text)) == Parsed.Value
                ? true
                : throw new ConnectorException(
                    $"The file '{file.Path}' has a partition '{field.Name}' that cannot be read as {field.Type}: '{text}'");
        };
    }

    private Func<Column, FoundFile, bool> MetadataOf(RowField field, string key)
    {
        var (expected, set) = key switch
        {
            "file.path" => (SqlType.String, (Action<Column, FoundFile>)((c, f) => SetText(c, _finder.FullPath(f.Path)))),
            "file.name" => (SqlType.String, (c, f) => SetText(c, Path.GetFileName(_finder.FullPath(f.Path)))),
            "file.size" => (SqlType.BigInt, (c, f) => ((FixedColumn<long>)c)[0] = f.Size),
            "file.modification-time" => (SqlType.TimestampLtz(3), SetTime),
            _ => throw new OptionException(
                $"The connector 'filesystem' has no metadata '{key}' (column '{field.Name}')",
                "It has: file.path, file.name, file.size, file.modification-time"),
        };
        if (field.Type.Kind != expected.Kind)
        {
            throw new OptionException($"The metadata column '{field.Name}' must be {expected}, not {field.Type}");
        }

        return (column, file) =>
        {
            set(column, file);
            return true;
        };
    }

    private static void SetText(Column column, string text) => ((BytesColumn)column).Set(0, Encoding.UTF8.GetBytes(text));

    private static void SetTime(Column column, FoundFile file)
    {
        var micros = (file.Modified - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;
        ((FixedColumn<long>)column)[0] = TimeText.CutTo(micros, 3);
    }

    // Set fills row 0; false: it is NULL.
    private sealed record Outside(Column Column, Func<Column, FoundFile, bool> Set);
}
