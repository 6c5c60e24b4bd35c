using System.Text;
using Weir.Engine.Columns;
using Weir.Engine.Connectors;
using Weir.Engine.Tests.Formats;
using Weir.Engine.Types;
using Xunit;

namespace Weir.Engine.Tests.Connectors;

public sealed class FileSinkTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ManualTime _time = new();

    private string Out => _folder.Path + "/out";

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Nothing_is_seen_before_the_commit()
    {
        using var writer = Writer();
        Write(writer, 1, 2);
        Assert.All(Names(), n => Assert.StartsWith(".part-", n));
        writer.Prepare(1);
        Assert.All(Names(), n => Assert.StartsWith(".part-", n));
        writer.Commit(1);
        Assert.Equal([1, 2], Visible());
        Assert.Single(Names(), n => n.StartsWith("part-job_one.", StringComparison.Ordinal) && n.EndsWith("-1-0-0"));
    }

    [Fact]
    public void Every_checkpoint_closes_the_file()
    {
        using var writer = Writer();
        Write(writer, 1);
        writer.Prepare(1);
        Write(writer, 2);
        writer.Commit(1);
        Assert.Equal([1], Visible());
        writer.Prepare(2);
        writer.Commit(2);
        Assert.Equal([1, 2], Visible());
        writer.Prepare(3);
        writer.Commit(3);
        Assert.Equal(2, Names().Count);
    }

    [Fact]
    public void A_checkpoint_that_failed_is_committed_with_the_next()
    {
        using var writer = Writer();
        Write(writer, 1);
        writer.Prepare(1);
        Write(writer, 2);
        writer.Prepare(2);
        writer.Commit(2);
        Assert.Equal([1, 2], Visible());
    }

    [Fact]
    public void A_full_file_and_an_old_file_are_closed()
    {
        using (var writer = Writer(options: ("sink.rolling-policy.file-size", "4 b")))
        {
            Write(writer, 1, 2);
            Write(writer, 3);
            Write(writer, 4);
            writer.Prepare(1);
            writer.Commit(1);
        }

        Assert.Equal(2, Names().Count);
        using var second = Writer(epoch: 2, options: ("sink.rolling-policy.rollover-interval", "1 min"));
        Write(second, 5);
        _time.Advance(TimeSpan.FromMinutes(1));
        Write(second, 6);
        second.Prepare(2);
        second.Commit(2);
        Assert.Equal(4, Names().Count);
        Assert.Equal([1, 2, 3, 4, 5, 6], Visible());
    }

    [Fact]
    public void A_writer_is_only_given_what_belongs_to_it()
    {
        Directory.CreateDirectory(Out);
        File.WriteAllText(Out + "/.other.inprogress", "");
        using (var other = Writer(job: "job two"))
        {
            Write(other, 9);
        }

        Assert.Equal(2, Names().Count);
        using var writer = Writer(epoch: 5);
        Assert.Equal(2, Names().Count);
    }

    [Fact]
    public void Subtasks_that_start_late_do_not_lose_the_files_of_others()
    {
        using var second = Writer(subtask: 1, parallelism: 2);
        Write(second, 2);
        using var first = Writer(subtask: 0, parallelism: 2);
        Write(first, 1);
        foreach (var writer in (SinkWriter[])[first, second])
        {
            writer.Prepare(1);
            writer.Commit(1);
        }

        Assert.Equal([1, 2], Visible());
    }

    // A job of two subtasks that writes row n, n+1 between checkpoints, dies after every step there is, and goes on from the
    // last complete checkpoint in a new run (or in the same run, as a restart after a failure).
    [Theory]
    [InlineData(false, 2)]
    [InlineData(true, 2)]
    [InlineData(false, 1)]
    [InlineData(true, 3)]
    public void A_crash_between_any_two_steps_loses_and_repeats_nothing(bool sameEpoch, int parallelismAfter)
    {
        const int Rounds = 4;
        for (var crash = 0; crash < Rounds * 9; crash++)
        {
            using var folder = new TemporaryFolder();
            var job = new SinkJob(parallelism => subtask => Writer(
                epoch: 1, subtask: subtask, parallelism: parallelism, path: folder.Path));
            job.Run(2, Rounds, stopAfter: crash);
            var saved = job.Complete;
            var next = job.CompleteRows;
            var again = new SinkJob(parallelism => subtask => Writer(
                epoch: sameEpoch ? 1 : 2, subtask: subtask, parallelism: parallelism, path: folder.Path, saved: saved))
            {
                Next = next,
            };
            again.Run(parallelismAfter, Rounds, stopAfter: int.MaxValue);
            Assert.Equal(Enumerable.Range(0, again.Next), Rows(folder.Path));
            Assert.DoesNotContain(folder.Files(), f => f.StartsWith('.'));
        }
    }

    [Fact]
    public void Restoring_twice_from_one_checkpoint_commits_once()
    {
        var writer = Writer();
        Write(writer, 1);
        var saved = writer.Prepare(1);
        writer.Dispose();
        Writer(epoch: 2, saved: [saved]).Dispose();
        Writer(epoch: 3, saved: [saved]).Dispose();
        Assert.Equal([1], Visible());
    }

    [Fact]
    public void What_a_reader_took_away_stays_away()
    {
        var writer = Writer();
        Write(writer, 1);
        var saved = writer.Prepare(1);
        writer.Commit(1);
        writer.Dispose();
        Directory.Delete(Out, recursive: true);
        Writer(epoch: 2, saved: [saved]).Dispose();
        Assert.Empty(Names());
    }

    [Fact]
    public void A_file_that_somebody_else_removed_fails_the_commit()
    {
        using var writer = Writer();
        Write(writer, 1);
        writer.Prepare(1);
        writer.Flush(1);
        Writer().Dispose();
        Assert.Contains("has gone before it could be committed", Assert.Throws<ConnectorException>(() => writer.Commit(1)).Message);
    }

    [Fact]
    public void Partitions_are_directories_and_their_columns_are_not_in_the_files()
    {
        var columns = Decoded.Columns(("n", SqlType.Int), ("dt", SqlType.Date), ("s", SqlType.String));
        var options = new Dictionary<string, string>
        {
            ["connector"] = "filesystem", ["path"] = Out, ["format"] = "csv",
        };
        var table = new TableDefinition("t", columns, options, []) { PartitionKeys = [2, 1] };
        var context = new ConnectorContext { Table = table, Wanted = columns, Time = _time };
        using (var writer = ConnectorCatalog.BuiltIn.CreateSink(context)
            .CreateWriter(new SinkWriterContext("job", "sink", 1, 0, 1)))
        {
            writer.Write(Batch(columns, "1,2024-02-29,a\n2,2024-03-01,a/b=c\n3,2024-02-29,a\n4,2024-02-29,\n"));
            writer.Prepare(1);
            writer.Commit(1);
        }

        Assert.Equal(
            [
                "out/s=__DEFAULT_PARTITION__/dt=2024-02-29: 4", "out/s=a%2Fb%3Dc/dt=2024-03-01: 2",
                "out/s=a/dt=2024-02-29: 1 3",
            ],
            _folder.Files().Select(f => $"{Path.GetDirectoryName(f)}: "
                + File.ReadAllText(Path.Combine(_folder.Path, f)).TrimEnd().Replace('\n', ' ')));

        using var reader = ConnectorCatalog.BuiltIn.CreateSource(context).CreateReader(new SourceReaderContext(0, 1, 100));
        Assert.Equal(
            ["1|2024-02-29|a", "2|2024-03-01|a/b=c", "3|2024-02-29|a", "4|2024-02-29|null"],
            Tables.Drain(reader, columns).Order());
    }

    [Fact]
    public void A_directory_that_cannot_be_written_is_reported()
    {
        _folder.Write("file", "");
        var e = Assert.Throws<ConnectorException>(() => Writer(path: _folder.Path + "/file"));
        Assert.StartsWith($"The files of '{_folder.Path}/file' cannot be written", e.Message);
    }

    [Theory]
    [InlineData("auto-compaction", "true", "The option 'auto-compaction' of the connector 'filesystem' is not supported yet")]
    [InlineData("sink.rolling-policy.file-size", "0", "has a bad value '0'")]
    [InlineData("sink.paralelism", "2", "has no option 'sink.paralelism'")]
    public void Options_that_cannot_be_followed_are_refused(string key, string value, string message) =>
        Assert.Contains(message, Assert.Throws<ConnectorException>(() => Writer(options: (key, value))).Message);

    private SinkWriter Writer(
        long epoch = 1,
        int subtask = 0,
        int parallelism = 1,
        string job = "job one",
        string? path = null,
        IReadOnlyList<byte[]>? saved = null,
        params (string Key, string Value)[] options)
    {
        var context = Tables.Context(
            Decoded.Columns(("n", SqlType.Int)),
            _time,
            [("connector", "filesystem"), ("path", path ?? Out), ("format", "csv"), .. options]);
        return ConnectorCatalog.BuiltIn.CreateSink(context).CreateWriter(
            new SinkWriterContext(job, "sink", epoch, subtask, parallelism) { Saved = saved ?? [] });
    }

    private static void Write(SinkWriter writer, params int[] numbers) => writer.Write(
        Batch(Decoded.Columns(("n", SqlType.Int)), string.Concat(numbers.Select(n => $"{n}\n"))));

    private static Batch Batch(RowFields columns, string csv)
    {
        var batch = new Batch([.. columns.Select(c => Column.Create(c.Type))]);
        batch.Columns.ToList().ForEach(c => c.Reset(0));
        var input = Encoding.UTF8.GetBytes(csv);
        Engine.Formats.FormatCatalog.BuiltIn.Find("csv").CreateDecoder(Decoded.Context(columns))
            .Decode(input, 0, input.Length, true, batch, 100);
        return batch;
    }

    private List<string> Names() => [.. Directory.EnumerateFiles(Out).Select(f => Path.GetFileName(f)!)];

    private List<int> Visible() => Rows(Out);

    private static List<int> Rows(string path) =>
        [.. Directory.EnumerateFiles(path).Where(f => !Path.GetFileName(f).StartsWith('.'))
            .SelectMany(File.ReadAllLines).Select(int.Parse).Order()];

    /// <summary>Counts its steps and can die after any of them.</summary>
    private sealed class SinkJob(Func<int, Func<int, SinkWriter>> writers)
    {
        private int _left;

        /// <summary>The next number to write.</summary>
        public int Next { get; set; }

        /// <summary>What the last complete checkpoint holds.</summary>
        public IReadOnlyList<byte[]> Complete { get; private set; } = [];

        public int CompleteRows { get; private set; }

        public void Run(int parallelism, int rounds, int stopAfter)
        {
            _left = stopAfter;
            var own = new List<SinkWriter>();
            try
            {
                for (var i = 0; i < parallelism; i++)
                {
                    own.Add(writers(parallelism)(i));
                }

                for (var round = 1; round <= rounds; round++)
                {
                    Round(own, round);
                }
            }
            catch (OperationCanceledException)
            {
            }

            own.ForEach(w => w.Dispose());
        }

        private void Round(List<SinkWriter> own, int round)
        {
            foreach (var writer in own)
            {
                Write(writer, Next++);
                Step();
            }

            var prepared = new List<byte[]>();
            foreach (var writer in own)
            {
                prepared.Add(writer.Prepare(round));
                Step();
            }

            foreach (var writer in own)
            {
                writer.Flush(round);
                Step();
            }

            (Complete, CompleteRows) = (prepared, Next);
            Step();
            foreach (var writer in own)
            {
                writer.Commit(round);
                Step();
            }
        }

        private void Step()
        {
            if (_left-- == 0)
            {
                throw new OperationCanceledException();
            }
        }
    }
}
