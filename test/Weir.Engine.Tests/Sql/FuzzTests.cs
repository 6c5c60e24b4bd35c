using System.Text;
using Weir.Engine.Sql;
using Xunit;

namespace Weir.Engine.Tests.Sql;

/// <summary>Texts that nobody would write. A failure names its text; the seeds are fixed.</summary>
public sealed class FuzzTests
{
    private static readonly string[] Symbols =
    [
        "(", ")", "[", "]", ",", ";", ".", ":", "?", "=", "<>", "<", "<=", ">", ">=", "=>", "+", "-", "*", "/", "%",
        "||", "/*+", "*/", "'x'", "''", "`n`", "1", "1.5", "1e3", ".5", "U&'\\0041'", "X'00'", "a", "b.c", "t", "\n",
        "--\n", "/* */", "\"", "@", "'", "`", "/*", "\uFEFF", "\0", "\uD83D", "ß", "QUALIFY",
    ];

    private static readonly string[] Words =
        [.. Enum.GetValues<Keyword>().Where(word => word > Keyword.Other).Select(Keywords.Text)];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Token_soup_is_parsed_or_refused(int seed)
    {
        var random = new Random(seed);
        for (int i = 0; i < 8_000; i++)
        {
            Outcome.Of(Soup(random));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Mutated_scripts_are_parsed_or_refused(int seed)
    {
        var random = new Random(seed);
        int parsed = 0;
        for (int i = 0; i < 12_000; i++)
        {
            string original = Corpus.Statements[random.Next(Corpus.Statements.Count)];
            parsed += Outcome.Of(Mutate(random, original)) is null ? 0 : 1;
        }

        Assert.True(parsed > 500, $"only {parsed} mutants still parse: the mutations are too wild to test the printer");
    }

    [Fact]
    public void Mutated_expressions_are_parsed_or_refused()
    {
        var random = new Random(4);
        for (int i = 0; i < 20_000; i++)
        {
            Outcome.Of("SELECT " + Mutate(random, Corpus.Expressions[random.Next(Corpus.Expressions.Count)]));
        }
    }

    [Fact]
    public void Random_characters_are_parsed_refused_or_split()
    {
        var random = new Random(5);
        for (int i = 0; i < 5_000; i++)
        {
            char[] text = new char[random.Next(60)];
            for (int at = 0; at < text.Length; at++)
            {
                text[at] = (char)(random.Next(4) == 0 ? random.Next(0x10000) : random.Next(0x80));
            }

            Outcome.Of(new string(text));
            SplitOrRefuse(new string(text));
        }
    }

    [Fact]
    public void Token_soup_splits_or_is_refused()
    {
        var random = new Random(6);
        for (int i = 0; i < 8_000; i++)
        {
            SplitOrRefuse(Soup(random));
        }
    }

    private static void SplitOrRefuse(string text)
    {
        try
        {
            foreach (StatementText piece in SqlParser.SplitStatements(text))
            {
                Assert.Equal(piece.Text, text.Substring(piece.Position.Offset, piece.Text.Length));
            }
        }
        catch (SqlException error)
        {
            Assert.NotNull(error.Position);
        }
    }

    private static string Soup(Random random)
    {
        var text = new StringBuilder();
        int length = random.Next(1, 40);
        for (int i = 0; i < length; i++)
        {
            string[] source = random.Next(3) == 0 ? Symbols : Words;
            text.Append(source[random.Next(source.Length)]).Append(' ');
        }

        return text.ToString();
    }

    private static string Mutate(Random random, string sql)
    {
        var text = new StringBuilder(sql);
        int changes = random.Next(1, 4);
        for (int i = 0; i < changes && text.Length > 2; i++)
        {
            int at = random.Next(text.Length);
            int length = Math.Min(random.Next(1, 8), text.Length - at);
            string piece = text.ToString(at, length);
            switch (random.Next(5))
            {
                case 0:
                    text.Remove(at, length);
                    break;
                case 1:
                    text.Insert(at, piece);
                    break;
                case 2:
                    text.Insert(random.Next(text.Length), piece);
                    break;
                case 3:
                    text.Insert(at, ' ').Insert(at, Words[random.Next(Words.Length)]).Insert(at, ' ');
                    break;
                default:
                    text.Insert(at, Symbols[random.Next(Symbols.Length)]);
                    break;
            }
        }

        return text.ToString();
    }
}
