using System.Text;
using Weir.Engine.Columns;
using Weir.Engine.Connectors;
using Weir.Engine.Tests.Formats;
using Weir.Engine.Types;
using Xunit;

namespace Weir.Engine.Tests.Connectors;

public sealed class PrintTests
{
    private static readonly RowFields Columns = Decoded.Columns(("a", SqlType.Int), ("b", SqlType.String));

    [Fact]
    public void Every_change_is_a_line() =>
        Assert.Equal(["+I[1, x]", "-U[2, null]", "+U[3, y]", "-D[4, ]"], Printed(parallelism: 1));

    [Fact]
    public void The_identifier_and_the_task_stand_in_front()
    {
        Assert.Equal("3> +I[1, x]", Printed(parallelism: 4)[0]);
        Assert.Equal("out:3> +I[1, x]", Printed(parallelism: 4, ("print-identifier", "out"))[0]);
        Assert.Equal("out> +I[1, x]", Printed(parallelism: 1, ("print-identifier", "out"))[0]);
    }

    [Fact]
    public void Standard_error_can_be_asked_for()
    {
        var errors = new List<string>();
        var context = Tables.Context(Columns, null, ("connector", "print"), ("standard-error", "true"));
        var redirected = new ConnectorContext
        {
            Table = context.Table, Wanted = Columns, Time = TimeProvider.System, PrintError = errors.Add,
        };
        Write(ConnectorCatalog.BuiltIn.CreateSink(redirected), 1);
        Assert.Equal(4, errors.Count);
    }

    private static List<string> Printed(int parallelism, params (string Key, string Value)[] options)
    {
        var lines = new List<string>();
        var table = Tables.Context(Columns, null, [("connector", "print"), .. options]).Table;
        var context = new ConnectorContext
        {
            Table = table, Wanted = Columns, Time = TimeProvider.System, Print = lines.Add,
        };
        Write(ConnectorCatalog.BuiltIn.CreateSink(context), parallelism);
        return lines;
    }

    private static void Write(TableSink sink, int parallelism)
    {
        Assert.Equal(ChangelogMode.Retract, sink.Accepts);
        var batch = new Batch([.. Columns.Select(c => Column.Create(c.Type))]);
        batch.Columns.ToList().ForEach(c => c.Reset(5));
        batch.Reset(5);
        for (var i = 0; i < 4; i++)
        {
            ((FixedColumn<int>)batch.Columns[0])[i] = i + 1;
            ((BytesColumn)batch.Columns[1]).Set(i, Encoding.UTF8.GetBytes(i == 0 ? "x" : i == 2 ? "y" : ""));
            batch.SetKind(i, (RowKind)i);
        }

        batch.Columns[1].SetNull(1);
        batch.Select([0, 1, 2, 3]);
        using var writer = sink.CreateWriter(new SinkWriterContext("job", "sink", 1, parallelism > 1 ? 2 : 0, parallelism));
        writer.Write(batch);
    }
}
