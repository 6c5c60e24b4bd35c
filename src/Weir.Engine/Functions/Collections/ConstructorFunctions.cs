using Weir.Engine.Columns;
using Weir.Engine.Functions.Kernels;
using Weir.Engine.Types;

namespace Weir.Engine.Functions.Collections;

/// <summary>ROW, ARRAY and MAP constructors, <c>[]</c>, CARDINALITY and ELEMENT.</summary>
internal static class ConstructorFunctions
{
    public static IEnumerable<ScalarFunction> All { get; } =
    [
        new("ROW", ResolveRow, (t, k, _) => new RowConstructorKernel(t, k)),
        new("ARRAY", ResolveArray, (t, k, _) => new ArrayConstructorKernel(t, k)),
        new("MAP", ResolveMap, (t, k, _) => new MapConstructorKernel(t, k)),
        new("[]", ResolveItem, (t, k, _) => new ItemKernel(t, k[0], k[1])),
        new("CARDINALITY", ResolveCardinality, (t, k, _) => new RowKernel(t, k, Cardinality)),
        new("ELEMENT", ResolveElement, (t, k, _) => new RowKernel(t, k, Element) { Fails = true }),
    ];

    private static Resolution ResolveRow(IReadOnlyList<Argument> arguments) => arguments.Count == 0
        ? Resolution.Fail("ROW takes at least one value")
        : Resolution.Of(SqlType.Row([.. arguments.Select((a, i) => new RowField($"EXPR${i}", a.Type))]).NotNull());

    private static Resolution ResolveArray(IReadOnlyList<Argument> arguments)
    {
        if (arguments.Count == 0
            || TypeRules.CommonType(arguments.Select(a => a.Type)) is not { Kind: not TypeKind.Null } element)
        {
            return Resolution.Fail(Signature.Mismatch("ARRAY", "at least one value, all of one type", arguments));
        }

        return new Resolution(SqlType.Array(element).NotNull(), [.. arguments.Select(a => CastTo(element, a.Type))]);
    }

    private static Resolution ResolveMap(IReadOnlyList<Argument> arguments)
    {
        var keys = TypeRules.CommonType(arguments.Where((_, i) => i % 2 == 0).Select(a => a.Type));
        var values = TypeRules.CommonType(arguments.Where((_, i) => i % 2 == 1).Select(a => a.Type));
        if (arguments.Count == 0 || arguments.Count % 2 != 0 || keys is null or { Kind: TypeKind.Null }
            || values is null or { Kind: TypeKind.Null })
        {
            return Resolution.Fail(
                Signature.Mismatch("MAP", "keys of one type and values of one type in turn", arguments));
        }

        return new Resolution(SqlType.Map(keys, values).NotNull(),
            [.. arguments.Select((a, i) => CastTo(i % 2 == 0 ? keys : values, a.Type))]);
    }

    private static Resolution ResolveItem(IReadOnlyList<Argument> arguments)
    {
        if (arguments.Count != 2)
        {
            return Resolution.Fail(Signature.Mismatch("[]", "(ARRAY, INT) or (MAP, key)", arguments));
        }

        var target = arguments[0].Type;
        var index = arguments[1];
        if (target.Kind == TypeKind.Array && index.Type.Kind is TypeKind.TinyInt or TypeKind.SmallInt or TypeKind.Int)
        {
            return index is { IsLiteral: true, Value: long and < 1 and var at }
                ? Resolution.Fail($"the elements of an ARRAY count from 1; got {at}")
                : Resolution.Of(target.Element!.WithNullable(true), null, CastTo(SqlType.Int, index.Type));
        }

        if (target.Kind == TypeKind.Map && TypeRules.CanImplicitlyCast(index.Type, target.Key!))
        {
            return Resolution.Of(target.Element!.WithNullable(true), null, CastTo(target.Key!, index.Type));
        }

        return Resolution.Fail(Signature.Mismatch("[]", "(ARRAY, INT) or (MAP, key)", arguments));
    }

    private static Resolution ResolveCardinality(IReadOnlyList<Argument> arguments) =>
        arguments.Count == 1 && arguments[0].Type.Kind is TypeKind.Array or TypeKind.Map
            ? Resolution.Of(SqlType.Int.WithNullable(arguments[0].Type.Nullable))
            : Resolution.Fail(Signature.Mismatch("CARDINALITY", "(ARRAY) or (MAP)", arguments));

    private static Resolution ResolveElement(IReadOnlyList<Argument> arguments) =>
        arguments.Count == 1 && arguments[0].Type.Kind == TypeKind.Array
            ? Resolution.Of(arguments[0].Type.Element!.WithNullable(true))
            : Resolution.Fail(Signature.Mismatch("ELEMENT", "(ARRAY)", arguments));

    private static SqlType? CastTo(SqlType to, SqlType from) =>
        from.SameAs(to) || (from.IsString && to.IsString) || (from.IsBinary && to.IsBinary)
            ? null
            : to.WithNullable(from.Nullable);

