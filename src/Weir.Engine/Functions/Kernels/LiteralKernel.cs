using System.Text;
using Weir.Engine.Columns;
using Weir.Engine.Types;

namespace Weir.Engine.Functions.Kernels;

/// <summary>A constant, boxed as <see cref="Literals"/> says; its column is filled once and then only changes length.
/// </summary>
internal sealed class LiteralKernel : Kernel
{
    private readonly Column _column;
    private int _filled;

    public LiteralKernel(object? value, SqlType type)
        : base(type)
    {
        Value = value;
        _column = Column.Create(type);
    }

    public object? Value { get; }

    public override Column Evaluate(Batch batch, Rows rows, EvaluationContext context)
    {
        if (_column.Length == rows.Length)
        {
            return _column;
        }

        if (rows.Length <= _filled && Value is not null)
        {
            _column.Resize(rows.Length);
            return _column;
        }

        _filled = Math.Max(rows.Length, Value is null ? 0 : Batch.MaxRows);
        _column.Reset(_filled);
        Fill(_filled);
        _column.Resize(rows.Length);
        return _column;
    }

    /// <summary>The value of a fixed-width literal that is not NULL.</summary>
    public static bool TryGet<T>(Kernel kernel, out T value)
        where T : unmanaged
    {
        value = default;
        if (kernel is not LiteralKernel { Value: not null } literal || literal._column is not FixedColumn<T>)
        {
            return false;
        }

        var column = (FixedColumn<T>)Column.Create(literal.Type);
        column.Reset(1);
        new LiteralKernel(literal.Value, literal.Type).FillInto(column, 1);
        value = column[0];
        return true;
    }

    private void Fill(int rows) => FillInto(_column, rows);

    private void FillInto(Column column, int rows)
    {
        if (Value is null)
        {
            for (var row = 0; row < rows; row++)
            {
                column.SetNullDeep(row);
            }

            return;
        }

        switch (column)
        {
            case BytesColumn bytes:
                FillBytes(bytes, rows);
                break;
            case FixedColumn<byte> c:
                c.Values[..rows].Fill((bool)Value ? (byte)1 : (byte)0);
                break;
            case FixedColumn<sbyte> c:
                c.Values[..rows].Fill((sbyte)(long)Value);
                break;
            case FixedColumn<short> c:
                c.Values[..rows].Fill((short)(long)Value);
                break;
            case FixedColumn<int> c:
                c.Values[..rows].Fill(Value is int i ? i : (int)(long)Value);
                break;
            case FixedColumn<long> c:
                c.Values[..rows].Fill(Value is Int128 d ? (long)d : (long)Value);
                break;
            case FixedColumn<float> c:
                c.Values[..rows].Fill((float)(double)Value);
                break;
            case FixedColumn<double> c:
                c.Values[..rows].Fill((double)Value);
                break;
            case FixedColumn<Int128> c:
                c.Values[..rows].Fill((Int128)Value);
                break;
            default:
                throw new UnreachableLiteralException(Type);
        }
    }

    private void FillBytes(BytesColumn column, int rows)
    {
        var bytes = Value as byte[] ?? Encoding.UTF8.GetBytes((string)Value!);
        var buffer = column.Borrow(bytes);
        for (var row = 0; row < rows; row++)
        {
            column.SetBorrowed(row, buffer, 0, bytes.Length);
        }
    }
}

/// <summary>A literal of a type that has none: a bug in whoever made the plan.</summary>
internal sealed class UnreachableLiteralException(SqlType type) : InvalidOperationException($"no literal of {type}");
