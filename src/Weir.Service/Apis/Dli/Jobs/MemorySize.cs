using System.Globalization;
using System.Text.RegularExpressions;

namespace Weir.Service.Apis.Dli.Jobs;

/// <summary>Memory as clients write it: "4", "4G", "4 GB", "4096 MB" in any case. A bare number means GB.</summary>
internal static partial class MemorySize
{
    private const int MbPerGb = 1024;

    /// <summary>Megabytes, or null when the text is none of these forms.</summary>
    public static long? Megabytes(string text)
    {
        var match = Form().Match(text);
        if (!match.Success)
        {
            return null;
        }

        var size = double.Parse(match.Groups[1].ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture);
        var isMegabytes = match.Groups[2].ValueSpan is ['m' or 'M', ..];
        return (long)(isMegabytes ? size : size * MbPerGb);
    }

    [GeneratedRegex(@"^([0-9]{1,9}(?:\.[0-9]{1,9})?) ?([gm]b?)?\z", RegexOptions.IgnoreCase)]
    private static partial Regex Form();
}
