using Weir.Engine.Types;

namespace Weir.Engine.Functions;

/// <summary>What a function takes at one place: a family of types, and the type that it computes with.</summary>
/// <param name="Name">As shown to users.</param>
/// <param name="Cast">The type that an argument becomes; null = left as it is.</param>
/// <param name="NullAs">The type that a bare NULL becomes when there is no <paramref name="Cast"/>.</param>
internal sealed record Parameter(
    string Name, Func<SqlType, bool> Accepts, SqlType? Cast = null, SqlType? NullAs = null)
{
    public static Parameter Any { get; } = new("ANY", _ => true);
    public static Parameter Text { get; } = new("STRING", t => t.IsString, SqlType.String);
    public static Parameter Bytes { get; } = new("BYTES", t => t.IsBinary, SqlType.Bytes);
    public static Parameter Boolean { get; } = new("BOOLEAN", t => t.Kind == TypeKind.Boolean, SqlType.Boolean);

    public static Parameter Int { get; } =
        new("INT", t => t.Kind is TypeKind.TinyInt or TypeKind.SmallInt or TypeKind.Int, SqlType.Int);

    public static Parameter BigInt { get; } = new("BIGINT", t => t.IsInteger, SqlType.BigInt);
    public static Parameter Integer { get; } = new("INTEGER NUMERIC", t => t.IsInteger, NullAs: SqlType.Int);
    public static Parameter Numeric { get; } = new("NUMERIC", t => t.IsNumeric, NullAs: SqlType.Int);
    public static Parameter Double { get; } = new("NUMERIC", t => t.IsNumeric, SqlType.Double);
    public static Parameter Date { get; } = new("DATE", t => t.Kind == TypeKind.Date);
    public static Parameter Timestamp { get; } = new("TIMESTAMP", t => t.IsTimestamp);
    public static Parameter PointInTime { get; } =
        new("DATE | TIME | TIMESTAMP", t => t.IsTimestamp || t.Kind is TypeKind.Date or TypeKind.Time);

    public static Parameter Temporal { get; } = new("DATE | TIME | TIMESTAMP | INTERVAL",
        t => t.IsTimestamp || t.IsInterval || t.Kind is TypeKind.Date or TypeKind.Time);

    public static Parameter Array { get; } = new("ARRAY", t => t.Kind == TypeKind.Array);
    public static Parameter Map { get; } = new("MAP", t => t.Kind == TypeKind.Map);
    public static Parameter Row { get; } = new("ROW", t => t.Kind == TypeKind.Row);

    /// <summary>A word that the parser knows (a unit, a mode), given as a text literal.</summary>
    public static Parameter Word { get; } = new("WORD", t => t.IsString);
}

/// <summary>What a function takes: parameters, the last ones optional, the very last one possibly repeated.</summary>
internal sealed record Signature(params Parameter[] Parameters)
{
    /// <summary>How many of the last parameters may be left out.</summary>
    public int Optional { get; init; }

    /// <summary>The last parameter may come any number of times more.</summary>
    public bool Repeats { get; init; }

    /// <summary>Resolves the arguments against this signature, or says what <paramref name="name"/> takes.</summary>
    public Resolution Resolve(string name, IReadOnlyList<Argument> arguments, Func<IReadOnlyList<Argument>, SqlType> result)
    {
        if (!Fits(arguments))
        {
            return Resolution.Fail(Mismatch(name, ToString(), arguments));
        }

        var casts = new SqlType?[arguments.Count];
        for (var i = 0; i < casts.Length; i++)
        {
            casts[i] = CastOf(At(i), arguments[i].Type);
        }

        return Resolution.Of(result(arguments), casts);
    }

    public bool Fits(IReadOnlyList<Argument> arguments)
    {
        var count = arguments.Count;
        if (count < Parameters.Length - Optional || (count > Parameters.Length && !Repeats))
        {
            return false;
        }

        for (var i = 0; i < count; i++)
        {
            var type = arguments[i].Type;
            if (type.Kind != TypeKind.Null && !At(i).Accepts(type))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The message for arguments that no signature takes.</summary>
    public static string Mismatch(string name, string takes, IReadOnlyList<Argument> arguments) =>
        $"{name} takes {takes}; got ({string.Join(", ", arguments.Select(a => a.Type.WithNullable(true)))})";

    public override string ToString()
    {
        var required = Parameters.Take(Parameters.Length - Optional).Select(p => p.Name);
        var text = string.Join(", ", required);
        foreach (var parameter in Parameters.Skip(Parameters.Length - Optional))
        {
            text += text.Length == 0 ? $"[{parameter.Name}]" : $" [, {parameter.Name}]";
        }

        return Repeats ? $"({text}, ...)" : $"({text})";
    }

    private Parameter At(int index) => Parameters[Math.Min(index, Parameters.Length - 1)];

    // CHAR and VARCHAR, and the binary kinds, lie in memory alike: no cast needed.
    private static SqlType? CastOf(Parameter parameter, SqlType from)
    {
        if (parameter.Cast is not { } to)
        {
            return from.Kind == TypeKind.Null ? parameter.NullAs : null;
        }

        var alike = from.Kind == to.Kind || (from.IsString && to.IsString) || (from.IsBinary && to.IsBinary);
        return alike && from.Kind != TypeKind.Decimal ? null : to.WithNullable(from.Nullable);
    }
}
