using System.Text;
using Weir.Engine.Planning;

namespace Weir.Service.Control.Parameters;

/// <summary>The arguments of <c>flink run</c> that blink.job.option carries: <c>-yD key=value</c> and <c>-D key=value</c> are
/// settings, <c>-p</c> is the parallelism, all others are about a cluster.</summary>
internal static class JobArguments
{
    public static string? Refuse(string text)
    {
        if (Split(text) is not { } words)
        {
            return "has a quote that is not closed";
        }

        for (var i = 0; i < words.Count; i++)
        {
            if (!TakesValue(words[i]))
            {
                continue;
            }

            if (++i == words.Count)
            {
                return $"ends with {words[i - 1]}, which needs a value";
            }

            var isSetting = words[i - 1] is "-yD" or "-D";
            if (isSetting && words[i].IndexOf('=', StringComparison.Ordinal) <= 0)
            {
                return $"has {words[i - 1]} {words[i]}, which is not key=value";
            }
        }

        return Settings(text)
            .Select(static setting => EngineKeys.Refuse(setting.Key, setting.Value))
            .FirstOrDefault(static problem => problem is not null);
    }

    /// <summary>The settings in it, in order, the parallelism as the engine calls it.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Settings(string text)
    {
        var words = Split(text) ?? [];
        for (var i = 0; i + 1 < words.Count; i++)
        {
            if (!TakesValue(words[i]))
            {
                continue;
            }

            var value = words[++i];
            if (words[i - 1] is "-p" or "--parallelism")
            {
                yield return KeyValuePair.Create(SettingCatalog.ParallelismKey, value);
            }
            else if (value.Split('=', 2) is [var key, var setting])
            {
                yield return KeyValuePair.Create(key, setting);
            }
        }
    }

    private static bool TakesValue(string word) => word is "-yD" or "-D" or "-p" or "--parallelism";

    /// <summary>Words as a shell takes them apart; null when a quote is open at the end.</summary>
    private static List<string>? Split(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        var quote = '\0';
        var inWord = false;
        foreach (var c in text)
        {
            if (quote != '\0')
            {
                quote = c == quote ? '\0' : quote;
                word.Append(c == quote || quote == '\0' ? "" : c);
            }
            else if (c is '\'' or '"')
            {
                quote = c;
                inWord = true;
            }
            else if (!char.IsWhiteSpace(c))
            {
                word.Append(c);
                inWord = true;
            }
            else if (inWord)
            {
                words.Add(word.ToString());
                word.Clear();
                inWord = false;
            }
        }

        if (inWord)
        {
            words.Add(word.ToString());
        }

        return quote == '\0' ? words : null;
    }
}
