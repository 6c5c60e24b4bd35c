using System.Collections;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Weir.Service.Model;

/// <summary>An immutable list of texts that is equal to another one with the same texts in the same order.</summary>
[JsonConverter(typeof(TextListConverter))]
[CollectionBuilder(typeof(TextList), nameof(Create))]
internal sealed class TextList : IReadOnlyList<string>, IEquatable<TextList>
{
    public static readonly TextList Empty = new([]);

    private readonly string[] items;

    private TextList(string[] items) => this.items = items;

    public int Count => items.Length;

    public string this[int index] => items[index];

    public static TextList Create(ReadOnlySpan<string> items) => items.IsEmpty ? Empty : new TextList(items.ToArray());

    public bool Equals(TextList? other) => other is not null && items.AsSpan().SequenceEqual(other.items);

    public override bool Equals(object? obj) => Equals(obj as TextList);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var item in items)
        {
            hash.Add(item);
        }

        return hash.ToHashCode();
    }

    public IEnumerator<string> GetEnumerator() => ((IEnumerable<string>)items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() => string.Join(",", items);
}

/// <summary>Writes a list of texts as a JSON array.</summary>
internal sealed class TextListConverter : JsonConverter<TextList>
{
    public override TextList Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        TextList.Create(JsonSerializer.Deserialize<string[]>(ref reader, options) ?? []);

    public override void Write(Utf8JsonWriter writer, TextList value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var item in value)
        {
            writer.WriteStringValue(item);
        }

        writer.WriteEndArray();
    }
}
