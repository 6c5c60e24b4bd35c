using Weir.Service.Model;

namespace Weir.Service.Apis.Foas.Jobs;

/// <summary>PUT jobs/{jobName}: changes the fields of the draft that are present. Never touches what runs.</summary>
internal static class UpdateJob
{
    public static async Task<Reply> Handle(Call call)
    {
        var name = call.Path["jobName"];
        var fields = JobFields.Read(call.Body);
        var job = Call.Accept(await call.Control.Jobs.ShowByName(call.Caller, name), JobErrors.On(name)).Job;
        var outcome = await call.Control.Jobs.UpdateDraft(call.Caller, job.Id, new JobEdit
        {
            Description = fields.Description,
            Definition = (_, before) => JobEdits.Apply(before, fields, job.Kind, call.Caller.ProjectName),
        });
        Call.Accept(outcome, JobErrors.On(name));
        return Reply.Done;
    }
}
