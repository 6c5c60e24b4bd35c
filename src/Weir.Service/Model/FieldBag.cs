using System.Text.Json;
using System.Text.Json.Serialization;

namespace Weir.Service.Model;

/// <summary>
/// Texts by name, immutable, equal when all are equal. A dialect keeps here what only it understands or what it must
/// give back exactly as it came; names start with the dialect (<c>dli.memory</c>), so that two never meet.
/// </summary>
[JsonConverter(typeof(FieldBagConverter))]
internal sealed class FieldBag : IEquatable<FieldBag>
{
    public static readonly FieldBag Empty = new([]);

    // Sorted by name, so that equal bags have equal texts and thereby equal content hashes.
    private readonly SortedDictionary<string, string> fields;

    private FieldBag(SortedDictionary<string, string> fields) => this.fields = fields;

    public IReadOnlyDictionary<string, string> Fields => fields;

    /// <summary>The text under this name, or null when there is none.</summary>
    public string? this[string name] => fields.GetValueOrDefault(name);

    public static FieldBag Of(IEnumerable<KeyValuePair<string, string>> fields)
    {
        var sorted = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, text) in fields)
        {
            sorted[name] = text;
        }

        return sorted.Count == 0 ? Empty : new FieldBag(sorted);
    }

    /// <summary>The same bag with one text set, or removed when it is null.</summary>
    public FieldBag With(string name, string? text)
    {
        if (this[name] == text)
        {
            return this;
        }

        var copy = new SortedDictionary<string, string>(fields, StringComparer.Ordinal);
        if (text is null)
        {
            copy.Remove(name);
        }
        else
        {
            copy[name] = text;
        }

        return new FieldBag(copy);
    }

    public bool Equals(FieldBag? other) =>
        other is not null && (ReferenceEquals(this, other) || fields.SequenceEqual(other.fields));

    public override bool Equals(object? obj) => Equals(obj as FieldBag);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var (name, text) in fields)
        {
            hash.Add(name);
            hash.Add(text);
        }

        return hash.ToHashCode();
    }
}

/// <summary>Writes a bag as a JSON object.</summary>
internal sealed class FieldBagConverter : JsonConverter<FieldBag>
{
    public override FieldBag Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        FieldBag.Of(JsonSerializer.Deserialize<Dictionary<string, string>>(ref reader, options) ?? []);

    public override void Write(Utf8JsonWriter writer, FieldBag value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var (name, text) in value.Fields)
        {
            writer.WriteString(name, text);
        }

        writer.WriteEndObject();
    }
}
