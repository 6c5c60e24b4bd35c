using Weir.Service.Accounts;
using Weir.Service.Control;
using Weir.Service.Model;

namespace Weir.Service;

/// <summary>The job that a fresh data directory gets, running, so that a newcomer has something to look at.</summary>
internal static class SampleJob
{
    public static async Task Run(ControlPlane control, Credentials first)
    {
        if (control.Runtimes.Find(Runtimes.RuntimeSet.Embedded) is null
            || control.Identity.FindKey(first.AccessKey) is not { Owner: var caller })
        {
            return;
        }

        var made = await control.Jobs.Create(caller, new NewJob
        {
            Name = "sample",
            Description = "Orders counted by city; made at the first start.",
            Kind = JobKind.Sql,
            Definition = new JobDefinition { Sql = Text() },
            Committed = true,
        });
        if (made.Accepted)
        {
            await control.Jobs.Run(caller, made.Value.Job.Id, new RunRequest());
        }
    }

    private static string Text()
    {
        var assembly = typeof(SampleJob).Assembly;
        using var reader = new StreamReader(assembly.GetManifestResourceStream("Weir.Service.SampleJob.sql")!);
        return reader.ReadToEnd();
    }
}
