using Weir.Golden;
using Xunit;

namespace Weir.Engine.Tests.Golden;

/// <summary>The form of the cases themselves, and the loader and comparer that all of them rely on.</summary>
public sealed class GoldenFormatTests
{
    private const int FewestCases = 120;
    private const int MostInputLines = 40;

    private static readonly ColumnType[] Schema =
        [new("id", "INT"), new("d", "DECIMAL(4, 2)"), new("x", "DOUBLE"), new("m", "MAP<STRING, INT>")];

    public static TheoryData<string> Cases() => [.. GoldenCase.All(GoldenCase.Root()).Select(golden => golden.Name)];

    [Fact]
    public void There_are_enough_cases() =>
        Assert.True(GoldenCase.All(GoldenCase.Root()).Count(golden => !golden.IsForLater) >= FewestCases);

    [Fact]
    public void Pending_names_are_cases()
    {
        string file = Path.Combine(GoldenCase.Root(), "pending.txt");
        string[] pending = File.Exists(file) ? File.ReadAllLines(file) : [];
        Assert.Empty(pending.Except(GoldenCase.All(GoldenCase.Root()).Select(golden => golden.Name)));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_case_says_what_it_proves_and_has_one_answer(string name)
    {
        GoldenCase golden = GoldenCase.Load(GoldenCase.Root(), name);
        Assert.StartsWith("-- ", golden.Sql);
        Assert.EndsWith(".", golden.Proves);
        Assert.True(golden.Error is null != golden.Expected is null, "either expected.jsonl or error.txt");
        Assert.True(golden.Expected is null == golden.Schema is null, "schema.txt belongs to expected.jsonl");
        Assert.True(golden.Options.ChangelogKey is null == golden.ExpectedChangelog is null, "changelog not recorded");
        foreach (string file in Files(golden))
        {
            Assert.True(File.ReadLines(file).Count() <= MostInputLines, $"{file} is not small");
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_recorded_rows_are_in_order_and_its_changelog_folds_to_them(string name)
    {
        GoldenCase golden = GoldenCase.Load(GoldenCase.Root(), name);
        if (golden.Expected is not { } rows)
        {
            return;
        }
        Assert.Equal(rows.Order(StringComparer.Ordinal), rows);
        if (golden.ExpectedChangelog is { } changelog)
        {
            IEnumerable<Change> changes = changelog.Select(line => Change.Parse(line, golden.Schema!));
            Assert.Null(Comparison.Rows(golden.Schema!, rows, Change.Materialise(changes)));
        }
    }

    [Fact]
    public void An_unknown_option_is_refused() =>
        Assert.Throws<InvalidDataException>(() => CaseOptions.Parse(["changelog-keys=k"], "a/b"));

    [Fact]
    public void Options_are_read_and_comments_skipped()
    {
        CaseOptions options = CaseOptions.Parse(["# why", "ways=Whole,Steps", "changelog-key=a, b"], "a/b");
        Assert.Equal(Ways.Whole | Ways.Steps, options.Ways);
        Assert.Equal(["a", "b"], options.ChangelogKey!);
        Assert.Empty(CaseOptions.Parse(["changelog-key="], "a/b").ChangelogKey!);
        Assert.Null(CaseOptions.Parse([], "a/b").ChangelogKey);
    }

    [Fact]
    public void Equal_rows_in_another_order_agree()
    {
        string one = """{"id":1,"d":1.50,"x":1,"m":{"a":1,"b":2}}""";
        string same = """{ "id": 1, "d": 1.50, "x": 1.0E0, "m": {"b": 2, "a": 1} }""";
        string other = """{"id":2,"d":null,"x":"NaN","m":null}""";
        Assert.Null(Comparison.Rows(Schema, [one, other], [other, same]));
    }

    [Theory]
    [InlineData("""{"id":1,"d":1.5,"x":1,"m":null}""")]
    [InlineData("""{"d":1.50,"id":1,"x":1,"m":null}""")]
    [InlineData("""{"id":1,"d":1.50,"x":"1","m":null}""")]
    [InlineData("""{"id":1,"d":1.50,"x":1}""")]
    public void A_row_with_another_scale_order_type_or_missing_column_differs(string wrong)
    {
        string right = """{"id":1,"d":1.50,"x":1,"m":null}""";
        string? difference = Comparison.Rows(Schema, [right], [wrong]);
        Assert.Contains("missing   : " + right, difference);
        Assert.Contains("unexpected: " + RowText.Of(wrong, Schema), difference);
    }

    [Fact]
    public void A_row_that_stands_twice_must_come_twice()
    {
        string row = """{"id":1,"d":null,"x":null,"m":null}""";
        Assert.NotNull(Comparison.Rows(Schema, [row, row], [row]));
        Assert.NotNull(Comparison.Rows(Schema, [row], [row, row]));
    }

    [Fact]
    public void Changelogs_are_compared_key_by_key()
    {
        string a1 = """{"op":"+I","row":{"id":1,"d":1.00}}""";
        string a2 = """{"op":"-U","row":{"id":1,"d":1.00}}""";
        string b1 = """{"op":"+I","row":{"id":2,"d":1.00}}""";
        Assert.Null(Comparison.Changelogs(Schema, ["id"], [a1, a2, b1], [b1, a1, a2]));
        Assert.Contains("key 1", Comparison.Changelogs(Schema, ["id"], [a1, a2, b1], [b1, a2, a1]));
        Assert.Contains("key 2", Comparison.Changelogs(Schema, ["id"], [a1, a2, b1], [a1, a2]));
        Assert.NotNull(Comparison.Changelogs(Schema, [], [a1, b1], [b1, a1]));
    }

    [Fact]
    public void Changes_fold_to_the_rows_that_are_left()
    {
        Change[] changes = [new("+I", "a"), new("+I", "b"), new("-U", "a"), new("+U", "c"), new("+I", "b"), new("-D", "c")];
        Assert.Equal(["b", "b"], Change.Materialise(changes));
        Assert.Throws<InvalidDataException>(() => Change.Materialise([new("+I", "a"), new("-D", "a"), new("-D", "a")]));
    }

    [Fact]
    public void Column_names_with_blanks_are_quoted_in_the_schema()
    {
        ColumnType column = ColumnType.Parse("`a ``b` ROW<x INT NOT NULL, y STRING> NOT NULL");
        Assert.Equal("a `b", column.Name);
        Assert.Equal("ROW<x INT, y STRING>", column.Bare);
        Assert.Equal("`a ``b` ROW<x INT NOT NULL, y STRING> NOT NULL", column.ToString());
    }

    private static IEnumerable<string> Files(GoldenCase golden) => Directory.Exists(golden.PathOf("input"))
        ? Directory.EnumerateFiles(golden.PathOf("input"), "*", SearchOption.AllDirectories)
        : [];
}
