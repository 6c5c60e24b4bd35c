using Weir.Service.Model;

namespace Weir.Service.Store;

/// <summary>Rows of <c>jobs</c>. What callers ask is scoped by their project; deleted jobs are not there for
/// them.</summary>
internal static class JobStore
{
    private const string Selected =
        """
        SELECT j.id, j.project_id, j.name, j.description, j.kind, j.type, j.traits, j.tags, j.state, j.state_since,
          j.desired, j.status_text, j.unknown_since, j.current_version, j.last_version, j.queue, j.epoch, j.run_id,
          j.savepoint_point, j.created_by, j.created_at, j.updated_by, j.updated_at, j.revision, j.deleted_at,
          COALESCE(u.name, ''), j.draft_pending, j.current_definition, j.last_definition, j.last_update
        FROM jobs j LEFT JOIN users u ON u.id = j.created_by

        """;

    private const string ById = Selected + "WHERE j.id = @id AND j.project_id = @project AND j.deleted_at IS NULL";

    private const string ByName =
        Selected + "WHERE j.project_id = @project AND j.name = @name AND j.deleted_at IS NULL";

    private const string Anyhow = Selected + "WHERE j.id = @id";

    private const string Filter =
        """
        WHERE j.project_id = @project AND j.deleted_at IS NULL
          AND (@kind IS NULL OR j.kind = @kind)
          AND (@queue IS NULL OR j.queue = @queue OR (j.queue = '' AND @queue = 'default'))
          AND (@name IS NULL OR j.name = @name)
          AND (@part IS NULL OR j.name LIKE @part ESCAPE '\')
          AND (@creator IS NULL OR u.name = @creator)

        """;

    public static Job? Find(Session session, string projectId, int id) =>
        Entry(session, projectId, id)?.Job;

    public static JobEntry? Entry(Session session, string projectId, int id) =>
        session.First(ById, Read, ("id", id), ("project", projectId));

    public static JobEntry? EntryByName(Session session, string projectId, string name) =>
        session.First(ByName, Read, ("project", projectId), ("name", name));

    /// <summary>For the reconciler, which looks after all projects and after what was deleted while it ran.</summary>
    public static JobEntry? OfAnybody(Session session, int id) => session.First(Anyhow, Read, ("id", id));

    /// <summary>All jobs of which something may run.</summary>
    public static List<int> AtWork(Session session) => session.All(
        """
        SELECT id FROM jobs
        WHERE state IN ('Submitting', 'Running', 'Restarting', 'Savepointing', 'Stopping', 'StopFailed', 'Pausing')
        ORDER BY id
        """,
        static row => row.Int(0));

    public static bool NameTaken(Session session, string projectId, string name, int exceptId) => session.Number(
        "SELECT 1 FROM jobs WHERE project_id = @project AND name = @name AND deleted_at IS NULL AND id <> @id",
        ("project", projectId), ("name", name), ("id", exceptId)) is not null;

    /// <summary>Jobs that were never run.</summary>
    public static int Drafts(Session session, string projectId) => (int)(session.Number(
        "SELECT COUNT(*) FROM jobs WHERE project_id = @project AND run_id IS NULL AND deleted_at IS NULL",
        ("project", projectId)) ?? 0);

    public static int Count(Session session, string projectId, JobFilter filter) => (int)(session.Number(
        "SELECT COUNT(*) FROM jobs j LEFT JOIN users u ON u.id = j.created_by\n" + Filter + Lists(filter),
        Parameters(projectId, filter)) ?? 0);

    public static List<JobEntry> Page(Session session, string projectId, JobFilter filter) => session.All(
        Selected + Filter + Lists(filter)
        + (filter.OldestFirst ? "ORDER BY j.created_at, j.id" : "ORDER BY j.created_at DESC, j.id DESC")
        + " LIMIT @limit OFFSET @offset",
        Read,
        [.. Parameters(projectId, filter), ("limit", filter.Limit), ("offset", filter.Offset)]);

