using Weir.Service.Control.JobStates;
using Weir.Service.Model;
using Weir.Service.Store;

namespace Weir.Service.Control;

/// <summary>
/// How definitions change. An edit is worked out on the caller's thread against what was read; the writer only checks
/// that nothing changed since, and works it out again when something did.
/// </summary>
internal sealed class JobUpdates(Database database, Details details, DefinitionStore definitions, TimeProvider clock)
{
    private readonly RecentJobs recent = new();

    public async Task<Outcome<JobDetail>> Update(Caller caller, int jobId, JobEdit edit, bool draftOnly)
    {
        var now = clock.NowMs();
        var planned = PlanFromMemory(caller, jobId, edit, draftOnly, now);
        if (planned is not { Accepted: true })
        {
            if (database.Read(s => details.Find(s, caller.ProjectId, jobId)) is not { } before)
            {
                return new Refusal.NotFound();
            }

            planned = Plan(before, edit, draftOnly, caller, now);
        }

        if (planned.Value.Refusal is { } no)
        {
            return no;
        }

        var change = planned.Value.Value;
        return Remember(await database.Ask<Written>(session =>
        {
            if (NameTaken(session, change) is { } taken)
            {
                return taken;
            }

            if (Write(session, change, now) is { } written)
            {
                return written;
            }

            // Somebody was quicker. The writer is alone, so once more is enough.
            if (details.Find(session, caller.ProjectId, jobId) is not { } changed)
            {
                return new Refusal.NotFound();
            }

            var again = Plan(changed, edit, draftOnly, caller, now);
            if (!again.Accepted)
            {
                return again.Refusal!;
            }

            return NameTaken(session, again.Value) is { } refusal ? refusal : Write(session, again.Value, now)!;
        }));
    }

    public async Task<Outcome<JobDetail>> Commit(Caller caller, int jobId)
    {
        var now = clock.NowMs();
        return Remember(await database.Ask<Written>(session =>
        {
            if (details.Find(session, caller.ProjectId, jobId) is not { } before)
            {
                return new Refusal.NotFound();
            }

            return before.Job.DraftPending
                ? Write(
                    session,
                    new Change(before, before.Job with { UpdatedBy = caller.UserId, UpdatedAt = now })
                    {
                        Draft = before.Draft,
                        Appended = Appended(session, before, before.Draft, caller, now),
                        Kind = UpdateKind.Full,
                    },
                    now)!
                : new Written(before, null);
        }));
    }

    public Task<Outcome<JobDetail>> Withdraw(Caller caller, int jobId)
    {
        var now = clock.NowMs();
        return database.Ask<JobDetail>(session =>
        {
            if (details.Find(session, caller.ProjectId, jobId) is not { } before)
            {
                return new Refusal.NotFound();
            }

            if (before.Job.IsLive || before.Job.State == JobState.Paused)
            {
                return new Refusal.WrongState(before.Job.State);
            }

            if (before.Current is null)
            {
                return before;
            }

            if (before.Job.State != JobState.Draft)
            {
                Edges.Demand(before.Job.State, JobState.Draft);
            }

            DefinitionStore.SetDraft(session, jobId, before.Draft);
            JobStore.Save(session, before.Job with
            {
                State = JobState.Draft,
                StateSince = now,
                StatusText = "",
                CurrentVersion = null,
                CurrentDefinition = null,
                DraftPending = true,
                Queue = before.Draft.Settings.Queue,
                UpdatedBy = caller.UserId,
                UpdatedAt = now,
            });
            return details.Find(session, caller.ProjectId, jobId)!;
        });
    }

    public Task<Outcome<JobDetail>> SetTags(Caller caller, int jobId, Func<FieldBag, FieldBag> change) =>
        database.Ask<JobDetail>(session =>
        {
            if (JobStore.Find(session, caller.ProjectId, jobId) is not { } job)
            {
                return new Refusal.NotFound();
            }

            JobStore.Save(session, job with { Tags = change(job.Tags) });
            return details.Find(session, caller.ProjectId, jobId)!;
        });

    private Outcome<JobDetail> Remember(Outcome<Written> done)
    {
        if (done.Refusal is { } refusal)
        {
            return refusal;
        }

        if (done.Value.Appended is { } appended)
        {
            definitions.Remember(appended);
        }

        recent.Remember(done.Value.Detail);
        return done.Value.Detail;
    }

    /// <summary>Null when the job is not in memory.</summary>
    private Outcome<Change>? PlanFromMemory(
        Caller caller, int jobId, JobEdit edit, bool draftOnly, DateTimeOffset now) =>
        recent.Find(caller.ProjectId, jobId) is { } known
            ? Plan(known, edit, draftOnly, caller, now)
            : default(Outcome<Change>?);

    private static Refusal? NameTaken(Session session, Change change)
    {
        var (before, after) = (change.Before.Job, change.After);
        return before.Name != after.Name && JobStore.NameTaken(session, after.ProjectId, after.Name, after.Id)
            ? new Refusal.NameTaken(after.Name)
            : null;
    }

