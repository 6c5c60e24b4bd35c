using System.Collections.Immutable;
using Weir.Engine.Columns;
using Weir.Engine.State;
using Weir.Engine.State.Snapshots;
using Weir.Engine.Types;
using Xunit;

namespace Weir.Engine.Tests.State;

public sealed class SnapshotTests : IDisposable
{
    private const int MaxParallelism = 128;

    private static readonly ImmutableArray<SqlType> Key = SlotTables.Types("STRING,BIGINT");

    private readonly string _folder = Directory.CreateTempSubdirectory("weir-state-").FullName;
    private readonly MemoryBudget _budget = new(1L << 30);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_chain_of_incremental_checkpoints_restores_at_every_point()
    {
        var table = NewTable();
        var random = new Random(17);
        for (var checkpoint = 1; checkpoint <= 40; checkpoint++)
        {
            Change(table, random, 5000);
            var manifest = Checkpoint(table, checkpoint);
            Assert.Equal(SlotTables.Read(table, Key), SlotTables.Read(Restore(checkpoint, manifest), Key));
        }
    }

    [Fact]
    public void A_checkpoint_writes_only_the_pages_changed_since_the_last_one()
    {
        var table = NewTable();
        Change(table, new Random(1), 200_000, batches: 200);
        var first = Checkpoint(table, 1);
        SlotTables.Count(table, table.AddressToWrite(0))++;
        var second = Checkpoint(table, 2);
        var (size1, size2) = (FileSize(1), FileSize(2));
        Assert.InRange(size2, PageStore.PageBytes / 2, size1 / 10);
        Assert.Equal(first.Bytes, second.Bytes);
        Assert.Contains("../1/task.pages", second.Files);
        Assert.Equal(SlotTables.Read(table, Key), SlotTables.Read(Restore(2, second), Key));
    }

    [Fact]
    public void A_savepoint_stands_alone()
    {
        var table = NewTable();
        Change(table, new Random(1), 5000);
        Checkpoint(table, 1);
        var savepoint = Write(table.BeginSnapshot(full: true), 2);
        Assert.Equal(["task.pages"], savepoint.Files);
        Directory.Delete(Path.Combine(_folder, "1"), recursive: true);
        Assert.Equal(SlotTables.Read(table, Key), SlotTables.Read(Restore(2, savepoint), Key));
    }

    [Fact]
    public void Files_that_no_kept_manifest_names_are_not_needed_and_stay_few()
    {
        var table = NewTable();
        var random = new Random(23);
        TableManifest? last = null;
        for (var checkpoint = 1; checkpoint <= 150; checkpoint++)
        {
            // Most checkpoints add a few keys and change a few old ones, so that old files empty slowly.
            Change(table, random, 200 * checkpoint, batches: 1);
            last = Checkpoint(table, checkpoint);
            var named = last.Files.Select(f => Path.GetFullPath(Path.Combine(_folder, $"{checkpoint}", f))).ToHashSet();
            foreach (var file in Directory.GetFiles(_folder, "*.pages", SearchOption.AllDirectories))
            {
                if (!named.Contains(file))
                {
                    File.Delete(file);
                }
            }
        }

        var size = Directory.GetFiles(_folder, "*.pages", SearchOption.AllDirectories).Sum(f => new FileInfo(f).Length);
        Assert.InRange(last!.Files.Length, 1, 80);
        Assert.InRange(size, last.Bytes, last.Bytes * 4);
        Assert.Equal(SlotTables.Read(table, Key), SlotTables.Read(Restore(150, last), Key));
    }

    [Fact]
    public void A_checkpoint_that_failed_is_never_referred_to()
    {
        var table = NewTable();
        var random = new Random(2);
        Change(table, random, 5000);
        Checkpoint(table, 1);
        Change(table, random, 5000);
        Write(table.BeginSnapshot(), 2);
        Directory.Delete(Path.Combine(_folder, "2"), recursive: true);
        Change(table, random, 5000, batches: 1);
        var third = Checkpoint(table, 3);
        Assert.DoesNotContain(third.Files, f => f.Contains("../2/"));
        Assert.Equal(SlotTables.Read(table, Key), SlotTables.Read(Restore(3, third), Key));
    }

