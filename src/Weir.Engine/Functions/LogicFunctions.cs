using Weir.Engine.Functions.Kernels;
using Weir.Engine.Types;

namespace Weir.Engine.Functions;

/// <summary>AND, OR, NOT and the tests IS [NOT] NULL, TRUE, FALSE, UNKNOWN.</summary>
internal static class LogicFunctions
{
    private static readonly Signature _two = new(Parameter.Boolean, Parameter.Boolean);
    private static readonly Signature _one = new(Parameter.Boolean);
    private static readonly Signature _any = new(Parameter.Any);

    public static IEnumerable<ScalarFunction> All { get; } =
    [
        new("AND", a => _two.Resolve("AND", a, NullableIfAny), (t, k, _) => new LogicKernel(true, t, k[0], k[1])),
        new("OR", a => _two.Resolve("OR", a, NullableIfAny), (t, k, _) => new LogicKernel(false, t, k[0], k[1])),
        new("NOT", a => _one.Resolve("NOT", a, NullableIfAny),
            (t, k, _) => new UnaryKernel<NotOperator, byte, byte>(t, k[0])),
        Test("IS NULL", ValueTest.IsNull, false, _any),
        Test("IS NOT NULL", ValueTest.IsNull, true, _any),
        Test("IS TRUE", ValueTest.IsTrue, false, _one),
        Test("IS NOT TRUE", ValueTest.IsTrue, true, _one),
        Test("IS FALSE", ValueTest.IsFalse, false, _one),
        Test("IS NOT FALSE", ValueTest.IsFalse, true, _one),
        Test("IS UNKNOWN", ValueTest.IsNull, false, _one),
        Test("IS NOT UNKNOWN", ValueTest.IsNull, true, _one),
    ];

    private static SqlType NullableIfAny(IReadOnlyList<Argument> arguments) =>
        SqlType.Boolean.WithNullable(arguments.Any(a => a.Type.Nullable));

    private static ScalarFunction Test(string name, ValueTest test, bool negated, Signature signature) =>
        new(name, a => signature.Resolve(name, a, _ => SqlType.Boolean.NotNull()),
            (t, k, _) => new TestKernel(test, negated, t, k[0]));
}
