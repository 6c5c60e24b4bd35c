using Weir.Engine.Columns;
using Weir.Engine.Results;
using Weir.Engine.Types;

namespace Weir.Cli.Sql;

/// <summary>Prints the rows of a SELECT in one of the formats. Fed from the job's thread.</summary>
internal abstract class ResultPrinter
{
    public static ResultPrinter Create(OutputFormat format, RowFields columns, TimeZoneInfo zone, TextWriter output)
    {
        var json = new RowJson(columns, zone);
        return format switch
        {
            OutputFormat.Json => new JsonPrinter(json, output),
            OutputFormat.Changelog => new ChangelogPrinter(json, output),
            OutputFormat.Csv => new CsvPrinter(columns, json, output),
            OutputFormat.Table => new TablePrinter(columns, json, output),
        };
    }

    public abstract void Add(Batch batch);

    /// <summary>No more rows come.</summary>
    public abstract void End();

    private static string[] Cells(RowFields columns, RowJson json, string whenNull, Batch batch, int row) =>
        [.. columns.Select((c, i) => json.Text(batch.Columns[i], c.Type, row) ?? whenNull)];

    private sealed class JsonPrinter(RowJson json, TextWriter output) : ResultPrinter
    {
        private readonly Materialization<string> _rows = new(json.Row);

        public override void Add(Batch batch) => _rows.Add(batch);

        public override void End()
        {
            foreach (var row in _rows.Rows())
            {
                output.WriteLine(row);
            }
        }
    }

    private sealed class ChangelogPrinter(RowJson json, TextWriter output) : ResultPrinter
    {
        public override void Add(Batch batch)
        {
            var rows = batch.Rows;
            for (var i = 0; i < rows.Count; i++)
            {
                output.WriteLine(json.Change(batch, rows[i]));
            }
        }

        public override void End() => output.Flush();
    }

    private sealed class CsvPrinter(RowFields columns, RowJson json, TextWriter output) : ResultPrinter
    {
        private static readonly char[] Special = [',', '"', '\n', '\r'];

        private readonly Materialization<string> _rows = new((batch, row) =>
            string.Join(',', Cells(columns, json, "", batch, row).Select(Quote)));

        public override void Add(Batch batch) => _rows.Add(batch);

        public override void End()
        {
            output.WriteLine(string.Join(',', columns.Select(c => Quote(c.Name))));
            foreach (var row in _rows.Rows())
            {
                output.WriteLine(row);
            }
        }

        private static string Quote(string cell) => cell.IndexOfAny(Special) < 0
            ? cell
            : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    private sealed class TablePrinter(RowFields columns, RowJson json, TextWriter output) : ResultPrinter
    {
        // Between the cells of a row while rows are counted: cannot stand in a printed value.
        private const char Separator = '\u001f';

        private readonly Materialization<string> _rows = new((batch, row) =>
            string.Join(Separator, Cells(columns, json, "<NULL>", batch, row)));

        public override void Add(Batch batch) => _rows.Add(batch);

        public override void End()
        {
            var rows = _rows.Rows().Select(r => r.Split(Separator)).ToList();
            var widths = columns.Select((c, i) => rows.Select(r => r[i].Length).Append(c.Name.Length).Max()).ToArray();
            var line = "+" + string.Concat(widths.Select(w => new string('-', w + 2) + "+"));
            output.WriteLine(line);
            output.WriteLine(Line([.. columns.Select(c => c.Name)], widths));
            output.WriteLine(line);
            foreach (var row in rows)
            {
                output.WriteLine(Line(row, widths));
            }

            output.WriteLine(line);
            output.WriteLine(rows.Count == 1 ? "1 row" : $"{rows.Count} rows");
        }

        private string Line(string[] cells, int[] widths) => "|" + string.Concat(cells.Select((cell, i) =>
            " " + (columns[i].Type.IsNumeric ? cell.PadLeft(widths[i]) : cell.PadRight(widths[i])) + " |"));
    }
}