    [Fact]
    public void What_happens_after_the_barrier_is_not_in_the_snapshot()
    {
        var table = NewTable();
        var random = new Random(3);
        Change(table, random, 3000, batches: 30);
        var before = SlotTables.Read(table, Key);
        var used = _budget.Used;
        var snapshot = table.BeginSnapshot();
        Change(table, random, 3000, batches: 30);
        Assert.True(_budget.Copies > 0);
        Assert.NotEqual(before, SlotTables.Read(table, Key));
        var manifest = Write(snapshot, 1);
        Assert.Equal(0, _budget.Copies);
        Assert.True(used <= _budget.Used);
        Assert.Equal(before, SlotTables.Read(Restore(1, manifest), Key));
    }

    [Fact]
    public async Task The_table_may_change_while_a_snapshot_is_being_written()
    {
        var table = NewTable();
        var random = new Random(5);
        Change(table, random, 100_000, batches: 100);
        for (var checkpoint = 1; checkpoint <= 12; checkpoint++)
        {
            var before = SlotTables.Read(table, Key);
            var snapshot = table.BeginSnapshot();
            var number = checkpoint;
            var writing = Task.Run(() => Write(snapshot, number), TestContext.Current.CancellationToken);
            while (!writing.IsCompleted)
            {
                Change(table, random, 100_000, batches: 1);
            }

            var manifest = await writing;
            snapshot.Complete();
            Assert.Equal(before, SlotTables.Read(Restore(checkpoint, manifest), Key));
        }
    }

    [Theory]
    [InlineData(1, 3)]
    [InlineData(3, 2)]
    [InlineData(4, 1)]
    [InlineData(2, 128)]
    public void State_moves_to_another_parallelism_by_key_groups(int before, int after)
    {
        var all = NewTable();
        var random = new Random(9);
        Change(all, random, 4000);
        var whole = Write(all.BeginSnapshot(full: true), 1);
        var manifests = new List<TableManifest>();
        var joined = new Dictionary<string, long>();
        for (var subtask = 0; subtask < before; subtask++)
        {
            var part = Restore(1, [whole], KeyGroups.OfSubtask(subtask, before, MaxParallelism));
            manifests.Add(Write(part.BeginSnapshot(), 2, $"task-{subtask}.pages"));
        }

        for (var subtask = 0; subtask < after; subtask++)
        {
            var range = KeyGroups.OfSubtask(subtask, after, MaxParallelism);
            foreach (var (key, count) in SlotTables.Read(Restore(2, manifests, range), Key))
            {
                joined.Add(key, count);
            }
        }

        Assert.Equal(SlotTables.Read(all, Key), joined);
    }

    [Fact]
    public void A_restored_table_goes_on_like_the_old_one()
    {
        var table = NewTable();
        Change(table, new Random(31), 3000);
        var restored = Restore(1, Checkpoint(table, 1));
        Change(table, new Random(32), 3000);
        Change(restored, new Random(32), 3000);
        Assert.Equal(SlotTables.Read(table, Key), SlotTables.Read(restored, Key));
        Assert.Equal(SlotTables.Read(table, Key), SlotTables.Read(Restore(2, Checkpoint(restored, 2)), Key));
    }

    [Fact]
    public void A_damaged_file_is_noticed()
    {
        var table = NewTable();
        Change(table, new Random(1), 5000);
        var manifest = Checkpoint(table, 1);
        var path = Path.Combine(_folder, "1", "task.pages");
        var good = File.ReadAllBytes(path);

        foreach (var at in new[] { 0, 9, 100, good.Length / 2, good.Length - 1 })
        {
            var bad = good.ToArray();
            bad[at] ^= 0x10;
            File.WriteAllBytes(path, bad);
            Assert.Throws<SnapshotException>(() => Restore(1, manifest));
        }

        File.WriteAllBytes(path, good[..^100]);
        Assert.Throws<SnapshotException>(() => Restore(1, manifest));
        File.Delete(path);
        Assert.Contains("task.pages", Assert.Throws<SnapshotException>(() => Restore(1, manifest)).Message);
        File.WriteAllBytes(path, good);
        Assert.Equal(SlotTables.Read(table, Key), SlotTables.Read(Restore(1, manifest), Key));
    }

