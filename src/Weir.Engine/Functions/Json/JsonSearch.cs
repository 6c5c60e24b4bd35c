using System.Text.Json;

namespace Weir.Engine.Functions.Json;

/// <summary>
/// Finds the values that a path names in one document. The document is read once from start to end, so that a broken one is
/// known as such; what follows it is ignored, as by Flink. Of equal member names the last counts.
/// </summary>
internal sealed class JsonSearch
{
    private const int MaxDepth = 1000;

    private static readonly JsonReaderOptions _options = new() { MaxDepth = MaxDepth, AllowMultipleValues = true };

    // Every value of the document in order: where it lies, what it is, where the next one behind it begins.
    private readonly List<Node> _nodes = [];
    private readonly List<int> _open = [];
    private readonly List<int> _found = [];
    private readonly List<int> _next = [];

    /// <summary>What was found, as indexes of values; <see cref="Text"/> and <see cref="Kind"/> describe them.</summary>
    public IReadOnlyList<int> Found => _found;

    /// <summary>Takes a document apart.</summary>
    /// <returns>False when it is broken.</returns>
    public bool TryRead(ReadOnlySpan<byte> document)
    {
        _nodes.Clear();
        _open.Clear();
        _found.Clear();
        var reader = new Utf8JsonReader(document, _options);
        try
        {
            return ReadAll(ref reader);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>Follows a path from the root.</summary>
    /// <returns>False when a definite path leads nowhere.</returns>
    public bool Find(JsonPath path, ReadOnlySpan<byte> document)
    {
        _found.Clear();
        _found.Add(0);
        foreach (var step in path.Steps)
        {
            _next.Clear();
            foreach (var node in _found)
            {
                Follow(step, node, document);
            }

            _found.Clear();
            _found.AddRange(_next);
        }

        return !path.IsDefinite || _found.Count > 0;
    }

    public JsonTokenType Kind(int node) => _nodes[node].Kind;

    /// <summary>The text of a value, quotes of a string included.</summary>
    public ReadOnlySpan<byte> Text(int node, ReadOnlySpan<byte> document) =>
        document.Slice(_nodes[node].Start, _nodes[node].Length);

    private bool ReadAll(ref Utf8JsonReader reader)
    {
        var nameStart = 0;
        var nameLength = -1;
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    nameStart = (int)reader.TokenStartIndex + 1;
                    nameLength = reader.ValueSpan.Length;
                    continue;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    Close((int)reader.BytesConsumed);
                    break;
                default:
                    var start = (int)reader.TokenStartIndex;
                    _nodes.Add(new Node(reader.TokenType, start, (int)reader.BytesConsumed - start, nameStart, nameLength,
                        _nodes.Count + 1));
                    if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                    {
                        _open.Add(_nodes.Count - 1);
                    }

                    break;
            }

            nameLength = -1;
            if (_open.Count == 0)
            {
                return true;
            }
        }

        return false;
    }

    private void Close(int end)
    {
        var index = _open[^1];
        _open.RemoveAt(_open.Count - 1);
        var node = _nodes[index];
        _nodes[index] = node with { Length = end - node.Start, Next = _nodes.Count };
    }

    private void Follow(JsonPath.Step step, int node, ReadOnlySpan<byte> document)
    {
        switch (step)
        {
            case JsonPath.Step.Member member:
                AddMember(node, member.Name, document);
                break;
            case JsonPath.Step.Index index:
                AddElement(node, index.At);
                break;
            case JsonPath.Step.Indexes indexes:
                foreach (var at in indexes.At)
                {
                    AddElement(node, at);
                }

                break;
            case JsonPath.Step.Slice slice:
                AddSlice(node, slice);
                break;
            case JsonPath.Step.All:
                foreach (var child in Children(node))
                {
                    _next.Add(child);
                }

                break;
            default:
                for (var i = node; i < _nodes[node].Next; i++)
                {
                    _next.Add(i);
                }

                break;
        }
    }

    private void AddMember(int node, byte[] name, ReadOnlySpan<byte> document)
    {
        if (_nodes[node].Kind != JsonTokenType.StartObject)
        {
            return;
        }

        var found = -1;
        foreach (var child in Children(node))
        {
            found = NameEquals(_nodes[child], name, document) ? child : found;
        }

        if (found >= 0)
        {
            _next.Add(found);
        }
    }

    private void AddElement(int node, int index)
    {
        if (_nodes[node].Kind != JsonTokenType.StartArray)
        {
            return;
        }

        var at = index < 0 ? Children(node).Count() + index : index;
        foreach (var child in Children(node))
        {
            if (at-- == 0)
            {
                _next.Add(child);
                return;
            }
        }
    }

    private void AddSlice(int node, JsonPath.Step.Slice slice)
    {
        if (_nodes[node].Kind != JsonTokenType.StartArray)
        {
            return;
        }

        var count = Children(node).Count();
        var from = slice.From is { } f ? (f < 0 ? count + f : f) : 0;
        var to = slice.To is { } t ? (t < 0 ? count + t : t) : count;
        _next.AddRange(Children(node).Take(to).Skip(from));
    }

    private IEnumerable<int> Children(int node)
    {
        for (var child = node + 1; child < _nodes[node].Next; child = _nodes[child].Next)
        {
            yield return child;
        }
    }

    private static bool NameEquals(Node node, byte[] name, ReadOnlySpan<byte> document)
    {
        var written = document.Slice(node.NameStart, node.NameLength);
        return written.Contains((byte)'\\')
            ? JsonStrings.Unescape(written).AsSpan().SequenceEqual(name)
            : written.SequenceEqual(name);
    }

    private readonly record struct Node(
        JsonTokenType Kind, int Start, int Length, int NameStart, int NameLength, int Next);
}

/// <summary>Escapes of JSON strings.</summary>
internal static class JsonStrings
{
    /// <summary>The text of a string without its quotes.</summary>
    public static byte[] Unescape(ReadOnlySpan<byte> written)
    {
        // The reader has checked the escapes already.
        byte[] quoted = [(byte)'"', .. written, (byte)'"'];
        var reader = new Utf8JsonReader(quoted);
        reader.Read();
        var text = new byte[written.Length];
        return text[..reader.CopyString(text)];
    }
}
