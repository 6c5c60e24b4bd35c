using System.Text.Json;
using System.Text.Json.Serialization;
using Weir.Service.Apis.Foas.Instances;
using Weir.Service.Apis.Foas.Jobs;
using Weir.Service.Apis.Foas.Projects;

namespace Weir.Service.Apis.Foas;

/// <summary>Every record that this dialect writes. Members are named as on the wire; those without a value are left out.
/// </summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ErrorBody))]
[JsonSerializable(typeof(JobAnswer))]
[JsonSerializable(typeof(NoJobAnswer))]
[JsonSerializable(typeof(JobListAnswer))]
[JsonSerializable(typeof(StartAnswer))]
[JsonSerializable(typeof(InstanceAnswer))]
[JsonSerializable(typeof(InstanceListAnswer))]
[JsonSerializable(typeof(SummaryAnswer))]
[JsonSerializable(typeof(SummaryListAnswer))]
[JsonSerializable(typeof(ConfigAnswer))]
[JsonSerializable(typeof(ProjectAnswer))]
[JsonSerializable(typeof(ProjectListAnswer))]
internal sealed partial class FoasJson : JsonSerializerContext
{
    /// <summary>The one to use: it writes UTF-8 without escapes.</summary>
    public static FoasJson Wire { get; } = new(new JsonSerializerOptions
    {
        Encoder = WireEncoder.Instance,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    });
}
