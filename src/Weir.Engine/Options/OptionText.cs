using System.Globalization;
using System.Text;

namespace Weir.Engine.Options;

/// <summary>How texts of options are read: the spellings that Flink's configuration takes.</summary>
public static class OptionText
{
    private static readonly Dictionary<string, long> TicksOfUnit = Units(
        ([""], TimeSpan.TicksPerMillisecond),
        (["d", "day", "days"], TimeSpan.TicksPerDay),
        (["h", "hour", "hours"], TimeSpan.TicksPerHour),
        (["m", "min", "minute", "minutes"], TimeSpan.TicksPerMinute),
        (["s", "sec", "secs", "second", "seconds"], TimeSpan.TicksPerSecond),
        (["ms", "milli", "millis", "millisecond", "milliseconds"], TimeSpan.TicksPerMillisecond),
        (["µs", "micro", "micros", "microsecond", "microseconds"], TimeSpan.TicksPerMicrosecond));

    private static readonly Dictionary<string, long> BytesOfUnit = Units(
        (["", "b", "bytes"], 1),
        (["k", "kb", "kibibytes"], 1L << 10),
        (["m", "mb", "mebibytes"], 1L << 20),
        (["g", "gb", "gibibytes"], 1L << 30),
        (["t", "tb", "tebibytes"], 1L << 40));

    /// <summary>A whole number and a unit; without a unit milliseconds.</summary>
    public static bool TryDuration(string text, out TimeSpan value)
    {
        var read = TryWithUnit(text, TicksOfUnit, out var ticks);
        value = new TimeSpan(ticks);
        return read;
    }

    /// <summary>A whole number and a unit (powers of 1024); without a unit bytes.</summary>
    public static bool TrySize(string text, out long bytes) => TryWithUnit(text, BytesOfUnit, out bytes);

    public static bool TryInteger(string text, out long value) =>
        long.TryParse(text.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);

    public static bool TryNumber(string text, out double value) =>
        double.TryParse(text.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out value);

    public static bool TryBoolean(string text, out bool value) => bool.TryParse(text, out value);

    /// <summary>One character, or the Java escape of one.</summary>
    public static bool TryCharacter(string text, out Rune value)
    {
        var plain = Unescape(text);
        return Rune.DecodeFromUtf16(plain, out value, out var used) == System.Buffers.OperationStatus.Done
            && used == plain.Length;
    }

    private static string Unescape(string text)
    {
        if (text.Length < 2 || text[0] != '\\')
        {
            return text;
        }

        if (text[1] == 'u' && int.TryParse(
            text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) && code <= 0xFFFF)
        {
            return ((char)code).ToString();
        }

        return text.Length > 2
            ? text
            : text[1] switch
            {
                't' => "\t",
                'n' => "\n",
                'r' => "\r",
                'b' => "\b",
                'f' => "\f",
                _ => text[1..],
            };
    }

    private static bool TryWithUnit(string text, Dictionary<string, long> units, out long value)
    {
        value = 0;
        var trimmed = text.AsSpan().Trim();
        var digits = 0;
        while (digits < trimmed.Length && char.IsAsciiDigit(trimmed[digits]))
        {
            digits++;
        }

        var unit = trimmed[digits..].Trim().ToString().ToLowerInvariant();
        if (!long.TryParse(trimmed[..digits], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || !units.TryGetValue(unit, out var factor)
            || number > long.MaxValue / factor)
        {
            return false;
        }

        value = number * factor;
        return true;
    }

    private static Dictionary<string, long> Units(params (string[] Names, long Factor)[] units) =>
        units.SelectMany(u => u.Names.Select(name => (name, u.Factor))).ToDictionary(u => u.name, u => u.Factor);
}
