using System.Security.Cryptography;
using System.Text;
using Weir.Engine.Functions.Kernels;
using Weir.Engine.Types;

namespace Weir.Engine.Functions.Text;

/// <summary>Hashes in lower-case hexadecimal, and texts to and from bytes and Base64.</summary>
internal static class HashFunctions
{
    private const int MaxHash = 64;
    private static readonly Signature _text = new(Parameter.Text);
    private static readonly Signature _textInt = new(Parameter.Text, Parameter.Int);
    private static readonly Signature _encode = new(Parameter.Text, Parameter.Text);
    private static readonly Signature _decode = new(Parameter.Bytes, Parameter.Text);

    private delegate int Hash(ReadOnlySpan<byte> text, Span<byte> into);

    public static IEnumerable<ScalarFunction> All { get; } =
    [
        Of("MD5", MD5.HashData), Of("SHA1", SHA1.HashData), Of("SHA224", Sha224.HashData),
        Of("SHA256", SHA256.HashData), Of("SHA384", SHA384.HashData), Of("SHA512", SHA512.HashData),
        Declare.NullableRows("SHA2", _textInt, SqlType.VarChar(2 * MaxHash), Sha2, fails: true),
        Declare.Rows("TO_BASE64", _text, SqlType.String, ToBase64, fails: true),
        Declare.Rows("FROM_BASE64", _text, SqlType.String, FromBase64, fails: true),
        Declare.Rows("ENCODE", _encode, SqlType.Bytes, Encode, fails: true),
        Declare.Rows("DECODE", _decode, SqlType.String, Decode, fails: true),
    ];

    private static ScalarFunction Of(string name, Hash hash)
    {
        Span<byte> probe = stackalloc byte[MaxHash];
        var size = hash(default, probe);
        return Declare.Rows(name, _text, SqlType.Char(2 * size), (in RowCall call) => Write(call, hash));
    }

    private static void Write(in RowCall call, Hash hash)
    {
        Span<byte> bytes = stackalloc byte[MaxHash];
        var size = hash(call.Bytes(0), bytes);
        Convert.TryToHexStringLower(bytes[..size], call.Reserve(2 * size), out var length);
        call.Commit(length);
    }

    private static void Sha2(in RowCall call)
    {
        switch (call.Int(1))
        {
            case 224:
                Write(call, Sha224.HashData);
                break;
            case 256:
                Write(call, SHA256.HashData);
                break;
            case 384:
                Write(call, SHA384.HashData);
                break;
            case 512:
                Write(call, SHA512.HashData);
                break;
            default:
                call.Fail($"SHA2 knows the lengths 224, 256, 384 and 512, not {call.Int(1)}");
                break;
        }
    }

    private static void ToBase64(in RowCall call)
    {
        var text = call.Bytes(0);
        var size = System.Buffers.Text.Base64.GetMaxEncodedToUtf8Length(text.Length);
        if (TextLimits.Allow(call, size))
        {
            System.Buffers.Text.Base64.EncodeToUtf8(text, call.Reserve(size), out _, out var length);
            call.Commit(length);
        }
    }

    // The padding may be left out.
    private static void FromBase64(in RowCall call)
    {
        var text = call.Bytes(0);
        var padded = text.Length % 4 is 0 ? text : [.. text, .. "==="u8[..(4 - (text.Length % 4))]];
        var room = call.Reserve(padded.Length);
        var status = text.IndexOfAny(" \t\r\n"u8) >= 0
            ? System.Buffers.OperationStatus.InvalidData
            : System.Buffers.Text.Base64.DecodeFromUtf8(padded, room, out _, out _);
        if (status != System.Buffers.OperationStatus.Done)
        {
            call.FailToRead(text, SqlType.Bytes);
            return;
        }

        System.Buffers.Text.Base64.DecodeFromUtf8(padded, room, out _, out var length);
        ReturnText(call, room[..length]);
    }

    private static void ReturnText(in RowCall call, ReadOnlySpan<byte> bytes)
    {
        if (Utf8Text.IsValid(bytes))
        {
            call.Return(bytes);
        }
        else
        {
            call.Return(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(bytes)));
        }
    }

    private static void Encode(in RowCall call)
    {
        if (CharsetOf(call.Bytes(1)) is not { } encoding)
        {
            call.Fail($"ENCODE knows no character set {Encoding.UTF8.GetString(call.Bytes(1))}");
            return;
        }

        var text = Encoding.UTF8.GetString(call.Bytes(0));
        var isUtf16 = encoding.Equals(Encoding.BigEndianUnicode) && call.Bytes(1).Length == 6 && text.Length > 0;
        byte[] mark = isUtf16 ? [0xFE, 0xFF] : [];
        call.Return([.. mark, .. encoding.GetBytes(text)]);
    }

    private static void Decode(in RowCall call)
    {
        if (CharsetOf(call.Bytes(1)) is not { } encoding)
        {
            call.Fail($"DECODE knows no character set {Encoding.UTF8.GetString(call.Bytes(1))}");
            return;
        }

        var bytes = call.Bytes(0);
        if (bytes.StartsWith([(byte)0xFE, (byte)0xFF]) && encoding.Equals(Encoding.BigEndianUnicode))
        {
            bytes = bytes[2..];
        }
        else if (bytes.StartsWith([(byte)0xFF, (byte)0xFE]) && encoding.Equals(Encoding.BigEndianUnicode))
        {
            bytes = bytes[2..];
            encoding = Encoding.Unicode;
        }

        call.Return(Encoding.UTF8.GetBytes(encoding.GetString(bytes)));
    }

    // The sets that every Java has; UTF-16 writes a mark and the big end first.
    private static Encoding? CharsetOf(ReadOnlySpan<byte> name)
    {
        Span<byte> upper = stackalloc byte[16];
        return name.Length <= upper.Length && Ascii.ToUpper(name, upper, out var length) is 0
            ? Encoding.ASCII.GetString(upper[..length]) switch
            {
                "UTF-8" or "UTF8" => Encoding.UTF8,
                "US-ASCII" or "ASCII" => Encoding.ASCII,
                "ISO-8859-1" or "LATIN1" => Encoding.Latin1,
                "UTF-16" or "UTF-16BE" => Encoding.BigEndianUnicode,
                "UTF-16LE" => Encoding.Unicode,
                _ => null,
            }
            : null;
    }
}
