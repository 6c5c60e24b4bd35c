using Weir.Engine.Functions.Kernels;
using Weir.Engine.Types;

namespace Weir.Engine.Functions.Text;

/// <summary>Finding, replacing, padding and splitting.</summary>
internal static class SearchFunctions
{
    private static readonly Signature _textText = new(Parameter.Text, Parameter.Text);
    private static readonly Signature _pad = new(Parameter.Text, Parameter.Int, Parameter.Text);
    private static readonly Signature _find = new(Parameter.Text, Parameter.Text, Parameter.Int) { Optional = 1 };

    private static readonly Signature _overlay =
        new(Parameter.Text, Parameter.Text, Parameter.Int, Parameter.Int) { Optional = 1 };

    private static readonly Signature _instr =
        new(Parameter.Text, Parameter.Text, Parameter.Int, Parameter.Int) { Optional = 2 };

    private static readonly Signature _splitByCode = new(Parameter.Text, Parameter.Int, Parameter.Int);
    private static readonly Signature _split = new(Parameter.Text, Parameter.Text, Parameter.Int);

    public static IEnumerable<ScalarFunction> All { get; } =
    [
        Declare.Rows("POSITION", _find, SqlType.Int, (in RowCall c) => Locate(c, 0, 1)),
        Declare.Rows("LOCATE", _find, SqlType.Int, (in RowCall c) => Locate(c, 0, 1)),
        Declare.Rows("INSTR", _instr, SqlType.Int, InStr),
        Declare.Rows("REPLACE", new Signature(Parameter.Text, Parameter.Text, Parameter.Text), SqlType.String, Replace,
            fails: true),
        Declare.Rows("OVERLAY", _overlay, SqlType.String, Overlay, fails: true),
        Declare.Rows("REPEAT", new Signature(Parameter.Text, Parameter.Int), SqlType.String, Repeat, fails: true),
        Declare.NullableRows("LPAD", _pad, SqlType.String, (in RowCall c) => Pad(c, true), fails: true),
        Declare.NullableRows("RPAD", _pad, SqlType.String, (in RowCall c) => Pad(c, false), fails: true),
        SplitIndex(),
    ];

    private static ScalarFunction SplitIndex() => new("SPLIT_INDEX",
        a => (_splitByCode.Fits(a) ? _splitByCode : _split).Resolve("SPLIT_INDEX", a, _ => SqlType.String),
        (type, k, _) => k[1].Type.IsString
            ? new RowKernel(type, k, (in RowCall c) => Split(c, c.Bytes(1)))
            : new RowKernel(type, k, SplitByCode));

    // LOCATE(part, text [, start]).
    private static void Locate(in RowCall call, int partAt, int textAt)
    {
        var part = call.Bytes(partAt);
        var text = call.Bytes(textAt);
        var start = call.Count > 2 ? Math.Max(call.Int(2) - 1, 0) : 0;
        call.Return(part.IsEmpty ? 1 : IndexFrom(text, part, start) + 1);
    }

    // INSTR(text, part [, start [, occurrence]]); a negative start searches backwards from that end.
    private static void InStr(in RowCall call)
    {
        var text = call.Bytes(0);
        var part = call.Bytes(1);
        var start = call.Count > 2 ? call.Int(2) : 1;
        var occurrence = call.Count > 3 ? call.Int(3) : 1;
        if (part.IsEmpty)
        {
            call.Return(1);
            return;
        }

        if (start == 0 || occurrence < 1)
        {
            call.Return(0);
            return;
        }

        call.Return(start > 0 ? Forwards(text, part, start - 1, occurrence) : Backwards(text, part, -start, occurrence));
    }

    private static int Forwards(ReadOnlySpan<byte> text, ReadOnlySpan<byte> part, int start, int occurrence)
    {
        for (var found = IndexFrom(text, part, start); found >= 0; found = IndexFrom(text, part, found + 1))
        {
            if (--occurrence == 0)
            {
                return found + 1;
            }
        }

        return 0;
    }

    private static int Backwards(ReadOnlySpan<byte> text, ReadOnlySpan<byte> part, int fromEnd, int occurrence)
    {
        var length = Utf8Text.Length(text);
        var last = length - fromEnd;
        for (var start = last; start >= 0; start--)
        {
            if (text[Utf8Text.OffsetOf(text, start, out _)..].StartsWith(part) && --occurrence == 0)
            {
                return start + 1;
            }
        }

        return 0;
    }

    // Index in code points of the first occurrence at or after a code point; -1 when there is none.
    private static int IndexFrom(ReadOnlySpan<byte> text, ReadOnlySpan<byte> part, int start)
    {
        var offset = Utf8Text.OffsetOf(text, start, out var skipped);
        if (skipped < start)
        {
            return -1;
        }

        var found = text[offset..].IndexOf(part);
        return found < 0 ? -1 : skipped + Utf8Text.Length(text.Slice(offset, found));
    }

