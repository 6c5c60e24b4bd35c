using System.Text;

namespace Weir.Engine.Formats;

/// <summary>How messages show a record or field.</summary>
internal static class RecordText
{
    // Enough to recognise a record, little enough for one line of a log.
    private const int MaxBytes = 200;

    /// <summary>The text in quotes, cut when it is long; control characters become blanks.</summary>
    public static string Cut(ReadOnlySpan<byte> text)
    {
        var shown = Encoding.UTF8.GetString(text.Length > MaxBytes ? text[..MaxBytes] : text);
        var plain = string.Create(shown.Length, shown, (to, from) =>
        {
            for (var i = 0; i < to.Length; i++)
            {
                to[i] = char.IsControl(from[i]) ? ' ' : from[i];
            }
        });
        return text.Length > MaxBytes ? $"'{plain}…'" : $"'{plain}'";
    }
}
