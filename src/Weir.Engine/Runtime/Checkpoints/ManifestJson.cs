using System.Text.Json;
using System.Text.Json.Serialization;
using Weir.Engine.Types;

namespace Weir.Engine.Runtime.Checkpoints;

/// <summary>JSON of manifests, made at compile time: no reflection when a job starts.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(SqlTypeConverter)])]
[JsonSerializable(typeof(Manifest))]
internal sealed partial class ManifestJson : JsonSerializerContext;

/// <summary>SQL types as objects: kind, and what differs from the default.</summary>
internal sealed class SqlTypeConverter : JsonConverter<SqlType>
{
    public override SqlType Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        return Read(document.RootElement);
    }

    public override void Write(Utf8JsonWriter writer, SqlType value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("kind", value.Kind.ToString());
        writer.WriteBoolean("nullable", value.Nullable);
        writer.WriteNumber("precision", value.Precision);
        writer.WriteNumber("scale", value.Scale);
        if (value.Element is { } element)
        {
            writer.WritePropertyName("element");
            Write(writer, element, options);
        }

        if (value.Key is { } key)
        {
            writer.WritePropertyName("key");
            Write(writer, key, options);
        }

        if (value.Fields.Count > 0)
        {
            writer.WriteStartArray("fields");
            foreach (var field in value.Fields)
            {
                writer.WriteStartObject();
                writer.WriteString("name", field.Name);
                writer.WritePropertyName("type");
                Write(writer, field.Type, options);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private static SqlType Read(JsonElement json) => new()
    {
        Kind = Enum.Parse<TypeKind>(json.GetProperty("kind").GetString()!),
        Nullable = json.GetProperty("nullable").GetBoolean(),
        Precision = json.GetProperty("precision").GetInt32(),
        Scale = json.GetProperty("scale").GetInt32(),
        Element = json.TryGetProperty("element", out var element) ? Read(element) : null,
        Key = json.TryGetProperty("key", out var key) ? Read(key) : null,
        Fields = json.TryGetProperty("fields", out var fields)
            ? new RowFields(fields.EnumerateArray()
                .Select(static f => new RowField(f.GetProperty("name").GetString()!, Read(f.GetProperty("type")))))
            : RowFields.Empty,
    };
}
