using Weir.Engine.Columns;
using Weir.Engine.Types;

namespace Weir.Engine.Functions;

/// <summary>Points in time with intervals, and intervals with numbers.</summary>
internal static class TemporalArithmetic
{
    public static Resolution? Resolve(string symbol, SqlType a, SqlType b) => null;

    public static bool Applies(IReadOnlyList<Kernel> k) => k.Any(x => x.Type.IsInterval);

    public static Kernel Build(string symbol, SqlType type, IReadOnlyList<Kernel> k) =>
        throw new NotSupportedException(symbol);
}