    /// <summary>Works out what the edit makes of the current content and of the draft. Touches nothing.</summary>
    private Outcome<Change> Plan(JobDetail before, JobEdit edit, bool draftOnly, Caller caller, DateTimeOffset now)
    {
        var draft = edit.Definition(before, before.Draft);
        if (!draft.Accepted)
        {
            return draft.Refusal!;
        }

        var change = new Change(before, before.Job with
        {
            Name = edit.Name ?? before.Job.Name,
            Description = edit.Description ?? before.Job.Description,
            UpdatedBy = caller.UserId,
            UpdatedAt = now,
        })
        {
            Draft = draft.Value,
        };
        return draftOnly || before.Current is not { } current
            ? change
            : WithCurrent(change, current, edit, caller, now);
    }

    private Outcome<Change> WithCurrent(
        Change change, Definition current, JobEdit edit, Caller caller, DateTimeOffset now)
    {
        var before = change.Before;
        var edited = before.Job.DraftPending ? edit.Definition(before, current.Content) : change.Draft;
        if (!edited.Accepted)
        {
            return edited.Refusal!;
        }

        var content = edited.Value;
        if (content == current.Content)
        {
            return change with { Kind = UpdateKind.Light };
        }

        var locked = edit.FixedWhileLive(current.Content, content);
        if (before.Job.IsLive && locked is not null)
        {
            return new Refusal.NotEditable(before.Job.State, locked);
        }

        return change with
        {
            Kind = locked is null ? UpdateKind.Light : UpdateKind.Full,
            Appended = Appended(null, before, content, caller, now),
            Hot = before.Job.IsLive ? HotSettings.Of(content.Settings) : null,
        };
    }

    /// <summary>The next definition, sharing with the newest one what did not change.</summary>
    private StoredDefinition Appended(
        Session? session, JobDetail before, JobDefinition content, Caller caller, DateTimeOffset now)
    {
        var newest = before.Job.LastDefinition is not { } id ? null
            : definitions.InMemory(id)
            ?? (session is null ? database.Read(s => definitions.Find(s, id)) : definitions.Find(session, id));
        return DefinitionStore.Next(before.Job, newest, content, caller.UserId, now);
    }

    /// <summary>Null when the job is no longer as it was when the change was worked out; then nothing was
    /// written.</summary>
    private static Written? Write(Session session, Change change, DateTimeOffset now)
    {
        var (before, after) = (change.Before, change.After);
        var appended = change.Appended?.Numbered(session.NextId(DefinitionStore.Table));
        var current = appended?.Definition ?? before.Current;
        var pending = current is null || change.Draft != current.Content;
        var wanted = after with
        {
            CurrentVersion = current?.Version,
            CurrentDefinition = current?.Id,
            LastVersion = appended?.Definition.Version ?? after.LastVersion,
            LastDefinition = appended?.Definition.Id ?? after.LastDefinition,
            LastUpdate = session.NextId(UpdateStore.Table),
            DraftPending = pending,
            Queue = (current?.Content ?? change.Draft).Settings.Queue,
        };
        var saved = before.Job.Name == after.Name
            ? JobStore.TrySaveContent(session, wanted)
            : JobStore.TrySave(session, wanted);
        if (saved is null)
        {
            return null;
        }

        if (appended is not null)
        {
            DefinitionStore.Append(session, appended);
        }

        WriteDraft(session, change, pending);
        var update = new Update(
            saved.LastUpdate!.Value, saved.Id, before.Current?.Version, saved.CurrentVersion, change.Kind,
            saved.UpdatedBy, now, "accepted");
        UpdateStore.Append(session, update, before.Job.LastUpdate);
        var run = before.Run;
        if (change.Hot is { } hot && run is not null)
        {
            run = run with { Hot = hot };
            RunStore.Save(session, run);
        }

        return new Written(
            before with
            {
                Job = saved,
                Current = current,
                Draft = pending ? change.Draft : current!.Content,
                Run = run,
            },
            appended);
    }

    private static void WriteDraft(Session session, Change change, bool pending)
    {
        if (pending && !(change.Before.Job.DraftPending && change.Draft == change.Before.Draft))
        {
            DefinitionStore.SetDraft(session, change.After.Id, change.Draft);
        }
        else if (!pending && change.Before.Job.DraftPending)
        {
            DefinitionStore.DropDraft(session, change.After.Id);
        }
    }

    /// <summary>The job as it is now, and the definition that was added to the ledger.</summary>
    private sealed record Written(JobDetail Detail, StoredDefinition? Appended);

    /// <summary>What an update comes to, worked out before it is written.</summary>
    private sealed record Change(JobDetail Before, Job After)
    {
        public required JobDefinition Draft { get; init; }

        /// <summary>The new current definition; null = the current one stays.</summary>
        public StoredDefinition? Appended { get; init; }

        public UpdateKind Kind { get; init; } = UpdateKind.Full;

        /// <summary>What acts at once on the live run.</summary>
        public HotSettings? Hot { get; init; }
    }
}
