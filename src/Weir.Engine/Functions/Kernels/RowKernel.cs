using System.Runtime.CompilerServices;
using Weir.Engine.Columns;
using Weir.Engine.Types;

namespace Weir.Engine.Functions.Kernels;

/// <summary>Computes one row: reads its arguments from the call and writes the result to it, exactly once.</summary>
internal delegate void RowFunction(in RowCall call);

/// <summary>
/// A function computed row by row: texts, dates, nested values, whatever costs much more than the call. Rows with a NULL
/// argument are NULL without a call unless the function wants to see them.
/// </summary>
internal sealed class RowKernel : ScalarKernel
{
    private readonly RowFunction _function;
    private readonly Column _result;
    private readonly Column[] _arguments;

    public RowKernel(SqlType type, IReadOnlyList<Kernel> inputs, RowFunction function)
        : base(type, [.. inputs])
    {
        _function = function;
        _result = Column.Create(type);
        _arguments = new Column[inputs.Count];
        IsCostly = true;
    }

    /// <summary>The function is called for NULL arguments too.</summary>
    public bool SeesNulls { get; init; }

    /// <summary>The function may call <see cref="RowCall.Fail"/>.</summary>
    public bool Fails { get; init; }

    /// <summary>A failing row is NULL and nothing more (TRY_CAST).</summary>
    public bool FailureIsNull { get; init; }

    protected override bool FailsItself => Fails && !FailureIsNull;

    public override Column Evaluate(Batch batch, Rows rows, EvaluationContext context)
    {
        _result.Reset(rows.Length);
        for (var i = 0; i < _arguments.Length; i++)
        {
            _arguments[i] = Inputs[i].Evaluate(batch, rows, context);
            if (!SeesNulls)
            {
                _result.AddNullsOf(_arguments[i]);
            }
        }

        var count = rows.Count;
        for (var i = 0; i < count; i++)
        {
            var row = rows[i];
            if (!_result.HasNulls || !_result.IsNull(row))
            {
                _function(new RowCall(_arguments, _result, row, context, FailureIsNull));
            }
        }

        return _result;
    }
}

/// <summary>One row of a <see cref="RowKernel"/>: typed access to its arguments and its result.</summary>
internal readonly ref struct RowCall(
    Column[] arguments, Column result, int row, EvaluationContext context, bool failureIsNull)
{
    public int Row => row;

    public int Count => arguments.Length;

    public EvaluationContext Context => context;

    public Column Result => result;

    public Column Argument(int i) => arguments[i];

    public bool IsNull(int i) => arguments[i].IsNull(row);

    // The binder has cast the arguments to what the function takes: their columns have exactly these classes.
    public ReadOnlySpan<byte> Bytes(int i) => Unsafe.As<BytesColumn>(arguments[i])[row];

    public bool Bool(int i) => Unsafe.As<FixedColumn<byte>>(arguments[i])[row] != 0;

    public int Int(int i) => Unsafe.As<FixedColumn<int>>(arguments[i])[row];

    public long Long(int i) => Unsafe.As<FixedColumn<long>>(arguments[i])[row];

    public double Double(int i) => Unsafe.As<FixedColumn<double>>(arguments[i])[row];

    public T Get<T>(int i)
        where T : unmanaged => Unsafe.As<FixedColumn<T>>(arguments[i])[row];

    public void Return(ReadOnlySpan<byte> value) => Unsafe.As<BytesColumn>(result).Set(row, value);

    public void Return<T>(T value)
        where T : unmanaged => Unsafe.As<FixedColumn<T>>(result)[row] = value;

    public void Return(bool value) => Unsafe.As<FixedColumn<byte>>(result)[row] = value ? (byte)1 : (byte)0;

    public void ReturnNull() => result.SetNullDeep(row);

    /// <summary>Room for a text result of at most that many bytes; follow with <see cref="Commit"/>.</summary>
    public Span<byte> Reserve(int bytes) => Unsafe.As<BytesColumn>(result).Reserve(bytes);

    public void Commit(int length) => Unsafe.As<BytesColumn>(result).Commit(row, length);

    /// <summary>The row cannot be computed: the job fails with this message, or TRY_CAST gives NULL.</summary>
    public void Fail(string message)
    {
        result.SetNullDeep(row);
        if (!failureIsNull)
        {
            context.Fail(message);
        }
    }

    /// <summary>As <see cref="Fail(string)"/>, with the text that could not be read as a value of a type.</summary>
    public void FailToRead(ReadOnlySpan<byte> text, SqlType type)
    {
        result.SetNullDeep(row);
        if (!failureIsNull && context.Failure is null)
        {
            const int shown = 100;
            var head = System.Text.Encoding.UTF8.GetString(text[..Math.Min(text.Length, shown)]);
            context.Fail($"'{head}' cannot be cast to {type.WithNullable(true)}");
        }
    }
}
