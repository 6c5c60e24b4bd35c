using Weir.Engine.Connectors;
using Weir.Engine.Tests.Formats;
using Weir.Engine.Types;
using Xunit;

namespace Weir.Engine.Tests.Connectors;

public sealed class DataGenTests
{
    private static readonly RowFields Numbers = Decoded.Columns(("a", SqlType.Int), ("s", SqlType.BigInt));

    private readonly ManualTime _time = new();

    [Fact]
    public void A_sequence_counts_and_ends_the_table()
    {
        var columns = Decoded.Columns(
            ("i", SqlType.Int), ("d", SqlType.Decimal(6, 2)), ("t", SqlType.String), ("f", SqlType.Double));
        var source = Source(
            columns,
            [.. columns.SelectMany(c => new[]
            {
                ($"fields.{c.Name}.kind", "sequence"), ($"fields.{c.Name}.start", "-1"), ($"fields.{c.Name}.end", "1"),
            })]);
        Assert.True(source.Bounded);
        Assert.Equal(["-1|-1.00|-1|-1", "0|0.00|0|0", "1|1.00|1|1"], Drain(source, columns));
    }

    [Fact]
    public void Random_values_stay_within_their_limits()
    {
        var columns = Decoded.Columns(
            ("i", SqlType.Int), ("t", SqlType.TinyInt), ("d", SqlType.Decimal(5, 2)), ("f", SqlType.Double),
            ("s", SqlType.String), ("v", SqlType.VarChar(5)), ("c", SqlType.Char(4)), ("n", SqlType.BigInt));
        var rows = Drain(
            Source(
                columns,
                ("number-of-rows", "1000"), ("fields.i.min", "-3"), ("fields.i.max", "3"), ("fields.d.min", "1.5"),
                ("fields.d.max", "1.75"), ("fields.f.min", "0"), ("fields.f.max", "1"), ("fields.s.length", "20"),
                ("fields.v.var-len", "true"), ("fields.n.null-rate", "0.5")),
            columns).Select(r => r.Split('|')).ToList();
        Assert.Equal(1000, rows.Count);
        Assert.Equal(
            ["-1", "-2", "-3", "0", "1", "2", "3"], rows.Select(r => r[0]).Distinct().Order(StringComparer.Ordinal));
        Assert.True(rows.Select(r => r[1]).Distinct().Count() > 200);
        Assert.All(rows, r => Assert.InRange(decimal.Parse(r[2]), 1.5m, 1.75m));
        Assert.All(rows, r => Assert.InRange(double.Parse(r[3]), 0, 1));
        Assert.All(rows, r => Assert.Matches("^[0-9a-f]{20}$", r[4]));
        Assert.Equal([1, 2, 3, 4, 5], rows.Select(r => r[5].Length).Distinct().Order());
        Assert.All(rows, r => Assert.Matches("^[0-9a-f]{4}$", r[6]));
        Assert.InRange(rows.Count(r => r[7] == "null"), 400, 600);
    }

    [Fact]
    public void Times_are_now_or_a_while_ago()
    {
        _time.Advance(TimeSpan.FromHours(13));
        var columns = Decoded.Columns(
            ("d", SqlType.Date), ("t", SqlType.Time()), ("n", SqlType.Timestamp(3)), ("p", SqlType.TimestampLtz(3)));
        var rows = Drain(Source(columns, ("number-of-rows", "100"), ("fields.p.max-past", "1 min")), columns);
        Assert.All(rows, r => Assert.StartsWith("2024-02-29|13:00:00.000|2024-02-29 13:00:00.000000|2024-02-29 1", r));
        Assert.All(rows, r => Assert.InRange(
            r.Split('|')[3], "2024-02-29 12:59:00.000000", "2024-02-29 13:00:00.000000"));
        Assert.True(rows.Distinct().Count() > 50);
    }

    [Fact]
    public void Rows_are_made_of_their_fields_and_only_those_that_are_wanted()
    {
        var columns = Decoded.Columns(
            ("r", SqlType.Row(new("x", SqlType.Int), new("y", SqlType.Row(new RowField("z", SqlType.Int))))));
        var options = new[]
        {
            ("number-of-rows", "2"), ("fields.r.x.kind", "sequence"), ("fields.r.x.start", "1"), ("fields.r.x.end", "9"),
            ("fields.r.y.z.min", "5"), ("fields.r.y.z.max", "5"),
        };
        Assert.Equal(["(1, (5))", "(2, (5))"], Drain(Source(columns, options), columns));
        var wanted = Decoded.Columns(("r", SqlType.Row(new RowField("y", SqlType.Row(new RowField("z", SqlType.Int))))));
        var context = Context(columns, options);
        var pruned = new ConnectorContext { Table = context.Table, Wanted = wanted, Time = _time };
        Assert.Equal(["((5))", "((5))"], Drain(ConnectorCatalog.BuiltIn.CreateSource(pruned), wanted));
    }

