using System.Text.Json;
using System.Text.Json.Serialization;
using Weir.Service.Model;

namespace Weir.Service.Apis.Dli.Jobs;

/// <summary>Reads checkpoint_mode in all the forms that documents and clients use: 1, 2, "1", "exactly_once",
/// "ExactlyOnce". It is written as exactly_once or at_least_once, never as a number.</summary>
internal sealed class CheckpointModeConverter : JsonConverter<CheckpointMode?>
{
    public override CheckpointMode? Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                return null;
            case JsonTokenType.Number when reader.TryGetInt32(out var number):
                return Of(number.ToString(System.Globalization.CultureInfo.InvariantCulture));
            case JsonTokenType.String:
                return Of(reader.GetString()!);
            default:
                throw Bad();
        }
    }

    public override void Write(Utf8JsonWriter writer, CheckpointMode? value, JsonSerializerOptions options)
    {
        if (value is { } mode)
        {
            writer.WriteStringValue(Name(mode));
        }
        else
        {
            writer.WriteNullValue();
        }
    }

    public static string Name(CheckpointMode mode) => mode switch
    {
        CheckpointMode.ExactlyOnce => "exactly_once",
        CheckpointMode.AtLeastOnce => "at_least_once",
    };

    private static CheckpointMode Of(string text) => text.Replace("_", "").ToLowerInvariant() switch
    {
        "1" or "exactlyonce" => CheckpointMode.ExactlyOnce,
        "2" or "atleastonce" => CheckpointMode.AtLeastOnce,
        _ => throw Bad(),
    };

    private static DliException Bad() => new(JobErrors.BadCheckpointMode);
}

/// <summary>Reads a list of texts given as an array, or, as in the first generation, as one text with commas.</summary>
internal sealed class TextsConverter : JsonConverter<string[]?>
{
    private const StringSplitOptions Bare = StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries;

    public override string[]? Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                return null;
            case JsonTokenType.String:
                return reader.GetString()!.Split(',', Bare);
            case JsonTokenType.StartArray:
                var texts = new List<string>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    var isText = reader.TokenType == JsonTokenType.String;
                    texts.Add(isText ? reader.GetString()! : throw new JsonException());
                }

                return [.. texts];
            default:
                throw new JsonException();
        }
    }

    public override void Write(Utf8JsonWriter writer, string[]? value, JsonSerializerOptions options)
    {
        if (value is null)
        {
            writer.WriteNullValue();
            return;
        }

        writer.WriteStartArray();
        foreach (var text in value)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }
}
