using System.Collections.Frozen;
using Weir.Engine.Functions.Collections;
using Weir.Engine.Functions.Json;
using Weir.Engine.Functions.Numeric;
using Weir.Engine.Functions.Temporal;
using Weir.Engine.Functions.Text;

namespace Weir.Engine.Functions;

/// <summary>Every scalar function and operator, by upper-case name.</summary>
public static class FunctionCatalog
{
    private static readonly FrozenDictionary<string, ScalarFunction> _byName =
        Families().SelectMany(f => f).ToFrozenDictionary(f => f.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>All functions, aliases too, in alphabetical order.</summary>
    public static IReadOnlyList<ScalarFunction> All { get; } =
        [.. _byName.Values.OrderBy(f => f.Name, StringComparer.Ordinal)];

    /// <summary>The function of that name (case does not matter), or null.</summary>
    public static ScalarFunction? Find(string name) => _byName.GetValueOrDefault(name);

    private static IEnumerable<IEnumerable<ScalarFunction>> Families()
    {
        yield return ArithmeticFunctions.All;
        yield return ComparisonFunctions.All;
        yield return RangeFunctions.All;
        yield return LogicFunctions.All;
        yield return ConditionalFunctions.All;
        yield return CastFunctions.All;
        yield return MathFunctions.All;
        yield return RoundingFunctions.All;
        yield return RandomFunctions.All;
        yield return TextFunctions.All;
        yield return SearchFunctions.All;
        yield return LikeFunctions.All;
        yield return RegexFunctions.All;
        yield return HashFunctions.All;
        yield return FieldFunctions.All;
        yield return SpanFunctions.All;
        yield return ClockFunctions.All;
        yield return FormatFunctions.All;
        yield return ConstructorFunctions.All;
        yield return ArrayFunctions.All;
        yield return MapFunctions.All;
        yield return JsonFunctions.All;
        yield return JsonConstructorFunctions.All;
        yield return CheckFunctions.All;
    }
}
