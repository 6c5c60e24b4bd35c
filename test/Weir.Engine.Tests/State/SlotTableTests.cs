using System.Text;
using Weir.Engine.Columns;
using Weir.Engine.State;
using Xunit;

namespace Weir.Engine.Tests.State;

public sealed class SlotTableTests
{
    private static readonly MemoryBudget Plenty = new(1L << 30);

    public static TheoryData<string, int> KeyTypes => new()
    {
        { "BOOLEAN", 2 }, { "TINYINT", 40 }, { "SMALLINT", 3000 }, { "INT", 5000 }, { "BIGINT", 5000 },
        { "FLOAT", 300 }, { "DOUBLE", 3000 }, { "DECIMAL(38, 2)", 3000 }, { "STRING", 3000 },
        { "INT,STRING", 3000 }, { "STRING,BIGINT,DOUBLE", 2000 }, { "ARRAY<INT>", 300 }, { "", 1 },
    };

    [Theory]
    [MemberData(nameof(KeyTypes))]
    public void A_key_of_any_type_finds_its_slot_again_in_whatever_batches_it_comes(string types, int keys)
    {
        var type = SlotTables.Types(types);
        var table = new SlotTable(SlotTables.Counter(type), Plenty);
        var twin = new Dictionary<string, long>();
        var random = new Random(7);
        var found = new SlotSet();
        for (var batch = 0; batch < 60; batch++)
        {
            var columns = SlotTables.RandomKeys(type, random, random.Next(1, 700), keys);
            table.FindOrAdd(columns, Rows.All(columns.Rows), found);
            for (var i = 0; i < found.Count; i++)
            {
                var key = columns.Text(i);
                twin[key] = twin.GetValueOrDefault(key) + 1;
                SlotTables.Count(table, found.Addresses[i])++;
            }
        }

        Assert.Equal(twin.Count, table.Count);
        Assert.Equal(twin, SlotTables.Read(table, type));
    }

    [Fact]
    public void Removed_keys_are_gone_and_their_memory_is_used_again()
    {
        var type = SlotTables.Types("STRING,INT");
        var table = new SlotTable(SlotTables.Counter(type), Plenty);
        var twin = new Dictionary<string, long>();
        var random = new Random(11);
        var found = new SlotSet();
        long after = 0;
        for (var batch = 0; batch < 400; batch++)
        {
            var columns = SlotTables.RandomKeys(type, random, 100, 800);
            if (random.Next(2) == 0)
            {
                table.FindOrAdd(columns, Rows.All(columns.Rows), found);
                for (var i = 0; i < found.Count; i++)
                {
                    twin[columns.Text(i)] = twin.GetValueOrDefault(columns.Text(i)) + 1;
                    SlotTables.Count(table, found.Addresses[i])++;
                }
            }
            else
            {
                for (var i = 0; i < columns.Rows; i++)
                {
                    table.FindToWrite(columns, Rows.Selected(columns.Rows, [i]), found);
                    Assert.Equal(twin.Remove(columns.Text(i)), found.Slots[0] >= 0);
                    if (found.Slots[0] >= 0)
                    {
                        table.Remove(found.Slots[0]);
                    }
                }
            }

            Assert.Equal(twin.Count, table.Count);
            after = batch == 200 ? table.Bytes : after;
        }

        Assert.Equal(twin, SlotTables.Read(table, type));
        Assert.True(table.Bytes <= after * 2, $"{after} bytes grew to {table.Bytes}");
    }

    [Fact]
    public void An_empty_table_takes_no_memory_and_a_small_one_little()
    {
        var budget = new MemoryBudget(1 << 20);
        var type = SlotTables.Types("BIGINT");
        var table = new SlotTable(SlotTables.Counter(type), budget);
        Assert.Equal(0, budget.Used);
        table.FindOrAdd(SlotTables.RandomKeys(type, new Random(1), 5, 5), Rows.All(5), new SlotSet());
        Assert.InRange(budget.Used, 1, 1024);
        Assert.Equal(budget.Used, table.Bytes);
        table.Clear();
        Assert.Equal(0, budget.Used);
    }

    [Fact]
    public void Beyond_its_memory_budget_a_table_says_so()
    {
        var type = SlotTables.Types("BIGINT");
        var table = new SlotTable(SlotTables.Counter(type), new MemoryBudget(256 * 1024));
        var random = new Random(1);
        var failure = Assert.Throws<StateLimitException>(() =>
        {
            for (var i = 0; i < 100; i++)
            {
                table.FindOrAdd(SlotTables.RandomKeys(type, random, 1000, int.MaxValue), Rows.All(1000), new SlotSet());
            }
        });
        Assert.Contains("memory budget", failure.Message);
    }

