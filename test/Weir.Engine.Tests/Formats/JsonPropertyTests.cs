using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Weir.Engine.Formats;
using Weir.Engine.Types;
using Xunit;

namespace Weir.Engine.Tests.Formats;

/// <summary>The decoder against the base library on random documents: whole, in pieces, cut and damaged.</summary>
public sealed class JsonPropertyTests
{
    private static readonly Format Json = FormatCatalog.BuiltIn.Find("json");

    private static readonly RowFields Columns = Decoded.Columns(
        ("i", SqlType.Int), ("b", SqlType.BigInt), ("d", SqlType.Double), ("s", SqlType.String), ("t", SqlType.Boolean),
        ("a", SqlType.Array(SqlType.Int)), ("m", SqlType.Map(SqlType.String, SqlType.String)),
        ("r", SqlType.Row(
            new("x", SqlType.String), new("i", SqlType.Int),
            new("rs", SqlType.Array(SqlType.Row(new("y", SqlType.Double), new("s", SqlType.String)))))));

    private static readonly string[] Names =
    [
        "\"\\u0069\"", "\"b\"", "\"d\"", "\"s\"", "\"t\"", "\"a\"", "\"m\"", "\"r\"", "\"x\"", "\"y\"", "\"rs\"", "\"\"",
        "\"unknown name of some length\"", "\"é\"", "\"a\\\"b\"", "\"S\"",
    ];

    private static readonly FormatContext Ignoring =
        Decoded.Context(Columns, null, ("json.ignore-parse-errors", "true"));

    [Fact]
    public void Documents_are_read_as_by_the_base_library() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(1500).WithEndSize(60),
        Prop.ForAll(Document().ArrayOf().ToArbitrary(), lines =>
        {
            var input = Encoding.UTF8.GetBytes(string.Join('\n', lines));
            var expected = lines.Where(l => l.Length > 0).Select(l => JsonTwin.Row(Encoding.UTF8.GetBytes(l), Columns)!);
            foreach (var chunk in (int[])[13, 100, 10_000])
            {
                Assert.Equal(expected, Decoded.Rows(Json, Ignoring, input, chunk, maxRows: 3));
            }
        }));

    [Fact]
    public void A_subset_of_columns_is_read_the_same() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(1000).WithEndSize(60),
        Prop.ForAll(Document().ArrayOf().ToArbitrary(), Gen.Choose(0, 255).ToArbitrary(), (lines, bits) =>
        {
            var wanted = new RowFields(Columns.Where((_, i) => (bits >> i & 1) != 0));
            var input = Encoding.UTF8.GetBytes(string.Join('\n', lines));
            var expected = lines.Where(l => l.Length > 0).Select(l => JsonTwin.Row(Encoding.UTF8.GetBytes(l), wanted)!);
            Assert.Equal(expected, Decoded.Rows(Json, Ignoring with { Wanted = wanted }, input));
        }));

    // A damaged line may be bad or still be an object; what the base library can read must be read the same, and the line
    // behind it must not suffer.
    [Fact]
    public void Damaged_documents_do_no_harm() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(4000).WithEndSize(60),
        Prop.ForAll(Damaged().ToArbitrary(), line =>
        {
            var input = Encoding.UTF8.GetBytes(line + "\n{\"i\":77}");
            var rows = Decoded.Rows(Json, Ignoring, input);
            Assert.Equal("77|null|null|null|null|null|null|null", rows[^1]);
            Assert.InRange(rows.Count, 1, 2);
            if (JsonTwin.Row(Encoding.UTF8.GetBytes(line), Columns) is { } expected)
            {
                Assert.Equal(expected, rows[0]);
            }
        }));

    private static Gen<string> Damaged() =>
        from text in Document()
        from at in Gen.Choose(0, Math.Max(0, text.Length - 1))
        from how in Gen.Choose(0, 3)
        from with in Gen.Elements("\"", "\\", "{", "}", "[", "]", ",", ":", "1", "-", "e", ".", "n", " ", "\\u12", "é")
        select how switch
        {
            0 => text[..at],
            1 => text[..at] + with + text[at..],
            2 => text.Length == 0 ? with : text[..at] + with + text[(at + 1)..],
            _ => text.Length == 0 ? text : text[..at] + text[(at + 1)..],
        };

    private static Gen<string> Document() => Object(Gen.Sized(size => Value(Math.Min(size, 30))));

    // Names do not repeat: which of equal names counts depends on what is read.
    private static Gen<string> Object(Gen<string> value)
    {
        var member =
            from v in value
            from spaces in Blank().Four()
            select (Func<string, string>)(name => $"{spaces.Item1}{name}{spaces.Item2}:{spaces.Item3}{v}{spaces.Item4}");
        return
            from count in Gen.Choose(0, 10)
            from names in Gen.Shuffle(Names)
            from members in member.ArrayOf(count)
            from inside in Blank()
            select "{" + (count == 0 ? inside : string.Join(',', members.Select((m, i) => m(names[i])))) + "}";
    }

    private static Gen<string> Value(int size)
    {
        var scalar = Gen.Frequency(
            (4, Text()), (4, Number()), (1, Gen.Elements("true", "false", "null")), (1, Gen.Constant("\"12\"")));
        if (size <= 1)
        {
            return scalar;
        }

        var inner = Value(size / 3);
        var array =
            from count in Gen.Choose(0, 4)
            from values in inner.ArrayOf(count)
            from blank in Blank()
            select "[" + blank + string.Join("," + blank, values) + "]";
        return Gen.Frequency((4, scalar), (2, array), (3, Object(inner)));
    }

    private static Gen<string> Text() => Gen.Elements(
            "a", "B", " ", "é", "😀", "\\n", "\\\"", "\\\\", "\\/", "\\u00e9", "\\ud83d\\ude00", "{", "}", "[", "]", ",", ":",
            "long enough not to fit")
        .ArrayOf().Select(parts => $"\"{string.Concat(parts)}\"");

    private static Gen<string> Number() => Gen.OneOf(
        Gen.Choose(-1000, 1000).Select(n => n.ToString()),
        ArbMap.Default.GeneratorFor<long>().Select(n => n.ToString()),
        ArbMap.Default.GeneratorFor<double>().Where(double.IsFinite).Select(n => n.ToString("R")),
        Gen.Elements(
            "0", "-0", "0.0", "1e2", "1E-2", "1.5e+3", "2147483647", "2147483648", "9223372036854775807",
            "9223372036854775808", "12345678", "123456789", "1234567890123456", "12345678901234567", "0.1", "1e400"));

    private static Gen<string> Blank() => Gen.Frequency(
        (6, Gen.Constant("")), (1, Gen.Elements(" ", "  ", "\t", " \t ")));
}
