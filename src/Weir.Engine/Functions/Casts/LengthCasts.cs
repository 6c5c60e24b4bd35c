using System.Text.Unicode;
using Weir.Engine.Columns;
using Weir.Engine.Functions.Kernels;
using Weir.Engine.Types;

namespace Weir.Engine.Functions.Casts;

/// <summary>Texts and bytes of limited length: CHAR(n) and BINARY(n) are padded, all four are cut. Texts count code
/// points.</summary>
internal static class LengthCasts
{
    /// <summary>A text as CHAR(n), VARCHAR(n) or STRING.</summary>
    public static Kernel Fit(Kernel input, SqlType to)
    {
        var length = to.Precision;
        var pads = to.Kind == TypeKind.Char;
        return !pads && length >= input.Type.Precision
            ? new RetypeKernel(to, input)
            : new RowKernel(to, [input], (in RowCall call) => Fit(call, length, pads));
    }

    /// <summary>Bytes or text as BINARY(n), VARBINARY(n) or BYTES.</summary>
    public static Kernel FitBytes(Kernel input, SqlType to)
    {
        var length = to.Precision;
        var pads = to.Kind == TypeKind.Binary;
        return !pads && (length == SqlType.MaxLength || (input.Type.IsBinary && length >= input.Type.Precision))
            ? new RetypeKernel(to, input)
            : new RowKernel(to, [input], (in RowCall call) => FitBytes(call, length, pads));
    }

    /// <summary>Bytes as UTF-8 text; what is none becomes U+FFFD.</summary>
    public static Kernel BytesToText(Kernel input) => new RowKernel(SqlType.String, [input], DecodeBytes);

    private static void DecodeBytes(in RowCall call)
    {
        var bytes = call.Bytes(0);
        if (Utf8.IsValid(bytes))
        {
            call.Return(bytes);
        }
        else
        {
            call.Return(System.Text.Encoding.UTF8.GetBytes(System.Text.Encoding.UTF8.GetString(bytes)));
        }
    }

    private static void Fit(in RowCall call, int length, bool pads)
    {
        var text = call.Bytes(0);
        var end = Utf8Text.OffsetOf(text, length, out var found);
        var missing = pads ? length - found : 0;
        if (missing <= 0)
        {
            call.Return(text[..end]);
            return;
        }

        var room = call.Reserve(text.Length + missing);
        text.CopyTo(room);
        room.Slice(text.Length, missing).Fill((byte)' ');
        call.Commit(text.Length + missing);
    }

    private static void FitBytes(in RowCall call, int length, bool pads)
    {
        var bytes = call.Bytes(0);
        if (bytes.Length >= length || !pads)
        {
            call.Return(bytes[..Math.Min(length, bytes.Length)]);
            return;
        }

        var room = call.Reserve(length)[..length];
        bytes.CopyTo(room);
        room[bytes.Length..].Clear();
        call.Commit(length);
    }
}
