using Weir.Service.Model;
using Weir.Service.Store;
using Xunit;

namespace Weir.Service.Tests.Store;

public sealed class DatabaseTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("weir-store-").FullName;

    private string File => Path.Combine(root, "weir.db");

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public async Task Commands_that_wait_together_share_one_commit()
    {
        using var gate = new ManualResetEventSlim();
        using var database = Open();
        var first = database.Ask<Done>(_ =>
        {
            gate.Wait(TestContext.Current.CancellationToken);
            return default(Done);
        });
        var rest = Enumerable.Range(0, 200).Select(i => database.Ask<Done>(s => Add(s, i))).ToList();

        gate.Set();
        await first;
        await Task.WhenAll(rest);

        Assert.Equal(201, database.Commands);
        Assert.InRange(database.Commits, 1, 2);
        Assert.Equal(200, Count(database));
    }

    [Fact]
    public async Task A_refused_command_leaves_nothing_behind_and_its_neighbours_alone()
    {
        using var database = Open();
        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => database.Ask<Done>(session =>
        {
            Add(session, i);
            return i % 2 == 0 ? default(Done) : new Refusal.NotFound();
        })));

        Assert.Equal(50, answers.Count(static a => a.Accepted));
        Assert.Equal(50, Count(database));
    }

    [Fact]
    public async Task A_command_that_breaks_is_its_callers_trouble_only()
    {
        using var database = Open();
        var good = database.Ask<Done>(static s => Add(s, 1));
        var bad = database.Ask<Done>(static s =>
        {
            Add(s, 2);
            throw new InvalidOperationException("bug");
        });
        var late = database.Ask<Done>(static s => Add(s, 3));

        await good;
        await Assert.ThrowsAsync<InvalidOperationException>(() => bad);
        await late;
        Assert.Equal(2, Count(database));
    }

    [Fact]
    public async Task Jobs_are_woken_after_the_commit_and_only_by_what_was_accepted()
    {
        using var database = Open();
        var woken = new List<int>();
        database.WhenCommitted(jobs =>
        {
            // A reader sees what woke it.
            var made = database.Read(static s => s.Number("SELECT value FROM counters WHERE name = 'job'"));
            woken.AddRange(jobs.Where(j => made >= j));
        });
        await database.Ask<Done>(static s =>
        {
            s.Next("job");
            s.Wake(1);
            return default(Done);
        });
        await database.Ask<Done>(static s =>
        {
            s.Wake(7);
            return new Refusal.NotFound();
        });

        Assert.Equal([1], woken);
    }

    [Fact]
    public async Task What_was_answered_is_there_after_the_process_died()
    {
        var answered = 0;
        var crashAt = 5;
        var database = Open(new FailPoints(point =>
        {
            if (point == "store: before commit" && --crashAt == 0)
            {
                throw new SimulatedCrashException(point);
            }
        }));
        for (var i = 0; i < 10; i++)
        {
            try
            {
                await database.Ask<Done>(s => Add(s, i));
                answered++;
            }
            catch (Exception gone) when (gone is SimulatedCrashException or StoreClosedException)
            {
                // What a client sees of it: no answer.
            }
        }

        database.Dispose();
        using var again = Open();
        Assert.Equal(4, answered);
        Assert.Equal(4, Count(again));
    }

    [Fact]
    public async Task A_reader_sees_one_state_while_the_writer_goes_on()
    {
        using var database = Open();
        await database.Ask<Done>(static s => Add(s, 1));
        using var inside = new SemaphoreSlim(0);
        using var written = new SemaphoreSlim(0);

        var reading = Task.Run(
            () => database.Read(session =>
            {
                var before = Count(session);
                inside.Release();
                written.Wait(TestContext.Current.CancellationToken);
                return (before, Count(session));
            }),
            TestContext.Current.CancellationToken);
        await inside.WaitAsync(TestContext.Current.CancellationToken);
        await database.Ask<Done>(static s => Add(s, 2));
        written.Release();

        Assert.Equal((1, 1), await reading);
        Assert.Equal(2, Count(database));
    }

    [Fact]
    public async Task The_file_is_in_write_ahead_mode_with_full_synchronisation()
    {
        using var database = Open();
        var modes = await database.Ask<(string, long)>(static s => (
            s.First("PRAGMA journal_mode", static row => row.Text(0))!, s.Number("PRAGMA synchronous")!.Value));

        Assert.Equal(("wal", 2), modes.Value);
    }

    [Fact]
    public async Task A_closed_store_takes_no_more_commands()
    {
        var database = Open();
        database.Dispose();
        await Assert.ThrowsAsync<StoreClosedException>(() => database.Ask<Done>(static s => Add(s, 1)));
    }

    private Database Open(FailPoints? failPoints = null) => Database.Open(File, TimeProvider.System, failPoints);

    private static Outcome<Done> Add(Session session, int number)
    {
        session.Execute(
            "INSERT INTO accounts (id, name, created_at) VALUES (@id, @id, 0)", ("id", $"account {number}"));
        return default(Done);
    }

    private static long Count(Database database) => database.Read(Count);

    private static long Count(Session session) => session.Number("SELECT COUNT(*) FROM accounts")!.Value;
}
