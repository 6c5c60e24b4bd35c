using System.Text.Json.Serialization;

namespace Weir.Service.Apis.Dli.Tags;

/// <summary>A tag. An empty value may be left out; it is always written.</summary>
internal sealed record TagBody
{
    [JsonPropertyName("key")]
    public string? Key { get; init; }

    [JsonPropertyName("value")]
    public string? Value { get; init; }
}

internal sealed record TagsBody
{
    [JsonPropertyName("tags")]
    public TagBody[]? Tags { get; init; }
}

internal sealed record TagsAnswer(
    [property: JsonPropertyName("tags")] TagBody[] Tags,
    [property: JsonPropertyName("count")] int Count);
