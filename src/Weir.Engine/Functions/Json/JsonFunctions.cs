using System.Text.Json;
using Weir.Engine.Columns;
using Weir.Engine.Functions.Kernels;
using Weir.Engine.Types;

namespace Weir.Engine.Functions.Json;

/// <summary>
/// JSON_VALUE (document, path [, type, on empty, on error]), JSON_QUERY (document, path [, wrapper, on empty, on error]),
/// JSON_EXISTS (document, path [, on error]) and IS JSON. The type is a typed NULL; the others are words: wrapper WITHOUT,
/// CONDITIONAL, UNCONDITIONAL; on empty and on error NULL, ERROR, EMPTYARRAY, EMPTYOBJECT, TRUE, FALSE, UNKNOWN, or DEFAULT
/// followed by the default value as an argument of its own.
/// </summary>
internal static class JsonFunctions
{
    private static readonly Signature _text = new(Parameter.Text);

    public static IEnumerable<ScalarFunction> All { get; } =
    [
        new("JSON_VALUE", ResolveValue, BuildValue),
        new("JSON_QUERY", a => ResolveQuery("JSON_QUERY", a, SqlType.String), BuildQuery),
        new("JSON_EXISTS", a => ResolveQuery("JSON_EXISTS", a, SqlType.Boolean), BuildExists),
        .. new[] { "VALUE", "OBJECT", "ARRAY", "SCALAR" }.SelectMany(kind => new[] { IsJson(kind, false), IsJson(kind, true) }),
    ];

    private static Resolution ResolveValue(IReadOnlyList<Argument> arguments)
    {
        var returning = arguments.Count > 2 ? arguments[2].Type.WithNullable(true) : SqlType.String;
        if (arguments.Count < 2 || !arguments.Take(2).All(a => a.Type.IsString || a.Type.Kind == TypeKind.Null))
        {
            return Resolution.Fail(Signature.Mismatch("JSON_VALUE", "(STRING, STRING)", arguments));
        }

        if (!returning.IsString && returning.Kind is not (TypeKind.Boolean or TypeKind.Int or TypeKind.Double))
        {
            return Resolution.Fail(
                $"JSON_VALUE returns STRING, BOOLEAN, INTEGER or DOUBLE; RETURNING {returning} is not supported yet");
        }

        if (UnsupportedPath(arguments[1]) is { } refused)
        {
            return Resolution.Fail(refused);
        }

        var casts = new SqlType?[arguments.Count];
        foreach (var at in DefaultsAt(arguments))
        {
            var given = arguments[at].Type;
            if (!TypeRules.CanCast(given, returning))
            {
                return Resolution.Fail($"the DEFAULT of JSON_VALUE must be a {returning}; got {given.WithNullable(true)}");
            }

            casts[at] = given.SameAs(returning) || (given.IsString && returning.IsString) ? null : returning;
        }

        CastNulls(arguments, casts);
        return new Resolution(returning, casts);
    }

    private static Resolution ResolveQuery(string name, IReadOnlyList<Argument> arguments, SqlType result)
    {
        if (arguments.Count < 2 || !arguments.Take(2).All(a => a.Type.IsString || a.Type.Kind == TypeKind.Null))
        {
            return Resolution.Fail(Signature.Mismatch(name, "(STRING, STRING)", arguments));
        }

        if (UnsupportedPath(arguments[1]) is { } refused)
        {
            return Resolution.Fail(refused);
        }

        var casts = new SqlType?[arguments.Count];
        CastNulls(arguments, casts);
        return new Resolution(result, casts);
    }

    private static void CastNulls(IReadOnlyList<Argument> arguments, SqlType?[] casts)
    {
        for (var i = 0; i < 2; i++)
        {
            casts[i] = arguments[i].Type.Kind == TypeKind.Null ? SqlType.String : null;
        }
    }

    private static string? UnsupportedPath(Argument path)
    {
        string? unsupported = null;
        if (path is { IsLiteral: true, Value: string text })
        {
            JsonPath.TryParse(text, out unsupported);
        }

        return unsupported is null ? null : $"{unsupported} is not supported yet";
    }

    // Words behind the type, each DEFAULT followed by its value.
    private static IEnumerable<int> DefaultsAt(IReadOnlyList<Argument> arguments)
    {
        for (var i = 3; i < arguments.Count; i++)
        {
            if (Declare.LiteralText(arguments, i) == "DEFAULT")
            {
                yield return ++i;
            }
        }
    }

    private static Kernel BuildValue(SqlType type, IReadOnlyList<Kernel> k, IReadOnlyList<Argument> arguments)
    {
        var onEmpty = JsonBehaviour.Read(arguments, 3, out var next);
        var onError = JsonBehaviour.Read(arguments, next, out _);
        var reader = new JsonValueReader(type, onEmpty, onError);
        return new RowKernel(type, k, reader.Compute) { SeesNulls = true, Fails = onEmpty.Fails || onError.Fails };
    }

    private static Kernel BuildQuery(SqlType type, IReadOnlyList<Kernel> k, IReadOnlyList<Argument> arguments)
    {
        var wrapper = Declare.LiteralText(arguments, 2) ?? "WITHOUT";
        var onEmpty = JsonBehaviour.Read(arguments, 3, out var next);
        var onError = JsonBehaviour.Read(arguments, next, out _);
        var reader = new JsonQueryReader(wrapper, onEmpty, onError);
        return new RowKernel(type, k, reader.Compute) { SeesNulls = true, Fails = onEmpty.Fails || onError.Fails };
    }

    private static Kernel BuildExists(SqlType type, IReadOnlyList<Kernel> k, IReadOnlyList<Argument> arguments)
    {
        var onError = Declare.LiteralText(arguments, 2) ?? "FALSE";
        var lookup = new JsonLookup();
        return new RowKernel(type, k, (in RowCall call) => Exists(call, lookup, onError)) { Fails = onError == "ERROR" };
    }

    private static void Exists(in RowCall call, JsonLookup lookup, string onError)
    {
        switch (lookup.Find(call.Bytes(0), call.Bytes(1)))
        {
            case JsonOutcome.Found:
                call.Return(true);
                break;
            case JsonOutcome.Empty or JsonOutcome.Null:
                call.Return(false);
                break;
            default:
                if (onError is "TRUE" or "FALSE")
                {
                    call.Return(onError == "TRUE");
                }
                else if (onError == "ERROR")
                {
                    call.Fail("JSON_EXISTS: the document is broken or the path leads nowhere");
                }
                else
                {
                    call.ReturnNull();
                }

                break;
        }
    }

    private static ScalarFunction IsJson(string kind, bool negated)
    {
        var name = $"IS {(negated ? "NOT " : "")}JSON {kind}";
        return new(name, a => _text.Resolve(name, a, _ => SqlType.Boolean.NotNull()), (t, k, _) =>
        {
            var search = new JsonSearch();
            return new RowKernel(t, k, (in RowCall call) =>
            {
                var isJson = !call.IsNull(0) && search.TryRead(call.Bytes(0)) && IsKind(kind, search.Kind(0));
                call.Return(isJson != negated);
            }) { SeesNulls = true };
        });
    }

    private static bool IsKind(string kind, JsonTokenType token) => kind switch
    {
        "OBJECT" => token == JsonTokenType.StartObject,
        "ARRAY" => token == JsonTokenType.StartArray,
        "SCALAR" => token is not (JsonTokenType.StartObject or JsonTokenType.StartArray),
        _ => true,
    };
}
