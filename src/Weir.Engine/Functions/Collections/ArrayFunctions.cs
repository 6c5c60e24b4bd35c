using System.Buffers;
using Weir.Engine.Columns;
using Weir.Engine.Functions.Kernels;
using Weir.Engine.Types;

namespace Weir.Engine.Functions.Collections;

/// <summary>ARRAY_* and SPLIT. NULL elements equal each other.</summary>
internal static class ArrayFunctions
{
    public static IEnumerable<ScalarFunction> All { get; } =
    [
        WithElement("ARRAY_CONTAINS", _ => SqlType.Boolean, Contains, seesNulls: true),
        WithElement("ARRAY_POSITION", _ => SqlType.Int, Position),
        WithElement("ARRAY_REMOVE", a => a, Remove, seesNulls: true),
        WithElement("ARRAY_APPEND", a => a, Append, seesNulls: true),
        WithElement("ARRAY_PREPEND", a => a, Prepend, seesNulls: true),
        One("ARRAY_DISTINCT", a => a, Distinct),
        One("ARRAY_REVERSE", a => a, Reverse),
        One("ARRAY_MAX", a => a.Element!.WithNullable(true), (in RowCall c) => Extreme(c, 1), ordered: true),
        One("ARRAY_MIN", a => a.Element!.WithNullable(true), (in RowCall c) => Extreme(c, -1), ordered: true),
        Several("ARRAY_UNION", 2, Union),
        Several("ARRAY_EXCEPT", 2, Except),
        Several("ARRAY_INTERSECT", 2, Intersect),
        Several("ARRAY_CONCAT", int.MaxValue, Concat),
        new("ARRAY_SLICE", ResolveSlice, (t, k, _) => new RowKernel(t, k, Slice)),
        new("ARRAY_SORT", ResolveSort, (t, k, _) => new RowKernel(t, k, new ArraySorter().Sort)),
        new("ARRAY_JOIN", ResolveJoin, (t, k, _) => new RowKernel(t, k, Join) { SeesNulls = true, Fails = true }),
        Declare.Rows("SPLIT", new Signature(Parameter.Text, Parameter.Text), SqlType.Array(SqlType.String.NotNull()),
            Split),
    ];

    // (array, element): the element becomes of the array's type, or the array of the element's.
    private static ScalarFunction WithElement(
        string name, Func<SqlType, SqlType> result, RowFunction function, bool seesNulls = false) => new(name, a =>
        {
            if (a.Count != 2 || a[0].Type.Kind != TypeKind.Array
                || TypeRules.CommonType(a[0].Type.Element!, a[1].Type) is not { } element)
            {
                return Resolution.Fail(Signature.Mismatch(name, "(ARRAY, element)", a));
            }

            var array = a[0].Type with { Element = element };
            var nullable = name == "ARRAY_POSITION" ? Declare.AnyNullable(a) : a[0].Type.Nullable;
            return new Resolution(result(array).WithNullable(nullable),
            [
                a[0].Type.SameAs(array) ? null : array,
                a[1].Type.SameAs(element) ? null : element.WithNullable(a[1].Type.Nullable),
            ]);
        }, (t, k, _) => new RowKernel(t, k, function) { SeesNulls = seesNulls });

    private static ScalarFunction One(
        string name, Func<SqlType, SqlType> result, RowFunction function, bool ordered = false) => new(name, a =>
            a.Count == 1 && a[0].Type.Kind == TypeKind.Array
                && !(ordered && ComparisonFunctions.IsNested(a[0].Type.Element!))
                ? Resolution.Of(result(a[0].Type).WithNullable(ordered || a[0].Type.Nullable))
                : Resolution.Fail(Signature.Mismatch(name, "(ARRAY)", a)),
            (t, k, _) => new RowKernel(t, k, function));

    private static ScalarFunction Several(string name, int maxCount, RowFunction function) => new(name, a =>
        a.Count >= 1 && a.Count <= maxCount && (maxCount != 2 || a.Count == 2)
            && a.All(x => x.Type.Kind is TypeKind.Array)
            && TypeRules.CommonType(a.Select(x => x.Type)) is { } common
            ? new Resolution(common.WithNullable(Declare.AnyNullable(a)),
                [.. a.Select(x => x.Type.SameAs(common) ? null : common.WithNullable(x.Type.Nullable))])
            : Resolution.Fail(Signature.Mismatch(name, maxCount == 2 ? "(ARRAY, ARRAY)" : "(ARRAY, ...)", a)),
        (t, k, _) => new RowKernel(t, k, function));

    private static void Contains(in RowCall call)
    {
        if (call.IsNull(0))
        {
            call.ReturnNull();
            return;
        }

        call.Return(IndexOf((ListColumn)call.Argument(0), call.Row, call.Argument(1), call.Row) >= 0);
    }

    private static void Position(in RowCall call) =>
        call.Return(IndexOf((ListColumn)call.Argument(0), call.Row, call.Argument(1), call.Row) + 1);