    [Fact]
    public void Lists_and_their_order_come_back_with_their_owners()
    {
        StateTableDescriptor[] family =
        [
            SlotTables.Counter(SlotTables.Types("INT")),
            SlotTables.Rows("plain", "state", ""),
            SlotTables.Rows("keyed", "state", "STRING"),
        ];
        var table = SlotTable.Create([.. family], _budget)[0];
        var random = new Random(77);
        var found = new SlotSet();
        for (var step = 0; step < 2000; step++)
        {
            table.FindOrAdd([SlotTables.Ints(random.Next(40))], Rows.All(1), found);
            var owner = found.Slots[0];
            var plain = table.Children[0];
            SlotTables.Count(plain, plain.AddressToWrite(plain.AddLast(owner))) = step;
            table.Children[1].FindOrAddOwned(
                [owner], SlotTables.RandomKeys(SlotTables.Types("STRING"), random, 1, 300), Rows.All(1), found);
            SlotTables.Count(table.Children[1], found.Addresses[0])++;
            if (random.Next(3) == 0)
            {
                plain.Remove(plain.First(owner));
            }

            if (random.Next(100) == 0)
            {
                table.Remove(owner);
            }
        }

        var whole = Write(table.BeginSnapshot(), 1);
        var joined = new SortedDictionary<int, string>();
        for (var subtask = 0; subtask < 3; subtask++)
        {
            var part = SlotTable.Create([.. family], _budget)[0];
            using var reader = new SnapshotReader(Path.Combine(_folder, "1"));
            reader.Restore(part, [whole], KeyGroups.OfSubtask(subtask, 3, MaxParallelism));
            foreach (var (key, text) in Describe(part))
            {
                joined.Add(key, text);
            }

            var key1 = SlotTables.RandomKeys(SlotTables.Types("STRING"), random, 1, 1);
            var owner = part.NextLive(0);
            part.Children[1].FindOrAddOwned([owner], key1, Rows.All(1), found);
            part.Children[1].FindOwned([owner], key1, Rows.All(1), found);
            Assert.True(found.Slots[0] >= 0);
        }

        Assert.Equal(Describe(table), joined);
    }

    [Fact]
    public void Partitions_come_back_under_their_numbers()
    {
        var descriptor = SlotTables.Counter(Key) with { Partitioned = true };
        var table = new SlotTable(descriptor, _budget);
        var random = new Random(4);
        foreach (var number in new[] { -5L, 10, 1_700_000_000_000 })
        {
            Change(table.Partition(number), random, 50, batches: 3);
        }

        table.DropPartition(10);
        var manifest = Write(table.BeginSnapshot(), 1);
        var restored = new SlotTable(descriptor, _budget);
        using var reader = new SnapshotReader(Path.Combine(_folder, "1"));
        reader.Restore(restored, [manifest], KeyGroupRange.All(MaxParallelism));
        Assert.Equal([-5L, 1_700_000_000_000], restored.Partitions.Keys);
        foreach (var (number, part) in restored.Partitions)
        {
            Assert.Equal(SlotTables.Read(table.Partition(number), Key), SlotTables.Read(part, Key));
        }
    }

    [Fact]
    public void A_table_is_handed_over_in_memory()
    {
        var table = NewTable();
        Change(table, new Random(1), 5000);
        var next = NewTable();
        TableRestore.HandOver(table, next, KeyGroupRange.All(MaxParallelism));
        Assert.Equal(SlotTables.Read(table, Key), SlotTables.Read(next, Key));
    }

