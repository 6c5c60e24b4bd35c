using System.Text.Json.Serialization;

namespace Weir.Engine.Runtime.Checkpoints;

/// <summary>JSON of manifests, made at compile time: no reflection when a job starts.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Manifest))]
internal sealed partial class ManifestJson : JsonSerializerContext;
