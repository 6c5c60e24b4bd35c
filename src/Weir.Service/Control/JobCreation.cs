using Weir.Service.Model;
using Weir.Service.Store;

namespace Weir.Service.Control;

/// <summary>How jobs come and go.</summary>
internal sealed class JobCreation(
    Database database, Details details, DefinitionStore definitions, Settings settings, TimeProvider clock)
{
    public async Task<Outcome<JobDetail>> Create(Caller caller, NewJob wanted)
    {
        var now = clock.NowMs();
        StoredDefinition? first = null;
        var created = await database.Ask<JobDetail>(session =>
        {
            if (Refuse(session, caller, wanted) is { } refusal)
            {
                return refusal;
            }

            var job = NewRow((int)session.Next("job"), caller, wanted, now);
            if (wanted.Committed)
            {
                first = DefinitionStore.Next(job, null, wanted.Definition, caller.UserId, now)
                    .Numbered(session.NextId(DefinitionStore.Table));
                JobStore.Insert(session, job with
                {
                    CurrentVersion = first.Definition.Version,
                    LastVersion = first.Definition.Version,
                    CurrentDefinition = first.Definition.Id,
                });
                DefinitionStore.Append(session, first);
            }
            else
            {
                JobStore.Insert(session, job);
                DefinitionStore.SetDraft(session, job.Id, wanted.Definition);
            }

            return details.Find(session, caller.ProjectId, job.Id)!;
        });
        if (created.Accepted && first is not null)
        {
            definitions.Remember(first);
        }

        return created;
    }

    public Task<Outcome<Done>> Delete(Caller caller, int jobId, bool onlyWithdrawn)
    {
        var now = clock.NowMs();
        return database.Ask<Done>(session =>
        {
            if (JobStore.Find(session, caller.ProjectId, jobId) is not { } job)
            {
                return new Refusal.NotFound();
            }

            if (onlyWithdrawn && (job.IsLive || job.CurrentVersion is not null))
            {
                return job.IsLive ? new Refusal.WrongState(job.State) : new Refusal.StillCommitted();
            }

            if (job.RunId is { } runId && RunStore.Find(session, job.Id, runId) is { Savepoint: not null } run)
            {
                RunStore.Save(session, run with { Savepoint = null });
            }

            JobStore.Save(session, job with
            {
                DeletedAt = now,
                Desired = DesiredState.Stopped,
                UpdatedBy = caller.UserId,
            });
            session.Wake(job.Id);
            return default(Done);
        });
    }

    private static Job NewRow(int id, Caller caller, NewJob wanted, DateTimeOffset now) => new()
    {
        Id = id,
        ProjectId = caller.ProjectId,
        Name = wanted.Name,
        Description = wanted.Description,
        Kind = wanted.Kind,
        Type = wanted.Type,
        Traits = wanted.Traits,
        Tags = wanted.Tags,
        State = JobState.Draft,
        StateSince = now,
        DraftPending = !wanted.Committed,
        Queue = wanted.Definition.Settings.Queue,
        CreatedBy = caller.UserId,
        CreatedAt = now,
        UpdatedBy = caller.UserId,
        UpdatedAt = now,
    };

    private Refusal? Refuse(Session session, Caller caller, NewJob wanted)
    {
        if (JobStore.NameTaken(session, caller.ProjectId, wanted.Name, exceptId: 0))
        {
            return new Refusal.NameTaken(wanted.Name);
        }

        return settings.MaxDrafts is { } limit && JobStore.Drafts(session, caller.ProjectId) >= limit
            ? new Refusal.QuotaReached("drafts", limit)
            : null;
    }
}
