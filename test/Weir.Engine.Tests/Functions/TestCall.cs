using Weir.Engine.Columns;
using Weir.Engine.Functions;
using Weir.Engine.Functions.Kernels;
using Weir.Engine.Types;
using Xunit;

namespace Weir.Engine.Tests.Functions;

/// <summary>A typed value in a column of one row; boxed too when its type has literals.</summary>
internal sealed record TestValue(SqlType Type, Column Column)
{
    public TestValue(SqlType type, object? boxed)
        : this(type, ColumnOf(type, boxed))
    {
    }

    public object? Boxed => Literals.HasLiterals(Type) ? Literals.Read(Column, 0, Type) : null;

    public static TestValue Text(string text) => new(SqlType.Char(text.Length).NotNull(), text);

    private static Column ColumnOf(SqlType type, object? boxed)
    {
        var column = Column.Create(type);
        column.Reset(1);
        if (boxed is null)
        {
            column.SetNullDeep(0);
        }
        else
        {
            column.CopyFrom(0, new LiteralKernel(boxed, type).Evaluate(new Batch([]), Rows.All(1), null!), 0);
        }

        return column;
    }
}

/// <summary>
/// Computes a call the way the planner does (resolve, cast the arguments, build, evaluate), four ways that must agree: with
/// literals, with columns, with columns among NULL rows, and with a selection of such rows.
/// </summary>
internal sealed class TestCall(
    string name, IReadOnlyList<TestValue> arguments, SqlType? target, EvaluationContext context)
{
    private readonly ScalarFunction _function =
        FunctionCatalog.Find(name) ?? throw new FormatException($"no function {name}");

    public TestValue Compute()
    {
        var (kernel, literals) = Evaluate([.. arguments.Select(AsLiteral)], Same, Rows.All(1), 0);
        if (!_function.Deterministic)
        {
            return Value(kernel, literals);
        }

        var columns = Evaluate([.. arguments.Select((a, i) => Column(a, i))], Same, Rows.All(1), 0);
        AssertSame(literals, columns.Result);
        var among = Evaluate([.. arguments.Select((a, i) => Column(a, i))], AmongNulls, Rows.All(5), 3);
        AssertSame(literals, among.Result);
        var selected = Evaluate([.. arguments.Select((a, i) => Column(a, i))], AmongNulls,
            Rows.Selected(5, [1, 3]), 3);
        AssertSame(literals, selected.Result);
        return Value(kernel, literals);
    }

    private static TestValue Value(Kernel kernel, object? result) => result is EvaluationException e
        ? throw e
        : new TestValue(kernel.Type, (Column)result!);

    // A failure must be one in every way; a value the same.
    private void AssertSame(object? a, object? b)
    {
        if (a is EvaluationException x)
        {
            Assert.Equal(x.Message, Assert.IsType<EvaluationException>(b).Message);
            return;
        }

        Assert.False(b is EvaluationException, $"{name} over columns: {(b as EvaluationException)?.Message}");
        Assert.True(ColumnValues.AreEqual((Column)a!, 0, (Column)b!, 0), $"{name}: columns and literals differ");
    }

    private (Kernel Kernel, object? Result) Evaluate(
        Kernel[] inputs, Func<Column, SqlType, Column> spread, Rows rows, int row)
    {
        var batch = new Batch([.. arguments.Select(a => spread(a.Column, a.Type))]);
        batch.Reset(rows.Length);
        var given = inputs.Select((k, i) => k is LiteralKernel
            ? new Argument(arguments[i].Type, true, arguments[i].Boxed)
            : new Argument(arguments[i].Type)).ToList();
        var resolution = _function.Resolve(given);
        if (resolution.Error is { } error)
        {
            throw new RefusedException(error);
        }

        var kernels = inputs.Select((k, i) => resolution.Casts?[i] is { } to ? CastFunctions.Cast(k, to) : k);
        var kernel = _function.Build(target ?? resolution.Result!, [.. kernels], given);
        var column = kernel.Evaluate(batch, rows, context);
        Assert.Equal(rows.Length, column.Length);
        Assert.Equal(kernel.Type.Physical, column.Physical);
        try
        {
            context.ThrowIfFailed();
        }
        catch (EvaluationException e)
        {
            return (kernel, e);
        }

        var result = Engine.Columns.Column.Create(kernel.Type);
        result.Reset(1);
        result.CopyFrom(0, column, row);
        return (kernel, result);
    }

    // A word (a unit, a mode) stays a literal: the parser gives it as one.
    private Kernel Column(TestValue value, int index) => IsWord(index)
        ? new LiteralKernel(value.Boxed, value.Type)
        : new ColumnKernel(index, value.Type);

    private bool IsWord(int index) => WordArguments.Has(name, index);

    private static Kernel AsLiteral(TestValue value, int index) => Literals.HasLiterals(value.Type)
        ? new LiteralKernel(value.Boxed, value.Type)
        : new ColumnKernel(index, value.Type);

    private static Column Same(Column column, SqlType type) => column;

    // NULL, value, NULL, value, NULL.
    private static Column AmongNulls(Column column, SqlType type)
    {
        var spread = Engine.Columns.Column.Create(type);
        spread.Reset(5);
        for (var row = 0; row < 5; row++)
        {
            if (row % 2 == 0)
            {
                spread.SetNullDeep(row);
            }
            else
            {
                spread.CopyFrom(row, column, 0);
            }
        }

        return spread;
    }
}

/// <summary>Arguments that are always literals.</summary>
internal static class WordArguments
{
    public static bool Has(string function, int index) => function switch
    {
        "EXTRACT" or "TIMESTAMPADD" or "TIMESTAMPDIFF" or "TRIM" => index == 0,
        "JSON_OBJECT" => index == 0 || index % 3 != 0,
        "JSON_ARRAY" => index == 0 || index % 2 == 1,
        "JSON_VALUE" or "JSON_QUERY" or "JSON_EXISTS" => index > 1,
        "FLOOR" or "CEIL" or "ROUND" or "TRUNCATE" => index == 1,
        _ => false,
    };
}
