using System.Text.RegularExpressions;
using Weir.Engine.Columns;
using Weir.Engine.Functions.Kernels;
using Weir.Engine.Types;

namespace Weir.Engine.Functions.Collections;

/// <summary>MAP_* and STR_TO_MAP.</summary>
internal static class MapFunctions
{
    private static readonly Signature _strToMap =
        new(Parameter.Text, Parameter.Text, Parameter.Text) { Optional = 2 };

    public static IEnumerable<ScalarFunction> All { get; } =
    [
        One("MAP_KEYS", m => SqlType.Array(m.Key!), (in RowCall c) => Copy(c, keys: true)),
        One("MAP_VALUES", m => SqlType.Array(m.Element!), (in RowCall c) => Copy(c, keys: false)),
        One("MAP_ENTRIES", m => SqlType.Array(SqlType.Row(new("key", m.Key!), new("value", m.Element!)).NotNull()),
            Entries),
        new("MAP_UNION", ResolveUnion, (t, k, _) => new RowKernel(t, k, Union)),
        new("MAP_FROM_ARRAYS", ResolveFromArrays, (t, k, _) => new RowKernel(t, k, FromArrays) { Fails = true }),
        new("STR_TO_MAP", a => _strToMap.Resolve("STR_TO_MAP", a,
                _ => SqlType.Map(SqlType.String, SqlType.String).WithNullable(Declare.AnyNullable(a))),
            (t, k, _) => new RowKernel(t, k, new TextSplitter().ToMap)),
    ];

    private static ScalarFunction One(string name, Func<SqlType, SqlType> result, RowFunction function) => new(name,
        a => a.Count == 1 && a[0].Type.Kind == TypeKind.Map
            ? Resolution.Of(result(a[0].Type).WithNullable(a[0].Type.Nullable))
            : Resolution.Fail(Signature.Mismatch(name, "(MAP)", a)),
        (t, k, _) => new RowKernel(t, k, function));

    private static void Copy(in RowCall call, bool keys)
    {
        var map = (ListColumn)call.Argument(0);
        var result = (ListColumn)call.Result;
        result.Begin(call.Row);
        for (var i = 0; i < map.Count(call.Row); i++)
        {
            result.Elements.CopyFrom(
                result.Add(call.Row), keys ? map.Keys! : map.Elements, map.Start(call.Row) + i);
        }
    }

    private static void Entries(in RowCall call)
    {
        var map = (ListColumn)call.Argument(0);
        var result = (ListColumn)call.Result;
        var entries = (RowColumn)result.Elements;
        result.Begin(call.Row);
        for (var i = 0; i < map.Count(call.Row); i++)
        {
            var index = result.Add(call.Row);
            entries.Children[0].CopyFrom(index, map.Keys!, map.Start(call.Row) + i);
            entries.Children[1].CopyFrom(index, map.Elements, map.Start(call.Row) + i);
        }
    }

    private static Resolution ResolveUnion(IReadOnlyList<Argument> arguments) =>
        arguments.Count >= 1 && arguments.All(a => a.Type.Kind == TypeKind.Map)
            && TypeRules.CommonType(arguments.Select(a => a.Type)) is { } common
            ? new Resolution(common.WithNullable(Declare.AnyNullable(arguments)),
                [.. arguments.Select(a => a.Type.SameAs(common) ? null : common.WithNullable(a.Type.Nullable))])
            : Resolution.Fail(Signature.Mismatch("MAP_UNION", "(MAP, ...)", arguments));

    // Of equal keys the last map's value wins.
    private static void Union(in RowCall call)
    {
        var result = (ListColumn)call.Result;
        result.Begin(call.Row);
        for (var argument = 0; argument < call.Count; argument++)
        {
            var map = (ListColumn)call.Argument(argument);
            for (var i = map.Start(call.Row); i < map.Start(call.Row) + map.Count(call.Row); i++)
            {
                MapBuilder.Put(result, call.Row, map.Keys!, i, map.Elements, i);
            }
        }
    }

    private static Resolution ResolveFromArrays(IReadOnlyList<Argument> arguments) =>
        arguments.Count == 2 && arguments.All(a => a.Type.Kind == TypeKind.Array)
            ? Resolution.Of(SqlType.Map(arguments[0].Type.Element!, arguments[1].Type.Element!)
                .WithNullable(Declare.AnyNullable(arguments)))
            : Resolution.Fail(Signature.Mismatch("MAP_FROM_ARRAYS", "(ARRAY, ARRAY)", arguments));

    private static void FromArrays(in RowCall call)
    {
        var keys = (ListColumn)call.Argument(0);
        var values = (ListColumn)call.Argument(1);
        if (keys.Count(call.Row) != values.Count(call.Row))
        {
            call.Fail($"MAP_FROM_ARRAYS: {keys.Count(call.Row)} keys for {values.Count(call.Row)} values");
            return;
        }

        var result = (ListColumn)call.Result;
        result.Begin(call.Row);
        for (var i = 0; i < keys.Count(call.Row); i++)
        {
            MapBuilder.Put(result, call.Row, keys.Elements, keys.Start(call.Row) + i, values.Elements,
                values.Start(call.Row) + i);
        }
    }

    /// <summary>STR_TO_MAP(text [, entry separator, key separator]); both separators are regular expressions.</summary>
    private sealed class TextSplitter
    {
        private readonly BytesColumn _keys = new();
        private readonly BytesColumn _values = new();
        private readonly Dictionary<string, Regex?> _compiled = [];

        public void ToMap(in RowCall call)
        {
            var result = (ListColumn)call.Result;
            result.Begin(call.Row);
            var text = System.Text.Encoding.UTF8.GetString(call.Bytes(0));
            var entries = Compiled(call.Count > 1 ? call.Bytes(1) : ","u8);
            var pairs = Compiled(call.Count > 2 ? call.Bytes(2) : "="u8);
            if (text.Length == 0 || entries is null || pairs is null)
            {
                return;
            }

            foreach (var entry in entries.Split(text))
            {
                var parts = pairs.Split(entry, 2);
                Put(result, call.Row, parts[0], parts.Length > 1 ? parts[1] : null);
            }
        }

        private void Put(ListColumn result, int row, string key, string? value)
        {
            _keys.Reset(1);
            _values.Reset(1);
            _keys.Set(0, System.Text.Encoding.UTF8.GetBytes(key));
            if (value is null)
            {
                _values.SetNull(0);
            }
            else
            {
                _values.Set(0, System.Text.Encoding.UTF8.GetBytes(value));
            }

            MapBuilder.Put(result, row, _keys, 0, _values, 0);
        }

        private Regex? Compiled(ReadOnlySpan<byte> pattern)
        {
            const int maxPatterns = 100;
            var text = System.Text.Encoding.UTF8.GetString(pattern);
            if (!_compiled.TryGetValue(text, out var regex))
            {
                regex = Text.JavaRegex.TryCompile(text);
                if (_compiled.Count < maxPatterns)
                {
                    _compiled[text] = regex;
                }
            }

            return regex;
        }
    }
}