    public static void Insert(Session session, Job job) => session.Execute(
        """
        INSERT INTO jobs (id, project_id, name, description, kind, type, traits, tags, state, state_since, desired,
          status_text, unknown_since, current_version, last_version, queue, epoch, run_id, savepoint_point, created_by,
          created_at, updated_by, updated_at, revision, deleted_at, draft_pending, current_definition, last_definition)
        VALUES (@id, @project, @name, @description, @kind, @type, @traits, @tags, @state, @since, @desired, @text, NULL,
          @current, @last, @queue, 0, NULL, NULL, @by, @at, @by, @at, @revision, NULL, @pending, @definition,
          @definition)
        """,
        ("id", job.Id), ("project", job.ProjectId), ("name", job.Name), ("description", job.Description),
        ("kind", job.Kind.Text()), ("type", job.Type), ("traits", Columns.ToText(job.Traits)),
        ("tags", Columns.ToText(job.Tags)), ("state", job.State.Text()), ("since", job.StateSince.ToMs()),
        ("desired", job.Desired.Text()), ("text", job.StatusText), ("current", job.CurrentVersion),
        ("last", job.LastVersion), ("queue", job.Queue), ("by", job.CreatedBy), ("at", job.CreatedAt.ToMs()),
        ("revision", job.Revision), ("pending", job.DraftPending ? 1 : 0), ("definition", job.CurrentDefinition));

    /// <summary>As <see cref="TrySave"/>, where nobody else can have changed the row.</summary>
    public static Job Save(Session session, Job job) => TrySave(session, job)
        ?? throw new InvalidOperationException($"job {job.Id} changed between reading and writing it");

    /// <summary>As <see cref="TrySave"/> for an update that leaves the name alone: no column of it is in an index.
    /// </summary>
    public static Job? TrySaveContent(Session session, Job job)
    {
        var changed = session.Execute(
            """
            UPDATE jobs SET description = @description, current_version = @current,
              current_definition = @currentDefinition, last_version = @last, last_definition = @lastDefinition,
              last_update = @lastUpdate, draft_pending = @pending, queue = @queue, updated_by = @by, updated_at = @at,
              revision = @revision + 1
            WHERE id = @id AND revision = @revision
            """,
            ("id", job.Id), ("revision", job.Revision), ("description", job.Description),
            ("current", job.CurrentVersion), ("currentDefinition", job.CurrentDefinition), ("last", job.LastVersion),
            ("lastDefinition", job.LastDefinition), ("lastUpdate", job.LastUpdate),
            ("pending", job.DraftPending ? 1 : 0), ("queue", job.Queue), ("by", job.UpdatedBy),
            ("at", job.UpdatedAt.ToMs()));
        return changed == 1 ? job with { Revision = job.Revision + 1 } : null;
    }

    /// <summary>Writes all that may change and raises the revision; null when the row is no longer as it was
    /// read.</summary>
    public static Job? TrySave(Session session, Job job)
    {
        var changed = session.Execute(
            """
            UPDATE jobs SET name = @name, description = @description, tags = @tags, state = @state,
              state_since = @since, desired = @desired, status_text = @text, unknown_since = @unknown,
              current_version = @current, last_version = @last, queue = @queue, epoch = @epoch, run_id = @run,
              savepoint_point = @point, updated_by = @by, updated_at = @at, revision = @revision + 1,
              deleted_at = @deleted, draft_pending = @pending, current_definition = @currentDefinition,
              last_definition = @lastDefinition, last_update = @lastUpdate
            WHERE id = @id AND revision = @revision
            """,
            ("id", job.Id), ("revision", job.Revision), ("name", job.Name), ("description", job.Description),
            ("tags", ReferenceEquals(job.Tags, FieldBag.Empty) ? "{}" : Columns.ToText(job.Tags)),
            ("state", job.State.Text()), ("since", job.StateSince.ToMs()), ("desired", job.Desired.Text()),
            ("text", job.StatusText), ("unknown", job.UnknownSince.ToMs()), ("current", job.CurrentVersion),
            ("last", job.LastVersion), ("queue", job.Queue), ("epoch", job.Epoch), ("run", job.RunId),
            ("point", job.SavepointPoint), ("by", job.UpdatedBy), ("at", job.UpdatedAt.ToMs()),
            ("deleted", job.DeletedAt.ToMs()), ("pending", job.DraftPending ? 1 : 0),
            ("currentDefinition", job.CurrentDefinition), ("lastDefinition", job.LastDefinition),
            ("lastUpdate", job.LastUpdate));
        return changed == 1 ? job with { Revision = job.Revision + 1 } : null;
    }

