using System.Reflection;
using Weir.Engine.Sql;
using Xunit;

namespace Weir.Engine.Tests.Sql;

public sealed class RoundTripTests
{
    private const int Trees = 4_000;

    private static readonly Type[] Hierarchies =
    [
        typeof(Statement), typeof(Query), typeof(TableReference), typeof(Expression), typeof(DataType),
        typeof(SelectItem), typeof(GroupingItem), typeof(ColumnDefinition),
    ];

    [Fact]
    public void Any_expression_prints_to_text_that_parses_to_an_equal_tree()
    {
        var generator = new SyntaxGenerator(1);
        for (int i = 0; i < Trees; i++)
        {
            Expression tree = generator.MakeExpression(1 + (i % 4));
            string sql = SqlPrinter.Print(tree);
            AssertSame(tree, Parse(sql, SqlParser.ParseExpression), sql);
        }
    }

    [Fact]
    public void Any_statement_prints_to_text_that_parses_to_an_equal_tree()
    {
        var generator = new SyntaxGenerator(2);
        for (int i = 0; i < Trees; i++)
        {
            Statement tree = generator.MakeStatement(i % 4);
            string sql = SqlPrinter.Print(tree);
            AssertSame(tree, Parse(sql, SqlParser.ParseStatement), sql);
        }
    }

    [Fact]
    public void Any_type_prints_to_text_that_parses_to_an_equal_tree()
    {
        var generator = new SyntaxGenerator(3);
        for (int i = 0; i < Trees; i++)
        {
            DataType type = generator.Type(i % 5);
            string sql = $"CAST(a AS {SqlPrinter.Print(type)})";
            AssertSame(type, ((Expression.Cast)Parse(sql, SqlParser.ParseExpression)).Type, sql);
        }
    }

    [Fact]
    public void Any_script_of_printed_statements_splits_into_them()
    {
        var generator = new SyntaxGenerator(4);
        for (int i = 0; i < 200; i++)
        {
            string[] statements = [.. Enumerable.Range(0, 5).Select(_ => SqlPrinter.Print(generator.MakeStatement(2)))];
            string script = string.Join(";\n", statements);
            Assert.Equal(statements, SqlParser.SplitStatements(script).Select(piece => piece.Text));
            Assert.Equal(statements.Length, SqlParser.ParseScript(script).Count);
        }
    }

    [Fact]
    public void The_generator_makes_every_kind_of_node_so_that_the_printer_knows_them_all()
    {
        var generator = new SyntaxGenerator(5);
        var seen = new HashSet<Type>();
        for (int i = 0; i < 3_000; i++)
        {
            Visit(generator.MakeStatement(3), seen);
        }

        IEnumerable<Type> kinds = Hierarchies
            .SelectMany(type => type.GetNestedTypes(BindingFlags.Public | BindingFlags.NonPublic))
            .Where(type => typeof(SyntaxNode).IsAssignableFrom(type));
        Assert.Empty(kinds.Where(kind => !seen.Contains(kind)));
    }

    [Fact]
    public void Names_are_quoted_only_where_they_must_be()
    {
        Assert.Equal(
            "SELECT price, `user`, `two words`, `value` AS `v``w` FROM Bids AS `b.c`",
            SqlPrinter.Print(SqlParser.ParseStatement(
                "select `price`, `user`, `two words`, `value` `v``w` from Bids `b.c`")));
    }

    [Theory]
    [InlineData("((a + b)) + ((c * d))", "a + b + c * d")]
    [InlineData("a - (b - c)", "a - (b - c)")]
    [InlineData("(a OR b) AND NOT (c)", "(a OR b) AND NOT c")]
    [InlineData("(NOT a) = b", "(NOT a) = b")]
    [InlineData("NOT (a = b)", "NOT a = b")]
    [InlineData("- (-a)", "- -a")]
    [InlineData("(a = b) IS NULL", "a = b IS NULL")]
    [InlineData("a = (b IS NULL)", "a = (b IS NULL)")]
    [InlineData("(a LIKE b) LIKE c", "(a LIKE b) LIKE c")]
    [InlineData("a LIKE (b LIKE c)", "a LIKE (b LIKE c)")]
    [InlineData("(a).b", "(a).b")]
    [InlineData("((a, b))", "ROW(a, b)")]
    [InlineData("current_timestamp", "current_timestamp")]
    [InlineData("substring(a from 2 for 3)", "SUBSTRING(a, 2, 3)")]
    [InlineData("position('a' in b)", "POSITION('a' IN b)")]
    [InlineData("trim(a)", "TRIM(BOTH FROM a)")]
    [InlineData("1 <> 2 and 3 != 4", "1 <> 2 AND 3 <> 4")]
    public void Parentheses_are_printed_only_where_they_must_be(string sql, string expected) =>
        Assert.Equal(expected, SqlPrinter.Print(SqlParser.ParseExpression(sql)));

    private static T Parse<T>(string sql, Func<string, T> parse)
    {
        try
        {
            return parse(sql);
        }
        catch (SqlException error)
        {
            throw new InvalidOperationException($"{error}\nin {sql}", error);
        }
    }

    private static void AssertSame(SyntaxNode expected, SyntaxNode actual, string sql)
    {
        Assert.True(expected.Equals(actual), $"{sql}\nwas parsed as\n{SqlPrinter.Print(actual)}\n{expected}\n{actual}");
        Assert.Equal(expected.GetHashCode(), actual.GetHashCode());
    }

    private static void Visit(object? value, HashSet<Type> seen)
    {
        switch (value)
        {
            case SyntaxNode node:
                seen.Add(node.GetType());
                foreach (PropertyInfo property in node.GetType().GetProperties().Where(IsPart))
                {
                    Visit(property.GetValue(node), seen);
                }

                break;
            case System.Collections.IEnumerable list and not string:
                foreach (object? item in list)
                {
                    Visit(item, seen);
                }

                break;
        }
    }

    private static bool IsPart(PropertyInfo property) =>
        property.CanWrite && property.GetIndexParameters().Length == 0;
}
