using Weir.Engine.Columns;
using Weir.Engine.Functions.Kernels;
using Weir.Engine.Types;

namespace Weir.Engine.Functions.Casts;

/// <summary>Casts of ARRAY, MAP, MULTISET and ROW: element by element, or to text.</summary>
internal static class NestedCasts
{
    public static Kernel Make(Kernel input, SqlType to, bool failureIsNull) => to.Kind == TypeKind.Row
        ? new RowCastKernel(to, input, failureIsNull)
        : new ListCastKernel(to, input, failureIsNull);

    /// <summary><c>[a, NULL]</c>, <c>{k=v}</c>, <c>(a, b)</c>.</summary>
    public static Kernel ToText(Kernel input) => new NestedTextKernel(input);
}

/// <summary>A ROW cast field by field, by position.</summary>
internal sealed class RowCastKernel : ScalarKernel
{
    private readonly Kernel _input;
    private readonly HeldKernel[] _held;
    private readonly Kernel[] _casts;
    private readonly RowColumn _result;
    private readonly Column[] _fields;

    public RowCastKernel(SqlType type, Kernel input, bool failureIsNull)
        : base(type, input)
    {
        _input = input;
        _held = [.. input.Type.Fields.Select(f => new HeldKernel(f.Type))];
        _casts = [.. type.Fields.Select((f, i) => CastFunctions.Cast(_held[i], f.Type, failureIsNull))];
        _fields = new Column[_casts.Length];
        _result = new RowColumn([.. type.Fields.Select(f => Column.Create(f.Type))]);
    }

    protected override bool FailsItself => _casts.Any(c => c.CanFail);

    public override Column Evaluate(Batch batch, Rows rows, EvaluationContext context)
    {
        var row = (RowColumn)_input.Evaluate(batch, rows, context);
        for (var i = 0; i < _casts.Length; i++)
        {
            _held[i].Held = row.Children[i];
            _fields[i] = _casts[i].Evaluate(batch, rows, context);
        }

        _result.Borrow(rows.Length, _fields);
        _result.AddNullsOf(row);
        return _result;
    }
}

/// <summary>An ARRAY, MAP or MULTISET cast element by element.</summary>
internal sealed class ListCastKernel : ScalarKernel
{
    private readonly Kernel _input;
    private readonly ElementCast _elements;
    private readonly ElementCast? _keys;
    private readonly ListColumn _result;

    public ListCastKernel(SqlType type, Kernel input, bool failureIsNull)
        : base(type, input)
    {
        _input = input;
        var from = input.Type;
        var isMultiset = type.Kind == TypeKind.Multiset;
        _keys = type.Kind == TypeKind.Array
            ? null
            : new ElementCast(from.Key ?? from.Element!, type.Key ?? type.Element!, failureIsNull);
        _elements = isMultiset
            ? new ElementCast(SqlType.Int, SqlType.Int, failureIsNull)
            : new ElementCast(from.Element!, type.Element!, failureIsNull);
        _result = (ListColumn)Column.Create(type);
        IsCostly = true;
    }

    protected override bool FailsItself => _elements.CanFail || _keys is { CanFail: true };

    public override Column Evaluate(Batch batch, Rows rows, EvaluationContext context)
    {
        var list = (ListColumn)_input.Evaluate(batch, rows, context);
        var elements = _elements.Evaluate(list, list.Elements, rows, context);
        var keys = _keys?.Evaluate(list, list.Keys!, rows, context);
        _result.Reset(rows.Length);
        _result.AddNullsOf(list);
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            _result.Begin(row);
            var start = list.Start(row);
            for (var j = 0; j < list.Count(row); j++)
            {
                var index = _result.Add(row);
                _result.Elements.CopyFrom(index, elements, start + j);
                _result.Keys?.CopyFrom(index, keys!, start + j);
            }
        }

        return _result;
    }
}

/// <summary>Casts the elements that belong to the given rows of a list column.</summary>
internal sealed class ElementCast
{
    private readonly HeldKernel _held;
    private readonly Kernel _cast;
    private readonly Batch _none = new([]);
    private int[] _wanted = [];

    public ElementCast(SqlType from, SqlType to, bool failureIsNull)
    {
        _held = new HeldKernel(from);
        _cast = CastFunctions.Cast(_held, to, failureIsNull);
    }

    public bool CanFail => _cast.CanFail;

