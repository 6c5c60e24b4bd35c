using Weir.Engine.Functions;
using Weir.Engine.Sql;
using Weir.Engine.Types;

namespace Weir.Engine.Planning;

internal sealed partial class ExpressionBinder
{
    /// <summary>A call of a function or operator: resolves its types and puts casts around the arguments.</summary>
    public static Scalar Call(string name, SyntaxNode at, params Scalar[] arguments)
    {
        var function = FunctionCatalog.Find(name)
            ?? throw SqlException.Name($"There is no function {name}", at.Position, SimilarTo(name));
        var given = arguments.Select(Binding.ArgumentOf).ToArray();
        var resolution = function.Resolve(given);
        if (resolution.Result is not { } result)
        {
            throw SqlException.Type(resolution.Error ?? $"{name} does not take these arguments", at.Position);
        }

        var casts = resolution.Casts;
        var cast = arguments.Select((argument, i) =>
            casts is not null && i < casts.Count && casts[i] is { } type ? Coerce(argument, type, at) : argument);
        return new Scalar.Call(function, [.. cast], result);
    }

    /// <summary>An explicit or implicit cast; none when the type is already the same.</summary>
    public static Scalar CastTo(Scalar scalar, SqlType target, SyntaxNode at, string cast = "CAST")
    {
        if (cast == "CAST" && scalar.Type.SameAs(target))
        {
            return scalar;
        }

        if (!TypeRules.CanCast(scalar.Type, target))
        {
            throw SqlException.Type($"A value of type {scalar.Type} cannot be cast to {target}", at.Position);
        }

        var nullable = scalar.Type.Nullable || cast == "TRY_CAST" || scalar.Type.Kind == TypeKind.Null;
        return new Scalar.Call(FunctionCatalog.Find(cast)!, [scalar], target.WithNullable(nullable));
    }

    private static Scalar Coerce(Scalar scalar, SqlType type, SyntaxNode at) =>
        scalar is Scalar.Literal { Value: null } ? new Scalar.Literal(null, type.WithNullable(true))
        : scalar.Type.SameAs(type) ? scalar
        : FoldCast(CastTo(scalar, type.WithNullable(scalar.Type.Nullable), at), at);

    // A literal takes the type it is coerced to at once, unless that depends on the session's zone.
    private static Scalar FoldCast(Scalar cast, SyntaxNode at) =>
        cast is Scalar.Call { Arguments: [Scalar.Literal literal] }
        && cast.Type.Kind != TypeKind.TimestampLtz && literal.Type.Kind != TypeKind.TimestampLtz
            ? ConstantFolder.Fold(cast, at)
            : cast;

    private static string? SimilarTo(string name)
    {
        var near = FunctionCatalog.All.Select(f => f.Name)
            .FirstOrDefault(n => n.Length > 2 && (n.StartsWith(name, StringComparison.Ordinal)
                || name.StartsWith(n, StringComparison.Ordinal)));
        return near is null ? null : $"Did you mean {near}?";
    }

    private Scalar BindJson(Expression expression) => expression switch
    {
        Expression.JsonExists exists => Call(
            "JSON_EXISTS", exists, Bind(exists.Input), Bind(exists.Path), Word(exists.OnError ?? JsonExistsOnError.False)),
        Expression.JsonValue value => Call("JSON_VALUE", value,
        [
            Bind(value.Input), Bind(value.Path),
            new Scalar.Literal(null, value.Returning is { } type ? TypeBinder.Bind(type) : SqlType.String),
            .. Behavior(value.OnEmpty), .. Behavior(value.OnError),
        ]),
        Expression.JsonQuery { Returning: null } query => Call("JSON_QUERY", query,
        [
            Bind(query.Input), Bind(query.Path), Word(query.Wrapper ?? JsonWrapper.Without),
            .. Behavior(query.OnEmpty), .. Behavior(query.OnError),
        ]),
        Expression.JsonObject made => Call("JSON_OBJECT", made,
        [
            LiteralBinder.Text(made.Nulls == JsonNulls.AbsentOnNull ? "ABSENT" : "NULL"),
            .. made.Members.SelectMany(m => new[] { Bind(m.Key), KindOf(m.Value), Bind(m.Value) }),
        ]),
        Expression.JsonArray made => Call("JSON_ARRAY", made,
        [
            LiteralBinder.Text(made.Nulls == JsonNulls.NullOnNull ? "NULL" : "ABSENT"),
            .. made.Items.SelectMany(item => new[] { KindOf(item), Bind(item) }),
        ]),
        _ => throw SqlException.NotSupported("RETURNING of JSON_QUERY", expression.Position),
    };

    // What another constructor made is JSON already and is not quoted once more.
    private static Scalar KindOf(Expression value) =>
        LiteralBinder.Text(value is Expression.JsonObject or Expression.JsonArray ? "RAW" : "VALUE");

    // NULL is what happens when nothing is written.
    private IEnumerable<Scalar> Behavior(JsonBehavior? behavior) => behavior is { Value: { } value }
        ? [Word(behavior.Kind), Bind(value)]
        : [Word(behavior?.Kind ?? JsonBehaviorKind.Null)];

    private static Scalar Word<T>(T word)
        where T : struct, Enum => LiteralBinder.Text(word.ToString().ToUpperInvariant());
}
