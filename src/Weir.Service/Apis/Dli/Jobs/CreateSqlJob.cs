using Weir.Service.Model;

namespace Weir.Service.Apis.Dli.Jobs;

/// <summary>POST streaming/sql-jobs: makes a job. It starts nothing.</summary>
internal static class CreateSqlJob
{
    public static async Task<Reply> Handle(Call call)
    {
        var body = JsonBody.Read(call.Body, DliJson.Wire.SqlJobBody);
        SqlJobChecks.CheckNew(body);
        SqlJobChecks.Check(body);
        var tags = Tags.TagRules.Add(FieldBag.Empty, body.Tags ?? []);
        await CheckPlaces(call, body);

        var outcome = await call.Control.Jobs.Create(call.Caller, new NewJob
        {
            Name = body.Name!,
            Description = body.Description ?? "",
            Kind = JobKind.Sql,
            Type = TypeOf(body),
            Tags = tags,
            Definition = SqlJobEdit.New(body),
            Committed = true,
        });
        return outcome.Match(
            job => Reply.Ok(
                new CreateAnswer(
                    Compatibility.True,
                    Messages.Created.In(call.Language),
                    new CreatedJob(job.Job.Id, JobStatus.Of(job.Job.State), "")),
                DliJson.Wire.CreateAnswer),
            refusal => throw new DliException(JobErrors.OnCreate(refusal)));
    }

    private static string TypeOf(SqlJobBody body) =>
        body.JobType ?? (body.RunMode == SqlJobChecks.EdgeMode ? SqlJobChecks.EdgeType : SqlJobChecks.OpenSourceType);

    /// <summary>A new job must not point to a queue, bucket or template that is not there. An update may.</summary>
    private static async Task CheckPlaces(Call call, SqlJobBody body)
    {
        if (body is { TemplateId: { } template, SqlBody: null })
        {
            throw new DliException(JobErrors.NoSuchTemplate(template));
        }

        if (body.QueueName is { Length: > 0 } queue && !(await call.Control.Queues.Find(call.Caller, queue)).Accepted)
        {
            throw new DliException(Errors.NoSuchQueue(queue));
        }

        if (body.ObsBucket is { Length: > 0 } path && SqlJobEdit.BucketOf(path) is { Length: > 0 } bucket
            && !(await call.Control.Buckets.Find(call.Caller, bucket)).Accepted)
        {
            throw new DliException(JobErrors.BucketNotAuthorized(bucket));
        }
    }
}
