using System.Text;
using Weir.Engine.Types;

namespace Weir.Engine.Functions.Text;

/// <summary>
/// A LIKE pattern over UTF-8: <c>%</c> is any text, <c>_</c> one character but no line break. There is no escape character
/// unless one is given.
/// </summary>
internal sealed class LikePattern
{
    private enum Shape
    {
        Exact,
        Prefix,
        Suffix,
        Contains,
        Any,
        General,
    }

    private const byte AnyText = 0;
    private const byte AnyOne = 1;
    private const byte Letter = 2;

    private readonly Shape _shape;
    private readonly byte[] _fixed = [];

    // The general pattern, byte by byte: what each is, and the byte itself for letters.
    private readonly byte[] _kinds = [];
    private readonly byte[] _letters = [];

    /// <param name="escape">One character, or empty for none.</param>
    /// <exception cref="FormatException">When the escape is no single character, or stands before something that needs
    /// none.</exception>
    public LikePattern(ReadOnlySpan<byte> pattern, ReadOnlySpan<byte> escape)
    {
        if (!escape.IsEmpty && Utf8Text.Length(escape) != 1)
        {
            throw new FormatException($"Invalid escape character '{Encoding.UTF8.GetString(escape)}'");
        }

        var kinds = new List<byte>();
        var letters = new List<byte>();
        for (var i = 0; i < pattern.Length; i++)
        {
            if (!escape.IsEmpty && pattern[i..].StartsWith(escape))
            {
                i = Escaped(pattern, i, escape, kinds, letters);
            }
            else
            {
                kinds.Add(pattern[i] switch { (byte)'%' => AnyText, (byte)'_' => AnyOne, _ => Letter });
                letters.Add(pattern[i]);
            }
        }

        _kinds = [.. kinds];
        _letters = [.. letters];
        (_shape, _fixed) = ShapeOf();
    }

    public bool Matches(ReadOnlySpan<byte> text) => _shape switch
    {
        Shape.Exact => text.SequenceEqual(_fixed),
        Shape.Prefix => text.StartsWith(_fixed),
        Shape.Suffix => text.EndsWith(_fixed),
        Shape.Contains => text.IndexOf(_fixed) >= 0,
        Shape.Any => true,
        _ => MatchesGeneral(text),
    };

    private static int Escaped(
        ReadOnlySpan<byte> pattern, int at, ReadOnlySpan<byte> escape, List<byte> kinds, List<byte> letters)
    {
        var next = pattern[(at + escape.Length)..];
        if (next.StartsWith(escape))
        {
            foreach (var b in escape)
            {
                kinds.Add(Letter);
                letters.Add(b);
            }

            return at + (2 * escape.Length) - 1;
        }

        if (next.IsEmpty || next[0] is not ((byte)'%' or (byte)'_'))
        {
            throw new FormatException($"Invalid escape sequence '{Encoding.UTF8.GetString(pattern)}', {at}");
        }

        kinds.Add(Letter);
        letters.Add(next[0]);
        return at + escape.Length;
    }

    private (Shape Shape, byte[] Fixed) ShapeOf()
    {
        var first = Array.FindIndex(_kinds, k => k != AnyText);
        if (first < 0)
        {
            // Only %; or nothing at all, which in Flink matches every text as well.
            return (Shape.Any, []);
        }

        var last = Array.FindLastIndex(_kinds, k => k != AnyText);
        for (var i = first; i <= last; i++)
        {
            if (_kinds[i] != Letter)
            {
                return (Shape.General, []);
            }
        }

        var part = _letters[first..(last + 1)];
        return (first > 0, last < _kinds.Length - 1) switch
        {
            (false, false) => (Shape.Exact, part),
            (false, true) => (Shape.Prefix, part),
            (true, false) => (Shape.Suffix, part),
            (true, true) => (Shape.Contains, part),
        };
    }

    // On a mismatch the last % takes one byte more; earlier ones never need to.
    private bool MatchesGeneral(ReadOnlySpan<byte> text)
    {
        var at = 0;
        var place = 0;
        var retryPlace = -1;
        var retryAt = 0;
        while (at < text.Length || place < _kinds.Length)
        {
            if (place < _kinds.Length && _kinds[place] == AnyText)
            {
                retryPlace = ++place;
                retryAt = at;
                continue;
            }

            var step = place < _kinds.Length && at < text.Length ? StepAt(text, at, place) : 0;
            if (step > 0)
            {
                at += step;
                place++;
            }
            else if (retryPlace >= 0 && retryAt < text.Length)
            {
                place = retryPlace;
                retryAt += Utf8Text.SizeAt(text, retryAt);
                at = retryAt;
            }
            else
            {
                return false;
            }
        }

        return true;
    }

    private int StepAt(ReadOnlySpan<byte> text, int at, int place) => _kinds[place] == Letter
        ? (text[at] == _letters[place] ? 1 : 0)
        : IsLineBreak(text[at..]) ? 0 : Utf8Text.SizeAt(text, at);

    private static bool IsLineBreak(ReadOnlySpan<byte> text) =>
        text[0] is (byte)'\n' or (byte)'\r'
        || text.StartsWith("\u0085"u8) || text.StartsWith("\u2028"u8) || text.StartsWith("\u2029"u8);
}
