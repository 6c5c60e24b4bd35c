using Weir.Engine.Functions.Kernels;
using Weir.Engine.Types;

namespace Weir.Engine.Functions.Text;

/// <summary>Parts, lengths and cases of texts. Positions count code points from 1.</summary>
internal static class TextFunctions
{
    private static readonly Signature _text = new(Parameter.Text);
    private static readonly Signature _textInt = new(Parameter.Text, Parameter.Int);
    private static readonly Signature _textText = new(Parameter.Text, Parameter.Text);
    private static readonly Signature _substring = new(Parameter.Text, Parameter.Int, Parameter.Int) { Optional = 1 };
    private static readonly Signature _trim = new(Parameter.Text, Parameter.Text) { Optional = 1 };

    private static readonly ScalarFunction _length =
        Declare.Rows("CHAR_LENGTH", _text, SqlType.Int, (in RowCall c) => c.Return(Utf8Text.Length(c.Bytes(0))));

    private static readonly ScalarFunction _part =
        Declare.NullableRows("SUBSTRING", _substring, SqlType.String, Substring);

    public static IEnumerable<ScalarFunction> All { get; } =
    [
        _length,
        _length.Alias("CHARACTER_LENGTH"),
        _part,
        _part.Alias("SUBSTR"),
        Declare.Rows("UPPER", _text, SqlType.String, Upper),
        Declare.Rows("LOWER", _text, SqlType.String, Lower),
        Declare.Rows("LTRIM", _trim, SqlType.String, (in RowCall c) => Trim(c, 0, c.Count > 1 ? 1 : -1, true, false)),
        Declare.Rows("RTRIM", _trim, SqlType.String, (in RowCall c) => Trim(c, 0, c.Count > 1 ? 1 : -1, false, true)),
        TrimFunction(),
        Declare.NullableRows("LEFT", _textInt, SqlType.String, Left),
        Declare.NullableRows("RIGHT", _textInt, SqlType.String, Right),
        Declare.Rows("REVERSE", _text, SqlType.String, Reverse),
        Declare.Rows("INITCAP", _text, SqlType.String, InitCap),
        Declare.Rows("ASCII", _text, SqlType.Int,
            (in RowCall c) => c.Return(c.Bytes(0).IsEmpty ? 0 : (int)(sbyte)c.Bytes(0)[0])),
        Declare.Rows("CHR", new Signature(Parameter.BigInt), SqlType.String, Chr),
        new("||",
            a => _textText.Resolve("||", a, given =>
                Joined(given[0].Type, given[1].Type).WithNullable(Declare.AnyNullable(given))),
            (type, k, _) => new RowKernel(type, k, Concat2) { Fails = true }),
        Declare.Rows("CONCAT", new Signature(Parameter.Text) { Repeats = true }, SqlType.String, Concat, fails: true),
        ConcatWithSeparator(),
    ];

    // TRIM(side word, characters, text): the parser's TRIM([side] [characters] FROM text).
    private static ScalarFunction TrimFunction()
    {
        var signature = new Signature(Parameter.Word, Parameter.Text, Parameter.Text);
        var simple = new Signature(Parameter.Text);
        return new("TRIM",
            a => a.Count == 1
                ? simple.Resolve("TRIM", a, _ => SqlType.String.WithNullable(a[0].Type.Nullable))
                : signature.Resolve("TRIM", a, _ => SqlType.String.WithNullable(Declare.AnyNullable(a))),
            (type, k, a) =>
            {
                var side = k.Count == 1 ? "BOTH" : Declare.LiteralText(a, 0);
                var (text, characters) = k.Count == 1 ? (0, -1) : (2, 1);
                return new RowKernel(type, k,
                    (in RowCall c) => Trim(c, text, characters, side != "TRAILING", side != "LEADING"));
            });
    }

    private static ScalarFunction ConcatWithSeparator()
    {
        var signature = new Signature(Parameter.Text, Parameter.Text) { Repeats = true };
        return new("CONCAT_WS",
            a => signature.Resolve("CONCAT_WS", a, _ => SqlType.String.WithNullable(a[0].Type.Nullable)),
            (type, k, _) => new RowKernel(type, k, ConcatWs) { SeesNulls = true, Fails = true });
    }

    private static void Upper(in RowCall call)
    {
        var text = call.Bytes(0);
        call.Commit(CaseMapping.ToUpper(text, call.Reserve(CaseMapping.Room(text))));
    }

    private static void Lower(in RowCall call)
    {
        var text = call.Bytes(0);
        call.Commit(CaseMapping.ToLower(text, call.Reserve(CaseMapping.Room(text))));
    }

    private static void Substring(in RowCall call)
    {
        var text = call.Bytes(0);
        var position = call.Int(1);
        var length = call.Count > 2 ? call.Int(2) : int.MaxValue;
        if (length < 0)
        {
            call.ReturnNull();
            return;
        }

        if (position < 0)
        {
            position += Utf8Text.Length(text);
            if (position < 0)
            {
                call.Return(default(ReadOnlySpan<byte>));
                return;
            }
        }
        else if (position > 0)
        {
            position--;
        }

        call.Return(Slice(text, position, length));
    }

    private static void Left(in RowCall call) => call.Return(Slice(call.Bytes(0), 0, Math.Max(call.Int(1), 0)));

    private static void Right(in RowCall call)
    {
        var text = call.Bytes(0);
        var skip = Utf8Text.Length(text) - Math.Max(call.Int(1), 0);
        call.Return(Slice(text, Math.Max(skip, 0), int.MaxValue));
    }

