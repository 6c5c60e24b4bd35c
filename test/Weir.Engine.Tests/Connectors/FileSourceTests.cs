using Weir.Engine.Connectors;
using Weir.Engine.Types;
using Xunit;

namespace Weir.Engine.Tests.Connectors;

public sealed class FileSourceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ManualTime _time = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_directory_is_read_in_path_order_without_hidden_files()
    {
        _folder.Write("b.csv", "2,b\n");
        _folder.Write("a/z.csv", "1,az\n");
        _folder.Write("empty.csv", "");
        _folder.Write(".hidden.csv", "9,hidden\n");
        _folder.Write("_logs/x.csv", "9,hidden\n");
        Assert.Equal(["1|az", "2|b"], Drain(Source()));
    }

    [Fact]
    public void A_single_file_is_a_table()
    {
        var path = _folder.Write("_a.csv", "1,x\n2,y");
        Assert.Equal(["1|x", "2|y"], Drain(Source(path)));
    }

    [Fact]
    public void A_byte_order_mark_is_no_data()
    {
        _folder.Write("a.csv", "\uFEFF1,x\n");
        Assert.Equal(["1|x"], Drain(Source()));
    }

    [Fact]
    public void A_missing_path_is_reported()
    {
        var e = Assert.Throws<ConnectorException>(() => Drain(Source(_folder.Path + "/none")));
        Assert.Equal($"The path '{_folder.Path}/none' does not exist", e.Message);
    }

    [Fact]
    public void A_bad_record_is_reported_with_its_file()
    {
        _folder.Write("a.csv", "1,x\n");
        _folder.Write("b.csv", "1,x\ntwo,y\n");
        var e = Assert.Throws<ConnectorException>(() => Drain(Source()));
        Assert.Equal(
            "The file 'b.csv' has a bad record: Record 2: column 'n' cannot be read as INT: 'two' in 'two,y'", e.Message);
    }

    [Fact]
    public void A_watched_directory_gives_new_files_at_the_interval()
    {
        _folder.Write("b.csv", "1,b\n");
        using var reader = Reader(Source(_folder.Path, ("source.monitor-interval", "10 s")));
        Assert.Equal(["1|b"], Tables.Drain(reader, Tables.NumberAndText));
        _folder.Write("a.csv", "2,a\n");
        Assert.Equal(ReadStatus.Idle, reader.Read());
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(["2|a"], Tables.Drain(reader, Tables.NumberAndText));
        Assert.Equal(ReadStatus.Idle, reader.Read());
    }

    [Fact]
    public void What_is_appended_after_discovery_is_not_read_but_counted()
    {
        var path = _folder.Write("a.csv", "1,x\n");
        using var reader = Reader(Source(_folder.Path, ("source.monitor-interval", "10 s")));
        reader.SavePosition();
        File.AppendAllText(path, "2,y\n");
        Assert.Equal(["1|x"], Tables.Drain(reader, Tables.NumberAndText));
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal([], Tables.Drain(reader, Tables.NumberAndText));
        Assert.Equal(1, reader.GrownFiles);
    }

    [Fact]
    public void Watched_files_are_read_by_age_and_then_by_path()
    {
        foreach (var (name, minute) in (ReadOnlySpan<(string, int)>)[("a.csv", 5), ("b.csv", 1), ("d.csv", 3), ("c.csv", 3)])
        {
            var path = _folder.Write(name, $"{minute},{name}\n");
            File.SetLastWriteTimeUtc(path, new DateTime(2024, 1, 1, 0, minute, 0, DateTimeKind.Utc));
        }

        using var reader = Reader(Source(_folder.Path, ("source.monitor-interval", "10 s")));
        Assert.Equal(["1|b.csv", "3|c.csv", "3|d.csv", "5|a.csv"], Tables.Drain(reader, Tables.NumberAndText));
    }

    [Fact]
    public void A_file_that_becomes_shorter_is_reported()
    {
        var path = _folder.Write("a.csv", string.Concat(Enumerable.Repeat("1,x\n", 200_000)));
        using var reader = Reader(Source());
        reader.Read();
        File.WriteAllText(path, "1,x\n");
        var e = Assert.Throws<ConnectorException>(() => Tables.Drain(reader, Tables.NumberAndText));
        Assert.StartsWith("The file 'a.csv' has become shorter while it was read: it had 800000 bytes", e.Message);
    }

    [Fact]
    public void A_record_beyond_the_limit_is_reported()
    {
        using (var file = File.Create(_folder.Path + "/a.csv"))
        {
            file.Write("1,x\n2,"u8);
            file.SetLength((64 << 20) + 100);
        }

        using var reader = Reader(Source());
        var e = Assert.Throws<ConnectorException>(() => Tables.Drain(reader, Tables.NumberAndText));
        Assert.Equal("The file 'a.csv' has a record of more than 64 MiB behind byte 4", e.Message);
    }

    [Fact]
    public void A_long_record_crosses_buffers()
    {
        var text = new string('x', 3_000_000);
        _folder.Write("a.csv", $"1,{text}\n2,\"{text}\n{text}\"\n3,z\n");
        Assert.Equal([$"1|{text}", $"2|{text}\n{text}", "3|z"], Drain(Source()));
    }

    [Fact]
    public void A_pattern_chooses_files_by_their_whole_path()
    {
        _folder.Write("a/x1.csv", "1,x1\n");
        _folder.Write("a/y1.csv", "2,y1\n");
        _folder.Write("b/x2.csv", "3,x2\n");
        Assert.Equal(
            ["1|x1", "3|x2"], Drain(Source(_folder.Path, ("source.path.regex-pattern", ".*/x[0-9]\\.csv"))));
        var e = Assert.Throws<ConnectorException>(() => Source(_folder.Path, ("source.path.regex-pattern", "(")));
        Assert.Contains("'source.path.regex-pattern' of the connector 'filesystem' has a bad value '('", e.Message);
    }

    [Fact]
    public void A_link_is_followed_only_where_the_rule_allows_it()
    {
        using var secret = new TemporaryFolder();
        secret.Write("s.csv", "1,secret\n");
        File.CreateSymbolicLink(_folder.Path + "/link.csv", secret.Path + "/s.csv");
        Assert.Equal(["1|secret"], Drain(Source()));
        var open = Tables.Context(
            Tables.NumberAndText, _time, ("connector", "filesystem"), ("path", _folder.Path), ("format", "csv"));
        var guarded = new ConnectorContext
        {
            Table = open.Table,
            Wanted = open.Wanted,
            Time = _time,
            ResolvePath = p => File.ResolveLinkTarget(p, true) is null ? p : throw new ConnectorException("no"),
        };
        var source = ConnectorCatalog.BuiltIn.CreateSource(guarded);
        Assert.Equal("no", Assert.Throws<ConnectorException>(() => Drain(source)).Message);
    }

    [Fact]
    public void Metadata_of_the_file_can_be_columns()
    {
        var path = _folder.Write("sub/a.csv", "1,x\n2,y\n");
        File.SetLastWriteTimeUtc(path, new DateTime(2024, 2, 29, 13, 14, 15, 678, 901, DateTimeKind.Utc));
        var columns = Formats.Decoded.Columns(
            ("n", SqlType.Int), ("p", SqlType.String), ("f", SqlType.String), ("z", SqlType.BigInt),
            ("m", SqlType.TimestampLtz(3)), ("s", SqlType.String));
        var options = new Dictionary<string, string>
        {
            ["connector"] = "filesystem", ["path"] = _folder.Path, ["format"] = "csv",
        };
        var table = new TableDefinition("t", columns, options, [])
        {
            Metadata = new Dictionary<string, string>
            {
                ["p"] = "file.path", ["f"] = "file.name", ["z"] = "file.size", ["m"] = "file.modification-time",
            },
        };
        var context = new ConnectorContext { Table = table, Wanted = columns, Time = _time };
        using var reader = Reader(ConnectorCatalog.BuiltIn.CreateSource(context));
        Assert.Equal(
            [
                $"1|{path}|a.csv|8|2024-02-29 13:14:15.678000|x", $"2|{path}|a.csv|8|2024-02-29 13:14:15.678000|y",
            ],
            Tables.Drain(reader, columns));
        var unknown = table with { Metadata = new Dictionary<string, string> { ["p"] = "file.owner" } };
        Assert.Contains(
            "has no metadata 'file.owner'",
            Assert.Throws<ConnectorException>(() => ConnectorCatalog.BuiltIn.CreateSource(
                new ConnectorContext { Table = unknown, Wanted = columns, Time = _time })).Message);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 3)]
    [InlineData(3, 1)]
    [InlineData(3, 2)]
    public void Restoring_after_every_batch_at_any_parallelism_reads_each_row_once(int before, int after)
    {
        for (var i = 0; i < 7; i++)
        {
            _folder.Write($"{i}.csv", string.Concat(Enumerable.Range(0, i * 3).Select(n => $"{n},file{i}\n")));
        }

        var expected = Enumerable.Range(0, 7)
            .SelectMany(i => Enumerable.Range(0, i * 3).Select(n => $"{n}|file{i}")).Order().ToList();
        for (var batches = 0; batches < 30; batches++)
        {
            var rows = new List<string>();
            var readers = Readers(before, []);
            for (var i = 0; i < batches; i++)
            {
                rows.AddRange(One(readers[i % before]));
            }

            var saved = readers.Select(r => r.SavePosition()).ToList();
            readers.ForEach(r => r.Dispose());
            _folder.Write("late.csv", "1,not part of a bounded table that has begun\n");
            readers = Readers(after, saved);
            rows.AddRange(readers.SelectMany(r => Tables.Drain(r, Tables.NumberAndText)));
            readers.ForEach(r => r.Dispose());
            Assert.Equal(expected, rows.Order());
            File.Delete(_folder.Path + "/late.csv");
        }
    }

    private List<SourceReader> Readers(int parallelism, IReadOnlyList<byte[]> saved) =>
        [.. Enumerable.Range(0, parallelism).Select(i => Source().CreateReader(
            new SourceReaderContext(i, parallelism, BatchRows: 2) { Saved = saved }))];

    private static List<string> One(SourceReader reader) => reader.Read() == ReadStatus.Rows
        ? [.. Enumerable.Range(0, reader.Batch.Length)
            .Select(r => Formats.Decoded.Row(reader.Batch, Tables.NumberAndText, r))]
        : [];

    private TableSource Source(string? path = null, params (string Key, string Value)[] options) => Tables.Source(
        Tables.NumberAndText,
        _time,
        [("connector", "filesystem"), ("path", path ?? _folder.Path), ("format", "csv"), .. options]);

    private static SourceReader Reader(TableSource source) => source.CreateReader(new SourceReaderContext(0, 1, 2048));

    private static List<string> Drain(TableSource source)
    {
        using var reader = Reader(source);
        return Tables.Drain(reader, Tables.NumberAndText);
    }
}
