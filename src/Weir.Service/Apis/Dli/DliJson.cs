using System.Text.Json;
using System.Text.Json.Serialization;
using Weir.Service.Apis.Dli.Buckets;
using Weir.Service.Apis.Dli.Jobs;
using Weir.Service.Apis.Dli.Tags;
using Weir.Service.Apis.Dli.Tokens;

namespace Weir.Service.Apis.Dli;

/// <summary>Every record that this dialect reads or writes. Names stand at each property, because a naming policy here
/// would be ignored.</summary>
[JsonSerializable(typeof(ErrorBody))]
[JsonSerializable(typeof(ErrorBody[]))]
[JsonSerializable(typeof(GatewayErrorBody))]
[JsonSerializable(typeof(IdentityErrorBody))]
[JsonSerializable(typeof(PlainAnswer))]
[JsonSerializable(typeof(BatchAnswer[]))]
[JsonSerializable(typeof(SqlJobBody))]
[JsonSerializable(typeof(ResourceConfig))]
[JsonSerializable(typeof(CreateAnswer))]
[JsonSerializable(typeof(UpdateAnswer))]
[JsonSerializable(typeof(ShowAnswer))]
[JsonSerializable(typeof(ListAnswer))]
[JsonSerializable(typeof(GraphAnswer))]
[JsonSerializable(typeof(RunBody))]
[JsonSerializable(typeof(StopBody))]
[JsonSerializable(typeof(DeleteBody))]
[JsonSerializable(typeof(SavepointBody))]
[JsonSerializable(typeof(BucketsBody))]
[JsonSerializable(typeof(BoolAnswer))]
[JsonSerializable(typeof(TagsBody))]
[JsonSerializable(typeof(TagsAnswer))]
[JsonSerializable(typeof(LoginBody))]
[JsonSerializable(typeof(TokenAnswer))]
[JsonSerializable(typeof(ProjectsAnswer))]
[JsonSerializable(typeof(DomainsAnswer))]
internal sealed partial class DliJson : JsonSerializerContext
{
    /// <summary>The one to use: it writes UTF-8 without escapes.</summary>
    public static DliJson Wire { get; } = new(new JsonSerializerOptions { Encoder = WireEncoder.Instance });
}
