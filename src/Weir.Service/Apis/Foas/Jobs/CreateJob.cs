using Weir.Service.Model;

namespace Weir.Service.Apis.Foas.Jobs;

/// <summary>POST jobs: makes a job with a draft. Nothing of it can run before CommitJob.</summary>
internal static class CreateJob
{
    public static async Task<Reply> Handle(Call call)
    {
        var name = JobFields.Name(call.Body, "jobName");
        var kind = KindOf(call.Body);
        var fields = JobFields.Read(call.Body);
        var outcome = await call.Control.Jobs.Create(call.Caller, new NewJob
        {
            Name = name,
            Description = fields.Description ?? "",
            Kind = kind,
            Definition = JobEdits.New(fields, kind, call.Caller.ProjectName),
        });
        Call.Accept(outcome, JobErrors.On(name));
        return Reply.Done;
    }

    private static JobKind KindOf(Fields body)
    {
        var type = body.Required("jobType");
        if (type.Equals(JobView.Batch, StringComparison.OrdinalIgnoreCase))
        {
            throw new FoasException(Errors.NotSupported("jobType FLINK_BATCH"));
        }

        if (!type.Equals(JobView.Stream, StringComparison.OrdinalIgnoreCase))
        {
            throw new FoasException(Errors.Invalid("jobType", "It must be FLINK_STREAM."));
        }

        var api = body.Required("apiType");
        return api.Equals(JobView.Sql, StringComparison.OrdinalIgnoreCase) ? JobKind.Sql
            : api.Equals(JobView.DataStream, StringComparison.OrdinalIgnoreCase) ? JobKind.Jar
            : throw new FoasException(Errors.Invalid("apiType", "It must be SQL or DATASTREAM."));
    }
}
