using System.Text.Json.Serialization;
using Weir.Service.Model;

namespace Weir.Service.Apis.Dli.Jobs;

internal sealed record GraphAnswer(
    [property: JsonPropertyName("is_success")] string IsSuccess,
    [property: JsonPropertyName("message")] string Message,
    [property: JsonPropertyName("execute_graph")] ExecuteGraph Graph);

/// <summary>The documented part of the graph: which execution it is and how it stands. Keys with hyphens are Flink's
/// own; times are milliseconds, end-time is -1 while it runs.</summary>
internal sealed record ExecuteGraph(
    [property: JsonPropertyName("jid")] string Jid,
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("isStoppable")] bool IsStoppable,
    [property: JsonPropertyName("state")] string State,
    [property: JsonPropertyName("start-time")] long StartTime,
    [property: JsonPropertyName("end-time")] long EndTime,
    [property: JsonPropertyName("duration")] long Duration);

/// <summary>GET streaming/jobs/{id}/execute-graph of the live or last run.</summary>
internal static class ShowGraph
{
    private const long StillRunning = -1;

    public static async Task<Reply> Handle(Call call)
    {
        var id = JobId.Read(call, JobErrors.OnShow);
        var outcome = await call.Control.Jobs.Show(call.Caller, id);
        if (outcome.Refusal is { } refusal)
        {
            throw new DliException(JobErrors.OnShow(refusal));
        }

        var run = outcome.Value.Run ?? throw new DliException(JobErrors.NoGraph);
        var start = run.StartedAt ?? run.RequestedAt;
        var end = run.EndedAt ?? call.Control.Clock.GetUtcNow();
        return Reply.Ok(
            new GraphAnswer(
                Compatibility.True,
                Messages.GraphShown.In(call.Language),
                new ExecuteGraph(
                    run.RuntimeJobId,
                    outcome.Value.Job.Name,
                    false,
                    StateOf(outcome.Value.Job.State),
                    start.ToUnixTimeMilliseconds(),
                    run.EndedAt?.ToUnixTimeMilliseconds() ?? StillRunning,
                    Math.Max(0, (long)(end - start).TotalMilliseconds))),
            DliJson.Wire.GraphAnswer);
    }

    /// <summary>The state in Flink's words.</summary>
    private static string StateOf(JobState state) => state switch
    {
        JobState.Draft or JobState.Submitting => "CREATED",
        JobState.Running or JobState.Savepointing => "RUNNING",
        JobState.Restarting => "RESTARTING",
        JobState.Stopping or JobState.Pausing or JobState.StopFailed => "CANCELLING",
        JobState.Stopped or JobState.Paused => "CANCELED",
        JobState.Finished => "FINISHED",
        JobState.SubmitFailed or JobState.Failed => "FAILED",
    };
}