    /// <summary>The cast elements, at the same places as in <paramref name="elements"/>.</summary>
    public Column Evaluate(ListColumn list, Column elements, Rows rows, EvaluationContext context)
    {
        if (_wanted.Length < elements.Length)
        {
            _wanted = new int[elements.Length];
        }

        var wanted = 0;
        for (var i = 0; i < rows.Count; i++)
        {
            var start = list.IsNull(rows[i]) ? 0 : list.Start(rows[i]);
            for (var j = 0; j < list.Count(rows[i]); j++)
            {
                _wanted[wanted++] = start + j;
            }
        }

        _held.Held = elements;
        return _cast.Evaluate(_none, Rows.Selected(elements.Length, _wanted.AsSpan(0, wanted)), context);
    }
}

/// <summary>Nested values as text.</summary>
internal sealed class NestedTextKernel : ScalarKernel
{
    private readonly Kernel _input;
    private readonly BytesColumn _result = new();
    private readonly ElementCast? _elements;
    private readonly ElementCast? _keys;
    private readonly HeldKernel[] _held = [];
    private readonly Kernel[] _fields = [];
    private readonly BytesColumn[] _texts;
    private byte[] _line = new byte[256];

    public NestedTextKernel(Kernel input)
        : base(SqlType.String, input)
    {
        _input = input;
        var type = input.Type;
        if (type.Kind == TypeKind.Row)
        {
            _held = [.. type.Fields.Select(f => new HeldKernel(f.Type))];
            _fields = [.. _held.Select(h => CastFunctions.Cast(h, SqlType.String))];
        }
        else
        {
            var isMultiset = type.Kind == TypeKind.Multiset;
            _elements = new ElementCast(isMultiset ? SqlType.Int : type.Element!, SqlType.String, false);
            _keys = type.Kind == TypeKind.Array
                ? null
                : new ElementCast(type.Key ?? type.Element!, SqlType.String, false);
        }

        _texts = new BytesColumn[_fields.Length];
        IsCostly = true;
    }

    public override Column Evaluate(Batch batch, Rows rows, EvaluationContext context)
    {
        var column = _input.Evaluate(batch, rows, context);
        _result.Reset(rows.Length);
        _result.AddNullsOf(column);
        if (column is ListColumn list)
        {
            var elements = (BytesColumn)_elements!.Evaluate(list, list.Elements, rows, context);
            var keys = (BytesColumn?)_keys?.Evaluate(list, list.Keys!, rows, context);
            for (var i = 0; i < rows.Count; i++)
            {
                if (!list.IsNull(rows[i]))
                {
                    WriteList(list, rows[i], keys, elements);
                }
            }

            return _result;
        }

        for (var i = 0; i < _fields.Length; i++)
        {
            _held[i].Held = ((RowColumn)column).Children[i];
            _texts[i] = (BytesColumn)_fields[i].Evaluate(batch, rows, context);
        }

        for (var i = 0; i < rows.Count; i++)
        {
            if (!column.IsNull(rows[i]))
            {
                WriteRow(rows[i]);
            }
        }

        return _result;
    }

    private void WriteList(ListColumn list, int row, BytesColumn? keys, BytesColumn elements)
    {
        var length = 0;
        Append(ref length, keys is null ? "["u8 : "{"u8);
        var start = list.Start(row);
        for (var i = start; i < start + list.Count(row); i++)
        {
            Append(ref length, i == start ? default : ", "u8);
            if (keys is not null)
            {
                AppendValue(ref length, keys, i);
                Append(ref length, "="u8);
            }

            AppendValue(ref length, elements, i);
        }

        Append(ref length, keys is null ? "]"u8 : "}"u8);
        _result.Set(row, _line.AsSpan(0, length));
    }

    private void WriteRow(int row)
    {
        var length = 0;
        Append(ref length, "("u8);
        for (var i = 0; i < _texts.Length; i++)
        {
            Append(ref length, i == 0 ? default : ", "u8);
            AppendValue(ref length, _texts[i], row);
        }

        Append(ref length, ")"u8);
        _result.Set(row, _line.AsSpan(0, length));
    }

    private void AppendValue(ref int length, BytesColumn column, int index) =>
        Append(ref length, column.IsNull(index) ? "NULL"u8 : column[index]);

    private void Append(ref int length, ReadOnlySpan<byte> text)
    {
        if (_line.Length - length < text.Length)
        {
            Array.Resize(ref _line, Math.Max(_line.Length * 2, length + text.Length));
        }

        text.CopyTo(_line.AsSpan(length));
        length += text.Length;
    }
}
