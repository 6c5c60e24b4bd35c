using Weir.Engine.Functions;
using Weir.Engine.Planning;

namespace Weir.Engine.Runtime;

/// <summary>Compares expressions by what they compute.</summary>
internal sealed class ScalarComparer : IEqualityComparer<Scalar>
{
    public static ScalarComparer Instance { get; } = new();

    public bool Equals(Scalar? x, Scalar? y) => (x, y) switch
    {
        (Scalar.Column a, Scalar.Column b) => a.Index == b.Index,
        (Scalar.Literal a, Scalar.Literal b) => a.Type == b.Type && Literals.AreEqual(a.Value, b.Value),
        (Scalar.Field a, Scalar.Field b) => a.Index == b.Index && Equals(a.Row, b.Row),
        (Scalar.Call a, Scalar.Call b) => a.Type == b.Type && a.Function.Name == b.Function.Name
            && a.Arguments.AsSpan().SequenceEqual(b.Arguments.AsSpan(), this),
        _ => false,
    };

    public int GetHashCode(Scalar scalar) => scalar switch
    {
        Scalar.Column column => HashCode.Combine(1, column.Index),
        Scalar.Literal { Value: byte[] bytes } => HashCode.Combine(2, bytes.Length),
        Scalar.Literal literal => HashCode.Combine(2, literal.Value),
        Scalar.Field field => HashCode.Combine(3, field.Index, GetHashCode(field.Row)),
        Scalar.Call call => HashOf(call),
        _ => 0,
    };

    private int HashOf(Scalar.Call call)
    {
        var hash = new HashCode();
        hash.Add(call.Function.Name);
        foreach (var argument in call.Arguments)
        {
            hash.Add(GetHashCode(argument));
        }

        return hash.ToHashCode();
    }
}
