using System.Buffers;
using System.Text;
using Weir.Engine.Columns;
using Weir.Engine.Formats.Values;
using Weir.Engine.Types;

namespace Weir.Engine.Connectors.FileSystem;

/// <summary>Directories of partitions, <c>key=value/key=value</c>, as Hive and Flink name them.</summary>
internal sealed class Partitions(TableDefinition table, string defaultName)
{
    // Characters that Hive escapes in directory names, besides control characters.
    private static readonly SearchValues<char> Special = SearchValues.Create("\"#%'*/:=?\\\u007F{[]^");

    private readonly RowField[] _keys = [.. table.PartitionKeys.Select(k => table.Columns[k])];
    private readonly ArrayBufferWriter<byte> _text = new();

    public int Count => _keys.Length;

    /// <summary>The directory of a row; <paramref name="columns"/> are those of the keys, in order.</summary>
    public string DirectoryOf(ReadOnlySpan<Column> columns, int row)
    {
        var path = new StringBuilder();
        for (var i = 0; i < _keys.Length; i++)
        {
            path.Append(i > 0 ? "/" : "").Append(Escape(_keys[i].Name)).Append('=')
                .Append(Escape(ValueOf(columns[i], _keys[i].Type, row)));
        }

        return path.ToString();
    }

    /// <summary>The text of a key in a file's path; null when the value is NULL.</summary>
    /// <exception cref="ConnectorException">The path has no such key.</exception>
    public string? TextOf(string key, string relativePath)
    {
        foreach (var part in relativePath.Split('/')[..^1])
        {
            var equals = part.IndexOf('=');
            if (equals > 0 && Unescape(part[..equals]) == key)
            {
                var value = Unescape(part[(equals + 1)..]);
                return value == defaultName ? null : value;
            }
        }

        throw new ConnectorException(
            $"The file '{relativePath}' has no partition '{key}': the table is PARTITIONED BY it",
            $"Files lie in directories such as '{key}=value'");
    }

    private string ValueOf(Column column, SqlType type, int row)
    {
        if (column.IsNull(row))
        {
            return defaultName;
        }

        _text.ResetWrittenCount();
        var output = new Utf8Output(_text);
        ScalarText.Append(ref output, column, type, row);
        output.Flush();
        return _text.WrittenCount == 0 ? defaultName : Encoding.UTF8.GetString(_text.WrittenSpan);
    }

    private static string Escape(string name)
    {
        if (name.AsSpan().IndexOfAny(Special) < 0 && !name.Any(char.IsControl))
        {
            return name;
        }

        var escaped = new StringBuilder();
        foreach (var c in name)
        {
            escaped.Append(Special.Contains(c) || char.IsControl(c) ? $"%{(int)c:X2}" : c.ToString());
        }

        return escaped.ToString();
    }

    private static string Unescape(string name)
    {
        var plain = new StringBuilder();
        for (var i = 0; i < name.Length; i++)
        {
            if (name[i] == '%' && i + 2 < name.Length && char.IsAsciiHexDigit(name[i + 1])
                && char.IsAsciiHexDigit(name[i + 2]))
            {
                plain.Append((char)Convert.ToInt32(name.Substring(i + 1, 2), 16));
                i += 2;
            }
            else
            {
                plain.Append(name[i]);
            }
        }

        return plain.ToString();
    }
}
