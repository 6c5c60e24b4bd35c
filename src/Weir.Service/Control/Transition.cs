using Weir.Service.Accounts;
using Weir.Service.Control.JobStates;
using Weir.Service.Model;
using Weir.Service.Store;

namespace Weir.Service.Control;

/// <summary>Writes a move from one state to another with everything that belongs to it, within one command.</summary>
internal static class Transition
{
    public static Job Apply(Session session, JobView view, Step.Move move)
    {
        Edges.Demand(view.Job.State, move.To);
        var job = view.Job with { State = move.To, StateSince = view.Now, StatusText = TextOf(view, move) };
        var run = view.Run;
        if (move.Error is { } error)
        {
            run = run with { LastError = error.Message, LastErrorAt = view.Now };
        }

        if (move.CheckpointStandsIn)
        {
            job = StandIn(session, job, run, view.Now);
        }

        (job, run) = move.To switch
        {
            JobState.Running => Begun(view, move, job, run),
            JobState.Restarting => NextEpoch(session, view, move, job, run),
            JobState.Stopping => (job, move.SavepointDone ? run : run with { Savepoint = null }),
            JobState.Savepointing or JobState.Pausing or JobState.StopFailed => (job, run),
            _ => Ended(session, view, move.To, job, run),
        };
        RunStore.Save(session, run);
        return JobStore.Save(session, job);
    }

    private static string TextOf(JobView view, Step.Move move)
    {
        if (move.Text.Length > 0)
        {
            return move.Text;
        }

        // Back from a savepoint: what was told when the run began still holds.
        return move.To == JobState.Running && view.Job.State == JobState.Savepointing ? view.Job.StatusText : "";
    }

    private static (Job Job, Run Run) Begun(JobView view, Step.Move move, Job job, Run run)
    {
        run = run with { StartedAt = run.StartedAt ?? view.Now, Savepoint = null };
        if (view.Job.State == JobState.Pausing)
        {
            job = job with { Desired = DesiredState.Running };
        }

        if (move.Restored is not { } report)
        {
            return (job, run);
        }

        string[] lost = [.. report.Lost.Select(static o => o.Operator)];
        return (
            lost.Length == 0 ? job : job with { StatusText = $"state not kept: {string.Join(", ", lost)}" },
            run with { LostOperators = TextList.Create(lost) });
    }

    private static (Job Job, Run Run) NextEpoch(Session session, JobView view, Step.Move move, Job job, Run run)
    {
        var ending = move.ProcessEnded ? RunStore.EndedWithProcess : RunStore.EndedInFailure;
        RunStore.EndEpoch(session, job.Id, job.Epoch, ending, view.Now);
        var from = move.ProcessEnded || run.Hot.Restart.FromCheckpoint
            ? RestorePointStore.NewestFor(session, run)?.Id
            : run.FirstPoint;
        var epoch = job.Epoch + 1;
        RunStore.BeginEpoch(session, job.Id, epoch, run.Id, Secrets.HexId(), from, view.Now);
        return (
            job with { Epoch = epoch, UnknownSince = null },
            run with
            {
                Restarts = run.Restarts + 1,

                // A stop or pause that somebody waits for goes on; a savepoint by the way may be what broke the run.
                Savepoint = job.Desired == DesiredState.Running ? null : run.Savepoint,
            });
    }

    private static (Job Job, Run Run) Ended(Session session, JobView view, JobState to, Job job, Run run)
    {
        var ending = to is JobState.Failed or JobState.SubmitFailed ? RunStore.EndedInFailure : to.Text();
        RunStore.EndEpoch(session, job.Id, job.Epoch, ending, view.Now);
        return (
            job with
            {
                Desired = to == JobState.Paused ? DesiredState.Paused : DesiredState.Stopped,
                UnknownSince = null,
            },
            run with { EndedAt = view.Now, Savepoint = null });
    }

    /// <summary>The newest checkpoint becomes what a start from a savepoint finds, unless the savepoint is there after
    /// all (its completion was recorded, only the news of it was lost).</summary>
    private static Job StandIn(Session session, Job job, Run run, DateTimeOffset now)
    {
        if (run.Savepoint is not { } request
            || RestorePointStore.HasSavepoint(session, job.Id, request.Id)
            || RestorePointStore.NewestFor(session, run) is not { } newest)
        {
            return job;
        }

        var standIn = RestorePointStore.Append(session, newest with
        {
            Kind = RestorePointKind.Savepoint,
            SavepointId = request.Id,
            CreatedBy = request.By,
            Reason = "stands in for a savepoint that failed",
            CreatedAt = now,
        });
        return job with { SavepointPoint = standIn.Id };
    }
}