    private static void Replace(in RowCall call)
    {
        var text = call.Bytes(0);
        var part = call.Bytes(1);
        var by = call.Bytes(2);
        if (part.IsEmpty)
        {
            ReplaceNothing(call, text, by);
            return;
        }

        var count = text.Count(part);
        var size = text.Length + ((long)count * (by.Length - part.Length));
        if (count == 0)
        {
            call.Return(text);
            return;
        }

        if (!TextLimits.Allow(call, size))
        {
            return;
        }

        var room = call.Reserve((int)size);
        var length = 0;
        for (var found = text.IndexOf(part); found >= 0; found = text.IndexOf(part))
        {
            text[..found].CopyTo(room[length..]);
            by.CopyTo(room[(length + found)..]);
            length += found + by.Length;
            text = text[(found + part.Length)..];
        }

        text.CopyTo(room[length..]);
        call.Commit((int)size);
    }

    // An empty part stands before each character and at the end.
    private static void ReplaceNothing(in RowCall call, ReadOnlySpan<byte> text, ReadOnlySpan<byte> by)
    {
        var size = text.Length + ((long)by.Length * (Utf8Text.Length(text) + 1));
        if (!TextLimits.Allow(call, size))
        {
            return;
        }

        var room = call.Reserve((int)size);
        var length = 0;
        while (!text.IsEmpty)
        {
            by.CopyTo(room[length..]);
            length += by.Length;
            var one = Utf8Text.SizeAt(text, 0);
            text[..one].CopyTo(room[length..]);
            length += one;
            text = text[one..];
        }

        by.CopyTo(room[length..]);
        call.Commit((int)size);
    }

    // OVERLAY(text PLACING by FROM start [FOR length]).
    private static void Overlay(in RowCall call)
    {
        var text = call.Bytes(0);
        var by = call.Bytes(1);
        var start = call.Int(2);
        var total = Utf8Text.Length(text);
        if (start <= 0 || start > total)
        {
            call.Return(text);
            return;
        }

        var length = call.Count > 3 ? call.Int(3) : Utf8Text.Length(by);
        var head = text[..Utf8Text.OffsetOf(text, start - 1, out _)];
        var rest = text[head.Length..];
        var tail = length < 0 ? default : rest[Utf8Text.OffsetOf(rest, length, out _)..];
        var size = (long)head.Length + by.Length + tail.Length;
        if (!TextLimits.Allow(call, size))
        {
            return;
        }

        var room = call.Reserve((int)size);
        head.CopyTo(room);
        by.CopyTo(room[head.Length..]);
        tail.CopyTo(room[(head.Length + by.Length)..]);
        call.Commit((int)size);
    }

    private static void Repeat(in RowCall call)
    {
        var text = call.Bytes(0);
        var count = Math.Max(call.Int(1), 0);
        if (!TextLimits.Allow(call, (long)text.Length * count))
        {
            return;
        }

        var size = text.Length * count;
        var room = call.Reserve(size);
        for (var at = 0; at < size; at += text.Length)
        {
            text.CopyTo(room[at..]);
        }

        call.Commit(size);
    }

    // The length counts UTF-16 units, as in Java; half a character is left out.
    private static void Pad(in RowCall call, bool left)
    {
        var text = call.Bytes(0);
        var length = call.Int(1);
        var pad = call.Bytes(2);
        if (length < 0 || pad.IsEmpty)
        {
            call.ReturnNull();
            return;
        }

        var have = Utf8Text.Utf16Length(text);
        if (have >= length)
        {
            call.Return(TakeUnits(text, length));
            return;
        }

        var missing = length - have;
        var rounds = missing / Utf8Text.Utf16Length(pad);
        var last = TakeUnits(pad, missing % Utf8Text.Utf16Length(pad));
        var padding = ((long)rounds * pad.Length) + last.Length;
        if (!TextLimits.Allow(call, padding + text.Length))
        {
            return;
        }

        var room = call.Reserve((int)padding + text.Length);
        var fill = left ? room : room[text.Length..];
        text.CopyTo(left ? room[(int)padding..] : room);
        for (var i = 0; i < rounds; i++)
        {
            pad.CopyTo(fill[(i * pad.Length)..]);
        }

        last.CopyTo(fill[(rounds * pad.Length)..]);
        call.Commit((int)padding + text.Length);
    }

    private static ReadOnlySpan<byte> TakeUnits(ReadOnlySpan<byte> text, int units)
    {
        var offset = 0;
        while (offset < text.Length)
        {
            var size = Utf8Text.SizeAt(text, offset);
            units -= size == 4 ? 2 : 1;
            if (units < 0)
            {
                break;
            }

            offset += size;
        }

        return text[..offset];
    }

    private static void SplitByCode(in RowCall call)
    {
        var code = call.Int(1);
        if (!System.Text.Rune.IsValid(code))
        {
            call.ReturnNull();
            return;
        }

        Span<byte> separator = stackalloc byte[4];
        Split(call, separator[..new System.Text.Rune(code).EncodeToUtf8(separator)]);
    }

    // Parts count from 0; an empty text has none; without a separator white space separates.
    private static void Split(in RowCall call, scoped ReadOnlySpan<byte> separator)
    {
        var text = call.Bytes(0);
        var index = call.Int(2);
        if (index < 0 || text.IsEmpty)
        {
            call.ReturnNull();
            return;
        }

        while (true)
        {
            var end = separator.IsEmpty ? text.IndexOfAny(" \t\n\r\f\v"u8) : text.IndexOf(separator);
            if (index == 0)
            {
                call.Return(end < 0 ? text : text[..end]);
                return;
            }

            if (end < 0)
            {
                call.ReturnNull();
                return;
            }

            text = text[(end + Math.Max(separator.Length, 1))..];
            index--;
        }
    }
}