    private static void Cardinality(in RowCall call) => call.Return(((ListColumn)call.Argument(0)).Count(call.Row));

    // The only element; NULL when there is none.
    private static void Element(in RowCall call)
    {
        var list = (ListColumn)call.Argument(0);
        switch (list.Count(call.Row))
        {
            case 0:
                call.ReturnNull();
                break;
            case 1:
                call.Result.CopyFrom(call.Row, list.Elements, list.Start(call.Row));
                break;
            default:
                call.Fail("ELEMENT: the array has more than one element");
                break;
        }
    }
}

/// <summary>A ROW of other kernels' columns: nothing is copied.</summary>
internal sealed class RowConstructorKernel : ScalarKernel
{
    private readonly RowColumn _result;
    private readonly Column[] _fields;

    public RowConstructorKernel(SqlType type, IReadOnlyList<Kernel> inputs)
        : base(type, [.. inputs])
    {
        _fields = new Column[inputs.Count];
        _result = (RowColumn)Column.Create(type);
    }

    public override Column Evaluate(Batch batch, Rows rows, EvaluationContext context)
    {
        for (var i = 0; i < _fields.Length; i++)
        {
            _fields[i] = Inputs[i].Evaluate(batch, rows, context);
        }

        _result.Borrow(rows.Length, _fields);
        return _result;
    }
}

internal sealed class ArrayConstructorKernel : ScalarKernel
{
    private readonly ListColumn _result;
    private readonly Column[] _items;

    public ArrayConstructorKernel(SqlType type, IReadOnlyList<Kernel> inputs)
        : base(type, [.. inputs])
    {
        _items = new Column[inputs.Count];
        _result = (ListColumn)Column.Create(type);
        IsCostly = true;
    }

    public override Column Evaluate(Batch batch, Rows rows, EvaluationContext context)
    {
        for (var i = 0; i < _items.Length; i++)
        {
            _items[i] = Inputs[i].Evaluate(batch, rows, context);
        }

        _result.Reset(rows.Length);
        for (var i = 0; i < rows.Count; i++)
        {
            _result.Begin(rows[i]);
            foreach (var item in _items)
            {
                _result.Elements.CopyFrom(_result.Add(rows[i]), item, rows[i]);
            }
        }

        return _result;
    }
}

/// <summary>A MAP of keys and values in turn; of equal keys the last wins.</summary>
internal sealed class MapConstructorKernel : ScalarKernel
{
    private readonly ListColumn _result;
    private readonly Column[] _items;

    public MapConstructorKernel(SqlType type, IReadOnlyList<Kernel> inputs)
        : base(type, [.. inputs])
    {
        _items = new Column[inputs.Count];
        _result = (ListColumn)Column.Create(type);
        IsCostly = true;
    }

    public override Column Evaluate(Batch batch, Rows rows, EvaluationContext context)
    {
        for (var i = 0; i < _items.Length; i++)
        {
            _items[i] = Inputs[i].Evaluate(batch, rows, context);
        }

        _result.Reset(rows.Length);
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            _result.Begin(row);
            for (var item = 0; item < _items.Length; item += 2)
            {
                MapBuilder.Put(_result, row, _items[item], row, _items[item + 1], row);
            }
        }

        return _result;
    }
}

/// <summary>An element of an array (from 1) or a value of a map; NULL when there is none.</summary>
internal sealed class ItemKernel : ScalarKernel
{
    private readonly Column _result;

    public ItemKernel(SqlType type, Kernel target, Kernel index)
        : base(type, target, index) => _result = Column.Create(type);

    public override Column Evaluate(Batch batch, Rows rows, EvaluationContext context)
    {
        var list = (ListColumn)Inputs[0].Evaluate(batch, rows, context);
        var index = Inputs[1].Evaluate(batch, rows, context);
        _result.Reset(rows.Length);
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            var place = list.IsNull(row) ? -1 : PlaceOf(list, row, index);
            if (place < 0)
            {
                _result.SetNullDeep(row);
            }
            else
            {
                _result.CopyFrom(row, list.Elements, place);
            }
        }

        return _result;
    }

    private static int PlaceOf(ListColumn list, int row, Column index)
    {
        if (list.Keys is not null)
        {
            return ColumnValues.FindKey(list, row, index, row);
        }

        var at = index.IsNull(row) ? 0 : ((FixedColumn<int>)index)[row];
        return at >= 1 && at <= list.Count(row) ? list.Start(row) + at - 1 : -1;
    }
}

/// <summary>Puts entries into a map value that is being made.</summary>
internal static class MapBuilder
{
    /// <summary>Adds an entry, or replaces the value of an equal key.</summary>
    public static void Put(ListColumn map, int row, Column keys, int keyRow, Column values, int valueRow)
    {
        var place = ColumnValues.FindKey(map, row, keys, keyRow);
        if (place < 0)
        {
            place = map.Add(row);
            map.Keys!.CopyFrom(place, keys, keyRow);
        }

        map.Elements.CopyFrom(place, values, valueRow);
    }
}
