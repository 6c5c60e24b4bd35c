using Weir.Service.Model;
using Weir.Service.Runtimes;
using Weir.Service.Store;
using Weir.Service.Telemetry;

namespace Weir.Service.Control;

/// <summary>Enters what runtimes report into the ledger, and refuses what an epoch reports that is no longer
/// live.</summary>
internal sealed class RestorePoints(Database database, TimeProvider clock, ILogger log)
{
    /// <summary>True when it is in the ledger (also from an earlier call); false fences the caller off.</summary>
    public async Task<bool> Keep(RunKey run, TakenRestorePoint taken)
    {
        var now = clock.NowMs();
        var kept = await database.Record<Done>(session =>
        {
            if (!RunStore.IsLive(session, run.JobId, run.Epoch)
                || RunStore.Find(session, run.JobId, run.RunId) is not { } live
                || live.Epoch != run.Epoch)
            {
                return new Refusal.NotFound();
            }

            if (RestorePointStore.FindByPath(session, run.JobId, taken.Path) is null)
            {
                Append(session, live, taken, now);
            }

            return default(Done);
        });
        if (!kept.Accepted)
        {
            ControlLog.Fenced(log, run.JobId, run.Epoch);
        }

        return kept.Accepted;
    }

    private static void Append(Session session, Run run, TakenRestorePoint taken, DateTimeOffset now)
    {
        var asked = run.Savepoint?.Id == taken.SavepointId ? run.Savepoint : null;
        var point = RestorePointStore.Append(session, new RestorePoint
        {
            JobId = run.JobId,
            RunId = run.Id,
            Epoch = run.Epoch,
            Kind = taken.Kind,
            Path = taken.Path,
            SizeBytes = taken.SizeBytes,
            DefinitionVersion = run.DefinitionVersion,
            Descriptors = taken.Descriptors,
            CreatedBy = asked?.By ?? "",
            Reason = taken.Reason,
            SavepointId = taken.SavepointId,
            CreatedAt = now,
        });
        foreach (var path in taken.Replaced)
        {
            RestorePointStore.MarkGone(session, run.JobId, path, now);
        }

        if (taken.Kind == RestorePointKind.Savepoint && JobStore.OfAnybody(session, run.JobId) is { } entry)
        {
            JobStore.Save(session, entry.Job with { SavepointPoint = point.Id });
        }
    }
}
