using System.Collections.Immutable;
using Weir.Engine.Columns;
using Weir.Engine.Functions;
using Weir.Engine.Functions.Kernels;
using Weir.Engine.Operators;
using Weir.Engine.Planning;

namespace Weir.Engine.Runtime;

/// <summary>
/// Turns the expressions of a Calc into kernels for one operator instance. A sub-expression that occurs twice, and at least
/// once where it is computed for every row anyway, becomes one shared kernel; one that can fail or is not deterministic
/// never does.
/// </summary>
internal sealed class CalcCompiler
{
    // Functions that evaluate arguments behind the first only for the rows that need them.
    private static readonly HashSet<string> Narrowing = ["CASE", "COALESCE", "IF", "IFNULL", "NULLIF", "AND", "OR"];

    private readonly Dictionary<Scalar, Use> _uses = new(ScalarComparer.Instance);
    private readonly Dictionary<Scalar, Kernel> _shared = new(ScalarComparer.Instance);
    private readonly KernelScope _scope = new();

    private CalcCompiler()
    {
    }

    /// <summary>The operator with its kernels.</summary>
    public static CalcOperator Compile(Scalar? condition, ImmutableArray<Scalar> projections)
    {
        var compiler = new CalcCompiler();
        foreach (var scalar in condition is null ? projections : projections.Add(condition))
        {
            compiler.CountUses(scalar, true);
        }

        var filter = condition is null ? null : compiler.Build(condition);
        Kernel[] outputs = [.. projections.Select(compiler.Build)];
        return new CalcOperator(filter, outputs, compiler._scope);
    }

    private void CountUses(Scalar scalar, bool always)
    {
        if (scalar is Scalar.Field field)
        {
            CountUses(field.Row, always);
        }

        if (scalar is not Scalar.Call call)
        {
            return;
        }

        var use = _uses.GetValueOrDefault(call);
        _uses[call] = new Use(use.Count + 1, use.Always || always);
        for (var i = 0; i < call.Arguments.Length; i++)
        {
            CountUses(call.Arguments[i], always && (i == 0 || !Narrowing.Contains(call.Function.Name)));
        }
    }

    private Kernel Build(Scalar scalar) => scalar switch
    {
        Scalar.Call call => BuildCall(call),
        Scalar.Field field => new FieldKernel(Build(field.Row), field.Index, field.Type),
        _ => KernelCompiler.Compile(scalar),
    };

    private Kernel BuildCall(Scalar.Call call)
    {
        if (_shared.TryGetValue(call, out var shared))
        {
            return shared;
        }

        Kernel[] arguments = [.. call.Arguments.Select(Build)];
        Argument[] described = [.. call.Arguments.Select(Binding.ArgumentOf)];
        var kernel = call.Function.Build(call.Type, arguments, described);
        if (_uses.GetValueOrDefault(call) is { Count: > 1, Always: true } && !kernel.CanFail && IsDeterministic(call))
        {
            _scope.IsUsed = true;
            _shared[call] = kernel = new SharedKernel(kernel, _scope);
        }

        return kernel;
    }

    private static bool IsDeterministic(Scalar scalar) => scalar switch
    {
        Scalar.Call call => call.Function.Deterministic && call.Arguments.All(IsDeterministic),
        Scalar.Field field => IsDeterministic(field.Row),
        _ => true,
    };

    private readonly record struct Use(int Count, bool Always);

    /// <summary>A common sub-expression: computed once for all live rows of a batch, whoever asks first and for which
    /// rows.</summary>
    private sealed class SharedKernel(Kernel inner, KernelScope scope) : Kernel(inner.Type)
    {
        private Column? _result;
        private long _batch = -1;

        public override Column Evaluate(Batch batch, Rows rows, EvaluationContext context)
        {
            if (_batch != scope.BatchNumber)
            {
                _batch = scope.BatchNumber;
                _result = inner.Evaluate(batch, batch.Rows, context);
            }

            return _result!;
        }
    }
}
