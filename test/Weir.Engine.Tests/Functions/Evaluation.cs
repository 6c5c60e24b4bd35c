using Weir.Engine.Columns;
using Weir.Engine.Functions;
using Weir.Engine.Functions.Kernels;
using Weir.Engine.Types;

namespace Weir.Engine.Tests.Functions;

/// <summary>A typed value: what a SQL-free test gives to a function.</summary>
internal sealed record Value(SqlType Type, object? Boxed)
{
    public static Value Of(object? value) => value switch
    {
        null => new(SqlType.Null, null),
        bool b => new(SqlType.Boolean.NotNull(), b),
        int i => new(SqlType.Int.NotNull(), (long)i),
        long l => new(SqlType.BigInt.NotNull(), l),
        double d => new(SqlType.Double.NotNull(), d),
        float f => new(SqlType.Float.NotNull(), (double)f),
        string s => new(SqlType.Char(s.Length).NotNull(), s),
        byte[] b => new(SqlType.Binary(b.Length).NotNull(), b),
        Value v => v,
        _ => throw new ArgumentException($"no SQL value of {value.GetType()}"),
    };
}

/// <summary>Calls functions of the catalog the way the planner does: resolve, cast the arguments, build, evaluate.</summary>
internal static class Evaluation
{
    /// <summary>The result over columns (never folded): one row whose columns hold the arguments.</summary>
    public static object? OverColumns(string function, params object?[] arguments) =>
        Run(function, [.. arguments.Select(Value.Of)], literals: false, null).Boxed;

    /// <summary>The result with literal arguments.</summary>
    public static object? OverLiterals(string function, params object?[] arguments) =>
        Run(function, [.. arguments.Select(Value.Of)], literals: true, null).Boxed;

    /// <summary>Both ways, which must agree.</summary>
    public static object? Call(string function, params object?[] arguments)
    {
        var over = OverColumns(function, arguments);
        var literal = OverLiterals(function, arguments);
        if (!Literals.AreEqual(over, literal))
        {
            throw new InvalidOperationException($"{function}: {over} over columns, {literal} over literals");
        }

        return over;
    }

    public static object? Cast(object? value, SqlType to) => Run("CAST", [Value.Of(value)], false, to).Boxed;

    public static object? TryCast(object? value, SqlType to) => Run("TRY_CAST", [Value.Of(value)], false, to).Boxed;

    /// <summary>The message of the argument error.</summary>
    public static string? ErrorOf(string function, params object?[] arguments) =>
        Find(function).Resolve([.. arguments.Select(a => AsArgument(Value.Of(a), true))]).Error;

    public static SqlType TypeOf(string function, params object?[] arguments)
    {
        var resolution = Find(function).Resolve([.. arguments.Select(a => AsArgument(Value.Of(a), true))]);
        return resolution.Result ?? throw new InvalidOperationException(resolution.Error);
    }

    public static Value Run(
        string function, IReadOnlyList<Value> arguments, bool literals, SqlType? target, TimeZoneInfo? zone = null)
    {
        var inputs = arguments.Select((v, i) => literals
            ? (Kernel)new LiteralKernel(v.Boxed, v.Type)
            : new ColumnKernel(i, v.Type)).ToArray();
        var kernel = Build(function, inputs, [.. arguments.Select(v => AsArgument(v, literals))], target);
        var batch = new Batch([.. arguments.Select(ColumnOf)]);
        batch.Reset(1);
        var context = new EvaluationContext(TimeProvider.System, zone ?? TimeZoneInfo.Utc);
        var column = kernel.Evaluate(batch, batch.Rows, context);
        context.ThrowIfFailed();
        return new Value(kernel.Type, Literals.Read(column, 0, kernel.Type));
    }

    /// <summary>Resolves a call over the given inputs and builds its kernel.</summary>
    public static Kernel Build(
        string function, IReadOnlyList<Kernel> inputs, IReadOnlyList<Argument> arguments, SqlType? target = null)
    {
        var found = Find(function);
        var resolution = found.Resolve(arguments);
        var type = target ?? resolution.Result ?? throw new InvalidOperationException(resolution.Error);
        var kernels = inputs.Select((k, i) => resolution.Casts?[i] is { } to ? CastFunctions.Cast(k, to) : k);
        return found.Build(type, [.. kernels], arguments);
    }

    public static ScalarFunction Find(string function) =>
        FunctionCatalog.Find(function) ?? throw new InvalidOperationException($"no function {function}");

    private static Argument AsArgument(Value value, bool literal) =>
        literal ? new Argument(value.Type, true, value.Boxed) : new Argument(value.Type);

    private static Column ColumnOf(Value value)
    {
        var column = Column.Create(value.Type);
        column.Reset(1);
        var literal = new LiteralKernel(value.Boxed, value.Type);
        column.CopyFrom(0, literal.Evaluate(new Batch([]), Rows.All(1), null!), 0);
        return column;
    }
}