    [Fact]
    public void Rows_of_an_owner_form_a_list_in_the_order_they_came()
    {
        var tables = SlotTable.Create(
            [SlotTables.Counter(SlotTables.Types("INT")), SlotTables.Rows("rows", "state", "")], Plenty);
        var (owners, rows) = (tables[0], tables[0].Children[0]);
        var twin = new List<int>[3];
        var slots = new int[3];
        for (var i = 0; i < 3; i++)
        {
            var found = new SlotSet();
            owners.FindOrAdd([SlotTables.Ints(i)], Rows.All(1), found);
            slots[i] = found.Slots[0];
            twin[i] = [];
        }

        var random = new Random(5);
        for (var step = 0; step < 3000; step++)
        {
            var i = random.Next(3);
            switch (random.Next(4))
            {
                case 0 or 1:
                    twin[i].Add(rows.AddLast(slots[i]));
                    break;
                case 2 when twin[i].Count > 0:
                    var before = random.Next(twin[i].Count);
                    twin[i].Insert(before, rows.AddBefore(slots[i], twin[i][before]));
                    break;
                case 3 when twin[i].Count > 0:
                    var gone = random.Next(twin[i].Count);
                    rows.Remove(twin[i][gone]);
                    twin[i].RemoveAt(gone);
                    break;
            }

            Assert.Equal(twin[i].LastOrDefault(-1), rows.Last(slots[i]));
        }

        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(twin[i], SlotTables.List(rows, slots[i]));
            owners.Remove(slots[i]);
        }

        Assert.Equal(0, rows.Count);
    }

    [Fact]
    public void Owned_keys_are_looked_up_within_their_owner()
    {
        var tables = SlotTable.Create(
            [SlotTables.Counter(SlotTables.Types("INT")), SlotTables.Rows("rows", "state", "STRING")], Plenty);
        var (owners, rows) = (tables[0], tables[0].Children[0]);
        var type = SlotTables.Types("STRING");
        var found = new SlotSet();
        owners.FindOrAdd([SlotTables.Ints(1, 2, 3)], Rows.All(3), found);
        var slots = found.Slots.ToArray();
        var twin = new Dictionary<(int, string), int>();
        var random = new Random(3);
        for (var batch = 0; batch < 100; batch++)
        {
            var columns = SlotTables.RandomKeys(type, random, 50, 200);
            var owning = Enumerable.Range(0, 50).Select(_ => slots[random.Next(3)]).ToArray();
            rows.FindOrAddOwned(owning, columns, Rows.All(50), found);
            for (var i = 0; i < 50; i++)
            {
                var key = (owning[i], columns.Text(i));
                Assert.Equal(twin.TryGetValue(key, out var slot) ? slot : found.Slots[i], found.Slots[i]);
                twin[key] = found.Slots[i];
            }
        }

        Assert.Equal(twin.Count, rows.Count);
        owners.Remove(slots[1]);
        Assert.Equal(twin.Keys.Count(k => k.Item1 != slots[1]), rows.Count);
    }

    [Fact]
    public void Idle_slots_are_forgotten_after_their_time_to_live()
    {
        var type = SlotTables.Types("INT");
        var table = new SlotTable(SlotTables.Counter(type), Plenty, TimeSpan.FromSeconds(10));
        var found = new SlotSet();
        table.Now = 1000;
        table.FindOrAdd([SlotTables.Ints(1, 2)], Rows.All(2), found);
        table.Now = 9000;
        table.FindOrAdd([SlotTables.Ints(1)], Rows.All(1), found);
        SlotTables.Count(table, found.Addresses[0]) = 5;
        Assert.Empty(found.Added.ToArray());

        table.Now = 11000;
        table.Find([SlotTables.Ints(1, 2)], Rows.All(2), found);
        Assert.True(found.Slots[0] >= 0);
        Assert.Equal(-1, found.Slots[1]);

        table.Sweep(12000);
        Assert.Equal(1, table.Count);
        table.Now = 19000;
        table.FindOrAdd([SlotTables.Ints(1)], Rows.All(1), found);
        Assert.Single(found.Added.ToArray());
        Assert.Equal(0, SlotTables.Count(table, found.Addresses[0]));
    }

    [Fact]
    public void Hashes_never_change_because_snapshots_and_exchanges_agree_by_them()
    {
        var hashes = new ulong[3];
        KeyHash.Hash([SlotTables.Ints(1, 2, 3)], [0, 1, 2], hashes);
        Assert.Equal("weir-mix-1", KeyHash.Name);
        Assert.Equal(SlotTables.KnownIntHashes, hashes);
        var texts = new BytesColumn();
        texts.Reset(3);
        texts.Set(0, "a"u8);
        texts.Set(1, Encoding.UTF8.GetBytes("0123456789ABC"));
        texts.Set(2, Encoding.UTF8.GetBytes(new string('x', 100)));
        KeyHash.Hash([texts], [0, 1, 2], hashes);
        Assert.Equal(SlotTables.KnownTextHashes, hashes);
    }

    [Theory]
    [InlineData(1, 128)]
    [InlineData(3, 128)]
    [InlineData(7, 10)]
    [InlineData(10, 10)]
    public void Every_key_group_belongs_to_one_subtask(int parallelism, int max)
    {
        for (var group = 0; group < max; group++)
        {
            var owner = KeyGroups.Subtask(group, max, parallelism);
            for (var subtask = 0; subtask < parallelism; subtask++)
            {
                var range = KeyGroups.OfSubtask(subtask, parallelism, max);
                Assert.Equal(subtask == owner, group >= range.First && group < range.End);
            }
        }
    }
}
