using System.Text;
using System.Text.Unicode;

namespace Weir.Engine.Types;

/// <summary>UTF-8 text by code points. Texts are valid UTF-8; a stray byte counts as a code point of its own.</summary>
public static class Utf8Text
{
    /// <summary>Number of code points.</summary>
    public static int Length(ReadOnlySpan<byte> text)
    {
        var count = text.Length;
        foreach (var b in text)
        {
            count -= (b & 0xC0) == 0x80 ? 1 : 0;
        }

        return count;
    }

    /// <summary>Byte offset of code point <paramref name="index"/>, or the length when there are fewer.</summary>
    /// <param name="found">How many code points lie before the offset.</param>
    public static int OffsetOf(ReadOnlySpan<byte> text, int index, out int found)
    {
        found = 0;
        var offset = 0;
        while (offset < text.Length && found < index)
        {
            offset += SizeAt(text, offset);
            found++;
        }

        return offset;
    }

    /// <summary>Bytes of the code point at an offset, never beyond the end.</summary>
    public static int SizeAt(ReadOnlySpan<byte> text, int offset)
    {
        var lead = text[offset];
        var size = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        return Math.Min(size, text.Length - offset);
    }

    public static bool IsAscii(ReadOnlySpan<byte> text) => Ascii.IsValid(text);

    /// <summary>Number of UTF-16 units of the text: code points, those beyond the first plane twice.</summary>
    public static int Utf16Length(ReadOnlySpan<byte> text)
    {
        var count = Length(text);
        foreach (var b in text)
        {
            count += b >= 0xF0 ? 1 : 0;
        }

        return count;
    }

    /// <summary>Decodes one code point and moves on.</summary>
    public static Rune Next(ref ReadOnlySpan<byte> text)
    {
        Rune.DecodeFromUtf8(text, out var rune, out var used);
        text = text[used..];
        return rune;
    }

    public static bool IsValid(ReadOnlySpan<byte> text) => Utf8.IsValid(text);
}
