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

    // Seen on Flink 1.20.3.
    [Fact]
    public void Values_look_as_java_prints_them()
    {
        var columns = Decoded.Columns(
            ("d", SqlType.Double), ("e", SqlType.Decimal(10, 2)), ("b", SqlType.Boolean), ("da", SqlType.Date),
            ("t", SqlType.Time()), ("u", SqlType.Time()), ("ts", SqlType.Timestamp(3)), ("t6", SqlType.Timestamp(6)),
            ("z", SqlType.TimestampLtz(3)), ("a", SqlType.Array(SqlType.Int)),
            ("m", SqlType.Map(SqlType.String, SqlType.Int)),
            ("r", SqlType.Row(new("x", SqlType.Int), new("y", SqlType.String))), ("by", SqlType.Bytes));
        var batch = new Batch([.. columns.Select(c => Column.Create(c.Type))]);
        batch.Columns.ToList().ForEach(c => c.Reset(0));
        batch.Reset(0);
        var input = """
            {"d":1E10,"e":1.5,"b":true,"da":"2024-02-29","t":"13:14:00","u":"13:14:15","ts":"2024-02-29 13:14:00","t6":"2024-02-29 13:14:15.1234","z":"1970-01-01 00:00:00Z","a":[1,null],"m":{"a":1,"b":null},"r":{"x":1},"by":"aP8="}
            """u8.ToArray();
        Engine.Formats.FormatCatalog.BuiltIn.Find("json").CreateDecoder(Decoded.Context(columns))
            .Decode(input, 0, input.Length, true, batch, 1);
        var lines = new List<string>();
        var table = Tables.Context(columns, null, ("connector", "print")).Table;
        var context = new ConnectorContext { Table = table, Wanted = columns, Time = TimeProvider.System, Print = lines.Add };
        using var writer = ConnectorCatalog.BuiltIn.CreateSink(context).CreateWriter(new SinkWriterContext("j", "s", 1, 0, 1));
        writer.Write(batch);
        Assert.Equal(
            [
                "+I[1.0E10, 1.50, true, 2024-02-29, 13:14, 13:14:15, 2024-02-29T13:14, 2024-02-29T13:14:15.123400, "
                    + "1970-01-01T00:00:00Z, [1, null], {a=1, b=null}, +I[1, null], [104, -1]]",
            ],
            lines);
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
