using System.Text;

namespace Weir.Engine.Tests.Formats;

/// <summary>A csv reader as one would write it first: one character after the other. Bad records are left out, short ones
/// filled with null.</summary>
internal static class CsvTwin
{
    public static List<string> Rows(string text, int columns)
    {
        var rows = new List<string>();
        var at = 0;
        while (at < text.Length)
        {
            var fields = new List<string>();
            var good = Record(text, ref at, fields);
            if (fields.Count == columns + 1 && fields[^1].Length == 0)
            {
                fields.RemoveAt(columns);
            }

            good &= fields.Count <= columns;
            if (good)
            {
                rows.Add(string.Join('|', fields.Concat(Enumerable.Repeat("null", columns - fields.Count))));
            }
        }

        return rows;
    }

    private static bool Record(string text, ref int at, List<string> fields)
    {
        while (true)
        {
            if (!(at < text.Length && text[at] == '"' ? Quoted(text, ref at, fields) : Plain(text, ref at, fields)))
            {
                while (at < text.Length && text[at] is not ('\n' or '\r'))
                {
                    at++;
                }

                LineEnd(text, ref at);
                return false;
            }

            if (at == text.Length || text[at] != ',')
            {
                LineEnd(text, ref at);
                return true;
            }

            at++;
        }
    }

    private static bool Plain(string text, ref int at, List<string> fields)
    {
        var start = at;
        while (at < text.Length && text[at] is not (',' or '\n' or '\r'))
        {
            at++;
        }

        fields.Add(text[start..at]);
        return true;
    }

    private static bool Quoted(string text, ref int at, List<string> fields)
    {
        var start = ++at;
        var value = new StringBuilder();
        while (at < text.Length)
        {
            if (text[at] != '"')
            {
                value.Append(text[at++]);
            }
            else if (at + 1 < text.Length && text[at + 1] == '"')
            {
                value.Append('"');
                at += 2;
            }
            else
            {
                at++;
                fields.Add(value.ToString());
                while (at < text.Length && text[at] is <= ' ' and not ('\n' or '\r'))
                {
                    at++;
                }

                return at == text.Length || text[at] is ',' or '\n' or '\r';
            }
        }

        at = start;
        return false;
    }

    private static void LineEnd(string text, ref int at)
    {
        if (at < text.Length && text[at++] == '\r' && at < text.Length && text[at] == '\n')
        {
            at++;
        }
    }
}