    private static void Trim(in RowCall call, int textAt, int charactersAt, bool leading, bool trailing)
    {
        var text = call.Bytes(textAt);
        var characters = charactersAt < 0 ? " "u8 : call.Bytes(charactersAt);
        while (leading && !text.IsEmpty && Contains(characters, text[..Utf8Text.SizeAt(text, 0)]))
        {
            text = text[Utf8Text.SizeAt(text, 0)..];
        }

        while (trailing && !text.IsEmpty)
        {
            var last = text.Length - 1;
            while (last > 0 && (text[last] & 0xC0) == 0x80)
            {
                last--;
            }

            if (!Contains(characters, text[last..]))
            {
                break;
            }

            text = text[..last];
        }

        call.Return(text);
    }

    private static bool Contains(ReadOnlySpan<byte> characters, ReadOnlySpan<byte> one) => characters.IndexOf(one) >= 0;

    private static void Reverse(in RowCall call)
    {
        var text = call.Bytes(0);
        var room = call.Reserve(text.Length);
        var end = text.Length;
        for (var at = 0; at < text.Length;)
        {
            var size = Utf8Text.SizeAt(text, at);
            end -= size;
            text.Slice(at, size).CopyTo(room[end..]);
            at += size;
        }

        call.Commit(text.Length);
    }

    // Only ASCII letters and digits make words.
    private static void InitCap(in RowCall call)
    {
        var text = call.Bytes(0);
        var room = call.Reserve(text.Length);
        var inside = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            var isLetter = char.IsAsciiLetter((char)c);
            room[i] = isLetter ? (byte)(inside ? c | 0x20 : c & ~0x20) : c;
            inside = isLetter || char.IsAsciiDigit((char)c);
        }

        call.Commit(text.Length);
    }

    private static void Chr(in RowCall call)
    {
        var code = call.Long(0);
        if (code < 0)
        {
            call.Return(default(ReadOnlySpan<byte>));
            return;
        }

        var room = call.Reserve(2);
        call.Commit(new System.Text.Rune((int)(code & 0xFF)).EncodeToUtf8(room));
    }

    // || adds the lengths, where CONCAT always is a STRING.
    private static SqlType Joined(SqlType left, SqlType right)
    {
        if (!left.IsString || !right.IsString)
        {
            return SqlType.String;
        }

        var length = (int)Math.Min((long)left.Precision + right.Precision, SqlType.MaxLength);
        return left.Kind == TypeKind.Char && right.Kind == TypeKind.Char
            ? SqlType.Char(length)
            : SqlType.VarChar(length);
    }

    private static void Concat2(in RowCall call)
    {
        var a = call.Bytes(0);
        var b = call.Bytes(1);
        if (!TextLimits.Allow(call, (long)a.Length + b.Length))
        {
            return;
        }

        var room = call.Reserve(a.Length + b.Length);
        a.CopyTo(room);
        b.CopyTo(room[a.Length..]);
        call.Commit(a.Length + b.Length);
    }

    private static void Concat(in RowCall call)
    {
        var total = 0L;
        for (var i = 0; i < call.Count; i++)
        {
            total += call.Bytes(i).Length;
        }

        if (!TextLimits.Allow(call, total))
        {
            return;
        }

        var room = call.Reserve((int)total);
        var length = 0;
        for (var i = 0; i < call.Count; i++)
        {
            call.Bytes(i).CopyTo(room[length..]);
            length += call.Bytes(i).Length;
        }

        call.Commit(length);
    }

    private static void ConcatWs(in RowCall call)
    {
        if (call.IsNull(0))
        {
            call.ReturnNull();
            return;
        }

        var separator = call.Bytes(0);
        var total = 0L;
        for (var i = 1; i < call.Count; i++)
        {
            total += call.IsNull(i) ? 0 : call.Bytes(i).Length + separator.Length;
        }

        if (!TextLimits.Allow(call, total))
        {
            return;
        }

        var room = call.Reserve((int)total);
        var length = 0;
        var first = true;
        for (var i = 1; i < call.Count; i++)
        {
            if (call.IsNull(i))
            {
                continue;
            }

            if (!first)
            {
                separator.CopyTo(room[length..]);
                length += separator.Length;
            }

            call.Bytes(i).CopyTo(room[length..]);
            length += call.Bytes(i).Length;
            first = false;
        }

        call.Commit(length);
    }

    // Code points from an offset, at most that many.
    private static ReadOnlySpan<byte> Slice(ReadOnlySpan<byte> text, int start, int count)
    {
        if (Utf8Text.IsAscii(text))
        {
            start = Math.Min(start, text.Length);
            return text.Slice(start, Math.Min(count, text.Length - start));
        }

        var rest = text[Utf8Text.OffsetOf(text, start, out _)..];
        return rest[..Utf8Text.OffsetOf(rest, count, out _)];
    }
}

/// <summary>The longest text that a function makes.</summary>
internal static class TextLimits
{
    /// <summary>REPEAT and its like could fill the memory from one row; no sane row is longer than this.</summary>
    public const int MaxBytes = 64 * 1024 * 1024;

    /// <summary>False, and the row fails, when a result would be longer.</summary>
    public static bool Allow(in RowCall call, long bytes)
    {
        if (bytes <= MaxBytes)
        {
            return true;
        }

        call.Fail($"a text of {bytes} bytes would be longer than the limit of {MaxBytes}");
        return false;
    }
}
