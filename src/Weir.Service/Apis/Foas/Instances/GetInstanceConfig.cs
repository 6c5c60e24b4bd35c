using System.Buffers;
using System.Text;
using System.Text.Json;
using Weir.Service.Apis.Foas.Jobs;
using Weir.Service.Control.Parameters;

namespace Weir.Service.Apis.Foas.Instances;

/// <summary>GET instances/{instanceId}/config: the settings the instance runs with, one by one; which settings of the
/// engine they came to; and which nobody here knows.</summary>
internal static class GetInstanceConfig
{
    private static readonly JsonWriterOptions Utf8 = new() { Encoder = WireEncoder.Instance };

    public static async Task<Reply> Handle(Call call)
    {
        var job = await CurrentInstance.Find(call);
        if (!job.Job.IsLive || job.Run is not { } run)
        {
            throw new FoasException(JobErrors.NotRunning);
        }

        var started = Call.Accept(
            await call.Control.Jobs.StartedWith(call.Caller, run),
            JobErrors.On(job.Job.Name));
        var settings = ParameterSet.Parse(JobProperties.Show(started.Content.Settings))
            .With(StartParameters.Of(run.Parameters));
        return Reply.Ok(new ConfigAnswer(Text(settings)), FoasJson.Wire.ConfigAnswer);
    }

    private static string Text(ParameterSet settings)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Utf8))
        {
            writer.WriteStartObject();
            foreach (var (key, value) in settings.Settings)
            {
                writer.WriteString(key, value);
            }

            writer.WriteStartObject("weir.engine");
            foreach (var (key, value) in settings.EngineSettings())
            {
                writer.WriteString(key, value);
            }

            writer.WriteEndObject();
            writer.WriteStartArray("weir.unknown");
            foreach (var key in settings.Unknown)
            {
                writer.WriteStringValue(key);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