    [Fact]
    public void Equal_seeds_make_equal_rows_whatever_is_read_with_them()
    {
        (string, string)[] options = [("number-of-rows", "50"), ("seed", "7")];
        var rows = Drain(Source(Numbers, options), Numbers);
        Assert.Equal(rows, Drain(Source(Numbers, options), Numbers));
        Assert.NotEqual(rows, Drain(Source(Numbers, ("number-of-rows", "50"), ("seed", "8")), Numbers));
        var second = Decoded.Columns(("s", SqlType.BigInt));
        var pruned = new ConnectorContext { Table = Context(Numbers, options).Table, Wanted = second, Time = _time };
        Assert.Equal(
            rows.Select(r => r.Split('|')[1]), Drain(ConnectorCatalog.BuiltIn.CreateSource(pruned), second));
    }

    [Fact]
    public void The_rate_holds_after_the_first_second()
    {
        using var reader = Source(Numbers, ("rows-per-second", "10")).CreateReader(new SourceReaderContext(0, 1, 2048));
        Assert.Equal(10, Tables.Drain(reader, Numbers).Count);
        Assert.Equal(ReadStatus.Idle, reader.Read());
        _time.Advance(TimeSpan.FromMilliseconds(250));
        Assert.Equal(2, Tables.Drain(reader, Numbers).Count);
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(100, Tables.Drain(reader, Numbers).Count);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 3)]
    [InlineData(2, 5)]
    [InlineData(5, 2)]
    [InlineData(3, 3)]
    public void Restoring_at_any_parallelism_makes_each_row_once(int before, int after)
    {
        (string, string)[] options =
        [
            ("fields.s.kind", "sequence"), ("fields.s.start", "1"), ("fields.s.end", "40"), ("seed", "1"),
        ];
        var expected = Drain(Source(Numbers, options), Numbers);
        for (var batches = 0; batches < 20; batches++)
        {
            var rows = new List<string>();
            var readers = Readers(before, [], options);
            for (var i = 0; i < batches; i++)
            {
                rows.AddRange(One(readers[i * 7 % before]));
            }

            readers = Readers(after, [.. readers.Select(r => r.SavePosition())], options);
            readers = Readers(before, [.. readers.Select(r => r.SavePosition())], options);
            rows.AddRange(readers.SelectMany(r => Tables.Drain(r, Numbers)));
            Assert.Equal(expected.Order(), rows.Order());
        }
    }

    [Theory]
    [InlineData("fields.z.min", "5", "has no option 'fields.z.min'")]
    [InlineData("fields.a.foo", "5", "has no option 'fields.a.foo'")]
    [InlineData("fields.a.start", "5", "has no option 'fields.a.start'")]
    [InlineData("fields.a.kind", "zzz", "'fields.a.kind' of the connector 'datagen' has a bad value 'zzz'")]
    [InlineData("fields.a.kind", "sequence", "needs the option 'fields.a.start'")]
    [InlineData("fields.a.min", "9999999999", "the type of the column cannot hold it")]
    [InlineData("fields.a.null-rate", "2", "it must be between 0 and 1")]
    [InlineData("rows-per-second", "0", "it must be more than zero")]
    [InlineData("rows-per-secnd", "1", "has no option 'rows-per-secnd'")]
    public void Options_that_make_no_sense_are_refused(string key, string value, string message) =>
        Assert.Contains(message, Assert.Throws<ConnectorException>(() => Source(Numbers, (key, value))).Message);

    private List<SourceReader> Readers(
        int parallelism, IReadOnlyList<byte[]> saved, params (string Key, string Value)[] options) =>
        [.. Enumerable.Range(0, parallelism).Select(i => Source(Numbers, options).CreateReader(
            new SourceReaderContext(i, parallelism, BatchRows: 3) { Saved = saved }))];

    private static List<string> One(SourceReader reader) => reader.Read() == ReadStatus.Rows
        ? [.. Enumerable.Range(0, reader.Batch.Length).Select(r => Decoded.Row(reader.Batch, Numbers, r))]
        : [];

    private ConnectorContext Context(RowFields columns, params (string Key, string Value)[] options) =>
        Tables.Context(columns, _time, [("connector", "datagen"), .. options]);

    private TableSource Source(RowFields columns, params (string Key, string Value)[] options) =>
        ConnectorCatalog.BuiltIn.CreateSource(Context(columns, options));

    private static List<string> Drain(TableSource source, RowFields columns)
    {
        using var reader = source.CreateReader(new SourceReaderContext(0, 1, 2048));
        return Tables.Drain(reader, columns);
    }
}
