using Weir.Service.Model;

namespace Weir.Service.Apis.Dli.Jobs;

/// <summary>PUT streaming/sql-jobs/{id}: changes the fields that are present. While the job is live only light fields
/// may differ from what is stored.</summary>
internal static class UpdateSqlJob
{
    public static async Task<Reply> Handle(Call call)
    {
        var id = JobId.Read(call, JobErrors.OnUpdate);
        var body = JsonBody.Read(call.Body, DliJson.Wire.SqlJobBody);
        SqlJobChecks.Check(body);

        var outcome = await call.Control.Jobs.Update(call.Caller, id, new JobEdit
        {
            Name = string.IsNullOrEmpty(body.Name) ? null : body.Name,
            Description = body.Description,
            Definition = (job, before) => Edit(job, before, body),
            FixedWhileLive = FullFields.FirstChanged,
        });
        return outcome.Match(
            job => Reply.Ok(
                new UpdateAnswer(
                    Compatibility.True,
                    Messages.Updated.In(call.Language),
                    new UpdatedJob(job.Job.UpdatedAt.ToUnixTimeMilliseconds())),
                DliJson.Wire.UpdateAnswer),
            refusal => throw new DliException(JobErrors.OnUpdate(refusal)));
    }

    private static Outcome<JobDefinition> Edit(JobDetail job, JobDefinition before, SqlJobBody body)
    {
        try
        {
            var type = JobView.TypeOf(job.Job);
            SqlJobChecks.Require(
                type != SqlJobChecks.JarType,
                () => Errors.Parameter("job_id", "is a JAR job, use flink-jobs", "是Jar作业，请使用flink-jobs接口"));
            var isEdge = type == SqlJobChecks.EdgeType;
            SqlJobChecks.Require(
                body.RunMode is null || (body.RunMode == SqlJobChecks.EdgeMode) == isEdge,
                () => JobErrors.TypeAgainstMode(type, body.RunMode!));
            return SqlJobEdit.Update(job, before, body);
        }
        catch (DliException refused)
        {
            return new Refusal.Rejected(refused.Error);
        }
    }
}
