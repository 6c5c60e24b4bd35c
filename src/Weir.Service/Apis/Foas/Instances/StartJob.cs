using Weir.Service.Apis.Foas.Jobs;
using Weir.Service.Control.Parameters;
using Weir.Service.Model;

namespace Weir.Service.Apis.Foas.Instances;

/// <summary>POST instance: starts the committed definition from nothing, as a new instance. A paused job is resumed with
/// ModifyInstanceState instead.</summary>
internal static class StartJob
{
    private const string Parameters = "parameterJson";

    public static async Task<Reply> Handle(Call call)
    {
        var name = call.Path["jobName"];
        var parameters = call.Body.Text(Parameters) ?? "";
        if (StartParameters.Problem(parameters) is { } problem)
        {
            throw new FoasException(Errors.Invalid(Parameters, problem));
        }

        if (StartParameters.Of(parameters)[StartParameters.StartOffset] is not null)
        {
            throw new FoasException(Errors.NotSupported("Starting sources at a time (startOffset)"));
        }

        var job = Call.Accept(await call.Control.Jobs.ShowByName(call.Caller, name), JobErrors.On(name));
        CheckPlan(job);
        var run = Call.Accept(
            await call.Control.Jobs.Run(
                call.Caller,
                job.Job.Id,
                new RunRequest { Parameters = parameters, OnlyIn = InstanceState.Startable }),
            JobErrors.On(name));
        return Reply.Ok(new StartAnswer(run.Id), FoasJson.Wire.StartAnswer);
    }

    /// <summary>The plan is used now, so now it has to be one.</summary>
    public static void CheckPlan(JobDetail job)
    {
        if (PlanJson.Problem(job.Current?.Content.Settings.Verbatim[Verbatim.PlanJson]) is { } problem)
        {
            throw new FoasException(Errors.Invalid("planJson", problem));
        }
    }
}
