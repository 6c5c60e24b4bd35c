using Weir.Engine.Columns;
using Weir.Engine.Functions.Kernels;

namespace Weir.Engine.Planning;

/// <summary>Bound scalars to kernels. A kernel belongs to one operator instance: compile once per instance.</summary>
internal static class KernelCompiler
{
    public static Kernel Compile(Scalar scalar) => scalar switch
    {
        Scalar.Column column => new ColumnKernel(column.Index, column.Type),
        Scalar.Literal literal => new LiteralKernel(literal.Value, literal.Type),
        Scalar.Field field => new FieldKernel(Compile(field.Row), field.Index, field.Type),
        Scalar.Call call => Call(call),
        _ => throw new InvalidOperationException($"No kernel for {scalar.GetType().Name}"),
    };

    private static Kernel Call(Scalar.Call call)
    {
        var kernels = call.Arguments.Select(Compile).ToArray();
        var arguments = call.Arguments.Select(Binding.ArgumentOf).ToArray();
        return call.Function.Build(call.Type, kernels, arguments);
    }
}

/// <summary>What functions are told of their arguments.</summary>
internal static class Binding
{
    public static Functions.Argument ArgumentOf(Scalar scalar) => scalar is Scalar.Literal literal
        ? new(literal.Type, true, literal.Value)
        : new(scalar.Type);
}