    private static void Remove(in RowCall call)
    {
        if (call.IsNull(0))
        {
            call.ReturnNull();
            return;
        }

        var list = (ListColumn)call.Argument(0);
        var result = Begin(call);
        for (var i = list.Start(call.Row); i < list.Start(call.Row) + list.Count(call.Row); i++)
        {
            if (!ColumnValues.AreEqual(list.Elements, i, call.Argument(1), call.Row))
            {
                Add(call, result, list.Elements, i);
            }
        }
    }

    private static void Append(in RowCall call)
    {
        if (call.IsNull(0))
        {
            call.ReturnNull();
            return;
        }

        var result = Begin(call);
        AddAll(call, result, (ListColumn)call.Argument(0));
        Add(call, result, call.Argument(1), call.Row);
    }

    private static void Prepend(in RowCall call)
    {
        if (call.IsNull(0))
        {
            call.ReturnNull();
            return;
        }

        var result = Begin(call);
        Add(call, result, call.Argument(1), call.Row);
        AddAll(call, result, (ListColumn)call.Argument(0));
    }

    private static void Distinct(in RowCall call) => AddNew(call, Begin(call), (ListColumn)call.Argument(0));

    private static void Reverse(in RowCall call)
    {
        var list = (ListColumn)call.Argument(0);
        var result = Begin(call);
        for (var i = list.Count(call.Row) - 1; i >= 0; i--)
        {
            Add(call, result, list.Elements, list.Start(call.Row) + i);
        }
    }

    // NULL elements do not count.
    private static void Extreme(in RowCall call, int sign)
    {
        var list = (ListColumn)call.Argument(0);
        var best = -1;
        for (var i = list.Start(call.Row); i < list.Start(call.Row) + list.Count(call.Row); i++)
        {
            if (!list.Elements.IsNull(i)
                && (best < 0 || ColumnValues.Compare(list.Elements, i, list.Elements, best) * sign > 0))
            {
                best = i;
            }
        }

        if (best < 0)
        {
            call.ReturnNull();
        }
        else
        {
            call.Result.CopyFrom(call.Row, list.Elements, best);
        }
    }

    private static void Union(in RowCall call)
    {
        var result = Begin(call);
        AddNew(call, result, (ListColumn)call.Argument(0));
        AddNew(call, result, (ListColumn)call.Argument(1));
    }

    private static void Except(in RowCall call) => Pick(call, wanted: false);

    private static void Intersect(in RowCall call) => Pick(call, wanted: true);

    // The distinct elements of the first array that the second has, or has not.
    private static void Pick(in RowCall call, bool wanted)
    {
        var first = (ListColumn)call.Argument(0);
        var second = (ListColumn)call.Argument(1);
        var result = Begin(call);
        for (var i = first.Start(call.Row); i < first.Start(call.Row) + first.Count(call.Row); i++)
        {
            if (IndexOf(second, call.Row, first.Elements, i) >= 0 == wanted
                && IndexOf(result, call.Row, first.Elements, i) < 0)
            {
                Add(call, result, first.Elements, i);
            }
        }
    }

    private static void Concat(in RowCall call)
    {
        var result = Begin(call);
        for (var i = 0; i < call.Count; i++)
        {
            AddAll(call, result, (ListColumn)call.Argument(i));
        }
    }

    private static Resolution ResolveSlice(IReadOnlyList<Argument> a)
    {
        var fits = a.Count is 2 or 3 && a[0].Type.Kind == TypeKind.Array
            && a.Skip(1).All(x => x.Type.Kind is TypeKind.TinyInt or TypeKind.SmallInt or TypeKind.Int);
        return fits
            ? new Resolution(a[0].Type.WithNullable(Declare.AnyNullable(a)),
                [null, .. a.Skip(1).Select(x => SqlType.Int.WithNullable(x.Type.Nullable))])
            : Resolution.Fail(Signature.Mismatch("ARRAY_SLICE", "(ARRAY, INT [, INT])", a));
    }

    // Both ends count from 1, from the end when negative; 0 is 1.
    private static void Slice(in RowCall call)
    {
        var list = (ListColumn)call.Argument(0);
        var count = list.Count(call.Row);
        var from = Place(call.Int(1), count);
        var to = call.Count > 2 ? Place(call.Int(2), count) : count;
        var result = Begin(call);
        for (var i = Math.Max(from, 1); i <= Math.Min(to, count); i++)
        {
            Add(call, result, list.Elements, list.Start(call.Row) + i - 1);
        }
    }

    private static int Place(int index, int count) => index < 0 ? count + index + 1 : index == 0 ? 1 : index;

    private static Resolution ResolveSort(IReadOnlyList<Argument> a)
    {
        var fits = a.Count is >= 1 and <= 3 && a[0].Type.Kind == TypeKind.Array
            && !ComparisonFunctions.IsNested(a[0].Type.Element!) && a.Skip(1).All(x => x.Type.Kind == TypeKind.Boolean);
        return fits
            ? Resolution.Of(a[0].Type.WithNullable(Declare.AnyNullable(a)))
            : Resolution.Fail(Signature.Mismatch("ARRAY_SORT", "(ARRAY [, BOOLEAN [, BOOLEAN]])", a));
    }

