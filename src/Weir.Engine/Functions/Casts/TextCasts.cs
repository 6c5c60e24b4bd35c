using System.Buffers.Text;
using System.Numerics;
using Weir.Engine.Columns;
using Weir.Engine.Functions.Kernels;
using Weir.Engine.Types;

namespace Weir.Engine.Functions.Casts;

/// <summary>Casts between text and numbers or BOOLEAN.</summary>
internal static class TextCasts
{
    private const int MaxIntegerLength = 20;

    /// <summary>Text to a number or BOOLEAN.</summary>
    public static Kernel FromText(Kernel input, SqlType to, bool failureIsNull) =>
        new RowKernel(to, [input], Reader(to)) { Fails = true, FailureIsNull = failureIsNull };

    /// <summary>A number or BOOLEAN to STRING.</summary>
    public static Kernel ToText(Kernel input) => new RowKernel(SqlType.String, [input], Writer(input.Type));

    private static RowFunction Reader(SqlType to)
    {
        switch (to.Kind)
        {
            case TypeKind.Boolean:
                return (in RowCall call) => ReadBoolean(call, to);
            case TypeKind.TinyInt:
                return (in RowCall call) => ReadInteger<sbyte>(call, to);
            case TypeKind.SmallInt:
                return (in RowCall call) => ReadInteger<short>(call, to);
            case TypeKind.Int:
                return (in RowCall call) => ReadInteger<int>(call, to);
            case TypeKind.BigInt:
                return (in RowCall call) => ReadInteger<long>(call, to);
            case TypeKind.Float:
                return (in RowCall call) => ReadFloating<float>(call, to);
            case TypeKind.Double:
                return (in RowCall call) => ReadFloating<double>(call, to);
            default:
                var writer = new DecimalWriter(to);
                return (in RowCall call) => ReadDecimal(call, to, writer);
        }
    }

    private static RowFunction Writer(SqlType from)
    {
        var scale = from.Scale;
        return from.Kind switch
        {
            TypeKind.Boolean => (in RowCall call) => call.Return(call.Bool(0) ? "TRUE"u8 : "FALSE"u8),
            TypeKind.TinyInt => (in RowCall call) => WriteInteger(call, call.Get<sbyte>(0)),
            TypeKind.SmallInt => (in RowCall call) => WriteInteger(call, call.Get<short>(0)),
            TypeKind.Int => (in RowCall call) => WriteInteger(call, call.Int(0)),
            TypeKind.BigInt => (in RowCall call) => WriteInteger(call, call.Long(0)),
            TypeKind.Float => (in RowCall call) =>
                call.Commit(FloatText.Format(call.Get<float>(0), call.Reserve(FloatText.MaxLength))),
            TypeKind.Double => (in RowCall call) =>
                call.Commit(FloatText.Format(call.Double(0), call.Reserve(FloatText.MaxLength))),
            _ when from.Physical == PhysicalType.Int64 => (in RowCall call) =>
                call.Commit(DecimalText.Format(call.Long(0), scale, call.Reserve(DecimalText.MaxLength))),
            _ => (in RowCall call) =>
                call.Commit(DecimalText.Format(call.Get<Int128>(0), scale, call.Reserve(DecimalText.MaxLength))),
        };
    }

    private static void WriteInteger(in RowCall call, long value)
    {
        Utf8Formatter.TryFormat(value, call.Reserve(MaxIntegerLength), out var length);
        call.Commit(length);
    }

    private static void ReadBoolean(in RowCall call, SqlType to)
    {
        if (BooleanText.TryParse(call.Bytes(0), out var value))
        {
            call.Return(value);
        }
        else
        {
            call.FailToRead(call.Bytes(0), to);
        }
    }

    private static void ReadInteger<T>(in RowCall call, SqlType to)
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
    {
        if (IntegerText.TryParse(call.Bytes(0), out var value)
            && value >= long.CreateTruncating(T.MinValue) && value <= long.CreateTruncating(T.MaxValue))
        {
            call.Return(T.CreateTruncating(value));
        }
        else
        {
            call.FailToRead(call.Bytes(0), to);
        }
    }

    private static void ReadFloating<T>(in RowCall call, SqlType to)
        where T : unmanaged, IFloatingPoint<T>
    {
        if (FloatText.TryParse(call.Bytes(0), out var value))
        {
            call.Return(T.CreateTruncating(value));
        }
        else
        {
            call.FailToRead(call.Bytes(0), to);
        }
    }

    private static void ReadDecimal(in RowCall call, SqlType to, DecimalWriter writer)
    {
        if (DecimalText.TryParse(call.Bytes(0), to.Precision, to.Scale, out var value))
        {
            writer.Return(call, value);
        }
        else
        {
            call.FailToRead(call.Bytes(0), to);
        }
    }
}
