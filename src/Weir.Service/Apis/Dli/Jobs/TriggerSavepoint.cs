using System.Text.Json.Serialization;

namespace Weir.Service.Apis.Dli.Jobs;

internal sealed record SavepointBody
{
    [JsonPropertyName("action")]
    public string? Action { get; init; }

    /// <summary>bucket/dir or obs://bucket/dir; absent = the place of our choice.</summary>
    [JsonPropertyName("savepoint_path")]
    public string? SavepointPath { get; init; }
}

/// <summary>POST streaming/jobs/{id}/savepoint: wants a savepoint of a running job.</summary>
internal static class TriggerSavepoint
{
    private const string OnlyAction = "TRIGGER";

    public static async Task<Reply> Handle(Call call)
    {
        var id = JobId.Read(call, JobErrors.OnStop);
        var body = JsonBody.Read(call.Body, DliJson.Wire.SavepointBody);
        SqlJobChecks.Require(
            body.Action == OnlyAction,
            () => Errors.Parameter("action", $"must be {OnlyAction}", $"必须是{OnlyAction}"));
        var path = body.SavepointPath ?? "";
        await SavepointPath.Check(call, path);
        var outcome = await call.Control.Jobs.Savepoint(call.Caller, id, path);
        return outcome.Match(
            _ => Reply.Ok(
                new PlainAnswer(Compatibility.Flag(call.Request, true), Messages.SavepointTriggered),
                DliJson.Wire.PlainAnswer),
            refusal => throw new DliException(JobErrors.OnStop(refusal)));
    }
}