    private static Resolution ResolveJoin(IReadOnlyList<Argument> a)
    {
        var fits = a.Count is 2 or 3 && a[0].Type.Kind == TypeKind.Array && a[0].Type.Element!.IsString
            && a.Skip(1).All(x => x.Type.IsString);
        return fits
            ? Resolution.Of(SqlType.String.WithNullable(Declare.AnyNullable(a)))
            : Resolution.Fail(Signature.Mismatch("ARRAY_JOIN", "(ARRAY<STRING>, STRING [, STRING])", a));
    }

    // NULL elements are left out, or written as the third argument.
    private static void Join(in RowCall call)
    {
        if (call.IsNull(0) || call.IsNull(1) || (call.Count > 2 && call.IsNull(2)))
        {
            call.ReturnNull();
            return;
        }

        var list = (ListColumn)call.Argument(0);
        var texts = (BytesColumn)list.Elements;
        var joined = new ArrayBufferWriter<byte>(64);
        var first = true;
        for (var i = list.Start(call.Row); i < list.Start(call.Row) + list.Count(call.Row); i++)
        {
            if (texts.IsNull(i) && call.Count < 3)
            {
                continue;
            }

            joined.Write(first ? default : call.Bytes(1));
            joined.Write(texts.IsNull(i) ? call.Bytes(2) : texts[i]);
            first = false;
        }

        if (Text.TextLimits.Allow(call, joined.WrittenCount))
        {
            call.Return(joined.WrittenSpan);
        }
    }

    // An empty text has no parts; an empty separator separates every character.
    private static void Split(in RowCall call)
    {
        var text = call.Bytes(0);
        var separator = call.Bytes(1);
        var result = Begin(call);
        var parts = (BytesColumn)result.Elements;
        while (!text.IsEmpty && separator.IsEmpty)
        {
            var size = Utf8Text.SizeAt(text, 0);
            parts.Set(result.Add(call.Row), text[..size]);
            text = text[size..];
        }

        if (separator.IsEmpty || text.IsEmpty)
        {
            return;
        }

        for (var end = text.IndexOf(separator); end >= 0; end = text.IndexOf(separator))
        {
            parts.Set(result.Add(call.Row), text[..end]);
            text = text[(end + separator.Length)..];
        }

        parts.Set(result.Add(call.Row), text);
    }

    private static ListColumn Begin(in RowCall call)
    {
        var result = (ListColumn)call.Result;
        result.Begin(call.Row);
        return result;
    }

    private static void Add(in RowCall call, ListColumn result, Column elements, int index) =>
        result.Elements.CopyFrom(result.Add(call.Row), elements, index);

    private static void AddAll(in RowCall call, ListColumn result, ListColumn list)
    {
        for (var i = list.Start(call.Row); i < list.Start(call.Row) + list.Count(call.Row); i++)
        {
            Add(call, result, list.Elements, i);
        }
    }

    private static void AddNew(in RowCall call, ListColumn result, ListColumn list)
    {
        for (var i = list.Start(call.Row); i < list.Start(call.Row) + list.Count(call.Row); i++)
        {
            if (IndexOf(result, call.Row, list.Elements, i) < 0)
            {
                Add(call, result, list.Elements, i);
            }
        }
    }

    private static int IndexOf(ListColumn list, int row, Column value, int valueRow)
    {
        for (var i = 0; i < list.Count(row); i++)
        {
            if (ColumnValues.AreEqual(list.Elements, list.Start(row) + i, value, valueRow))
            {
                return i;
            }
        }

        return -1;
    }
}

/// <summary>ARRAY_SORT(array [, ascending [, nulls first]]): NULLs come first ascending and last descending unless said.
/// </summary>
internal sealed class ArraySorter
{
    private readonly List<int> _order = [];

    public void Sort(in RowCall call)
    {
        var list = (ListColumn)call.Argument(0);
        var elements = list.Elements;
        var ascending = call.Count < 2 || call.Bool(1);
        var nullsFirst = call.Count > 2 ? call.Bool(2) : ascending;
        _order.Clear();
        for (var i = 0; i < list.Count(call.Row); i++)
        {
            _order.Add(list.Start(call.Row) + i);
        }

        _order.Sort((a, b) => (elements.IsNull(a), elements.IsNull(b)) switch
        {
            (true, true) => 0,
            (true, false) => nullsFirst ? -1 : 1,
            (false, true) => nullsFirst ? 1 : -1,
            _ => ColumnValues.Compare(elements, a, elements, b) * (ascending ? 1 : -1),
        });
        var result = (ListColumn)call.Result;
        result.Begin(call.Row);
        foreach (var index in _order)
        {
            result.Elements.CopyFrom(result.Add(call.Row), elements, index);
        }
    }
}