    /// <summary>The pattern that finds <paramref name="text"/> anywhere, with LIKE's own signs taken
    /// literally.</summary>
    private static string Containing(string text) => "%" + text
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("%", "\\%", StringComparison.Ordinal)
        .Replace("_", "\\_", StringComparison.Ordinal) + "%";

    private static string Lists(JobFilter filter) =>
        In("type", filter.Types?.Count) + In("state", filter.States?.Count)
        + string.Concat(filter.Tags.Select(static (_, i) => $"  AND j.tags LIKE @tag{i} ESCAPE '\\'\n"));

    private static string In(string column, int? count) => count is not { } n
        ? ""
        : n == 0
            ? "  AND 1 = 0\n"
            : $"  AND j.{column} IN ({string.Join(", ", Enumerable.Range(0, n).Select(i => $"@{column}{i}"))})\n";

    private static (string Name, SqlValue Value)[] Parameters(string projectId, JobFilter filter) =>
    [
        ("project", projectId), ("kind", filter.Kind?.Text()), ("queue", filter.Queue), ("name", filter.Name),
        ("part", filter.NameContains is { } part ? Containing(part) : null), ("creator", filter.CreatorName),
        .. (filter.Types ?? []).Select(static (type, i) => ($"type{i}", (SqlValue)type)),
        .. (filter.States ?? []).Select(static (state, i) => ($"state{i}", (SqlValue)state.Text())),
        .. filter.Tags.Select(static (tag, i) => ($"tag{i}", (SqlValue)Containing(TagText(tag)))),
    ];

    /// <summary>A tag as it stands within the JSON text of all tags.</summary>
    private static string TagText(KeyValuePair<string, string> tag) =>
        Columns.ToText(FieldBag.Of([tag]))[1..^1];

    private static JobEntry Read(Row row) => new(
        new Job
        {
            Id = row.Int(0),
            ProjectId = row.Text(1),
            Name = row.Text(2),
            Description = row.Text(3),
            Kind = row.Name<JobKind>(4),
            Type = row.Text(5),
            Traits = row.Bag(6),
            Tags = row.Bag(7),
            State = row.Name<JobState>(8),
            StateSince = row.Time(9),
            Desired = row.Name<DesiredState>(10),
            StatusText = row.Text(11),
            UnknownSince = row.TimeOrNull(12),
            CurrentVersion = row.IntOrNull(13),
            LastVersion = row.Int(14),
            Queue = row.Text(15),
            Epoch = row.Int(16),
            RunId = row.IntOrNull(17),
            SavepointPoint = row.LongOrNull(18),
            CreatedBy = row.Text(19),
            CreatedAt = row.Time(20),
            UpdatedBy = row.Text(21),
            UpdatedAt = row.Time(22),
            Revision = row.Long(23),
            DeletedAt = row.TimeOrNull(24),
            DraftPending = row.Long(26) != 0,
            CurrentDefinition = row.LongOrNull(27),
            LastDefinition = row.LongOrNull(28),
            LastUpdate = row.LongOrNull(29),
        },
        row.Text(25));
}

/// <summary>A job's row with the name of who made it.</summary>
internal sealed record JobEntry(Job Job, string CreatorName);