    [Fact]
    public void Time_of_last_access_is_saved()
    {
        var ttl = TimeSpan.FromMinutes(1);
        var table = new SlotTable(SlotTables.Counter(Key), _budget, ttl) { Now = 1_000_000 };
        Change(table, new Random(1), 100, batches: 1);
        var manifest = Write(table.BeginSnapshot(), 1);
        var restored = new SlotTable(SlotTables.Counter(Key), _budget, ttl);
        using var reader = new SnapshotReader(Path.Combine(_folder, "1"));
        reader.Restore(restored, [manifest], KeyGroupRange.All(MaxParallelism));
        restored.Sweep(1_059_999);
        Assert.Equal(table.Count, restored.Count);
        restored.Sweep(1_060_000);
        Assert.Equal(0, restored.Count);
    }

    [Fact]
    public void Beginning_a_snapshot_copies_no_page()
    {
        var table = NewTable();
        Change(table, new Random(1), 300_000, batches: 300);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var snapshot = table.BeginSnapshot();
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(allocated < table.Bytes / 200, $"{allocated} of {table.Bytes}");
        snapshot.Abandon();
    }

    private static SortedDictionary<int, string> Describe(SlotTable table)
    {
        var result = new SortedDictionary<int, string>();
        for (var slot = table.NextLive(0); slot >= 0; slot = table.NextLive(slot + 1))
        {
            var key = SlotTables.Ints(0);
            table.Keys[0].Load([table.Address(slot)], key, 0);
            var plain = table.Children[0];
            var keyed = table.Children[1];
            var text = new KeySet(SlotTables.Types("STRING"), 1);
            result.Add(key[0], string.Join(',', SlotTables.List(plain, slot).Select(s => Count(plain, s))) + ";"
                + string.Join(',', SlotTables.List(keyed, slot).Select(s =>
                {
                    text.Columns[0].Reset(1);
                    keyed.Keys[0].Load([keyed.Address(s)], text.Columns[0], 0);
                    return $"{text.Text(0)}={Count(keyed, s)}";
                })));
        }

        return result;
    }

    private static long Count(SlotTable table, int slot) => SlotTables.Count(table, table.AddressToWrite(slot));

    private static void Change(SlotTable table, Random random, int keys, int batches = 20)
    {
        var found = new SlotSet();
        for (var batch = 0; batch < batches; batch++)
        {
            var columns = SlotTables.RandomKeys(Key, random, random.Next(1, 1000), keys);
            table.FindOrAdd(columns, Rows.All(columns.Rows), found);
            foreach (var address in found.Addresses)
            {
                SlotTables.Count(table, address)++;
            }

            foreach (var slot in found.Slots.ToArray().Distinct().Where(_ => random.Next(5) == 0))
            {
                table.Remove(slot);
            }
        }
    }

    private SlotTable NewTable() => new(SlotTables.Counter(Key), _budget);

    private TableManifest Checkpoint(SlotTable table, int number)
    {
        var snapshot = table.BeginSnapshot();
        var manifest = Write(snapshot, number);
        snapshot.Complete();
        return manifest;
    }

    private TableManifest Write(TableSnapshot snapshot, int number, string file = "task.pages")
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder, $"{number}")).FullName;
        using var writer = new SnapshotWriter(folder, file);
        var manifest = writer.Write(snapshot);
        writer.Finish();
        return manifest;
    }

    private long FileSize(int number) => new FileInfo(Path.Combine(_folder, $"{number}", "task.pages")).Length;

    private SlotTable Restore(int number, TableManifest manifest) =>
        Restore(number, [manifest], KeyGroupRange.All(MaxParallelism));

    private SlotTable Restore(int number, IEnumerable<TableManifest> manifests, KeyGroupRange range)
    {
        var table = NewTable();
        using var reader = new SnapshotReader(Path.Combine(_folder, $"{number}"));
        reader.Restore(table, manifests, range);
        return table;
    }
}
