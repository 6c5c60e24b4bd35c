using Weir.Service.Model;

namespace Weir.Service.Store;

/// <summary>Rows of <c>restore_points</c>, the append-only ledger.</summary>
internal static class RestorePointStore
{
    /// <summary>Entries of checkpoints whose files are gone stay for reading back; more than these are of no
    /// use.</summary>
    private const int GoneCheckpointsKept = 100;

    private const string Selected =
        """
        SELECT id, job_id, run_id, epoch, kind, path, size_bytes, definition_version, descriptors, created_by, reason,
          created_at, gone_at, savepoint_id
        FROM restore_points

        """;

    public static RestorePoint? Find(Session session, int jobId, long id) => session.First(
        Selected + "WHERE id = @id AND job_id = @job", Read, ("id", id), ("job", jobId));

    public static RestorePoint? FindByPath(Session session, int jobId, string path) => session.First(
        Selected + "WHERE job_id = @job AND path = @path ORDER BY id DESC LIMIT 1",
        Read,
        ("job", jobId), ("path", path));

    public static bool HasSavepoint(Session session, int jobId, string savepointId) => session.Number(
        "SELECT 1 FROM restore_points WHERE job_id = @job AND savepoint_id = @id",
        ("job", jobId), ("id", savepointId)) is not null;

    /// <summary>The newest that still exists; of one run, of one kind, or of any (null).</summary>
    public static RestorePoint? Newest(Session session, int jobId, int? runId, RestorePointKind? kind) => session.First(
        Selected
        + """
          WHERE job_id = @job AND gone_at IS NULL
            AND (@run IS NULL OR run_id = @run) AND (@kind IS NULL OR kind = @kind)
          ORDER BY id DESC LIMIT 1
          """,
        Read,
        ("job", jobId), ("run", runId), ("kind", kind?.Text()));

    /// <summary>The newest that the run's present epoch has taken itself.</summary>
    public static RestorePoint? NewestOfEpoch(Session session, int jobId, int epoch) => session.First(
        Selected + "WHERE job_id = @job AND epoch = @epoch AND gone_at IS NULL ORDER BY id DESC LIMIT 1",
        Read,
        ("job", jobId), ("epoch", epoch));

    /// <summary>The newest from which a run could go on: its own ones, what was imported since it was asked for, or the
    /// one it began with.</summary>
    public static RestorePoint? NewestFor(Session session, Run run) => session.First(
        Selected
        + """
          WHERE job_id = @job AND gone_at IS NULL
            AND (run_id = @run OR id = @first OR (run_id IS NULL AND created_at >= @since))
          ORDER BY id DESC LIMIT 1
          """,
        Read,
        ("job", run.JobId), ("run", run.Id), ("first", run.FirstPoint), ("since", run.RequestedAt.ToMs()));

    /// <summary>Newest first.</summary>
    public static List<RestorePoint> All(Session session, int jobId, int limit) => session.All(
        Selected + "WHERE job_id = @job ORDER BY id DESC LIMIT @limit", Read, ("job", jobId), ("limit", limit));

    /// <summary>Appends an entry and numbers it.</summary>
    public static RestorePoint Append(Session session, RestorePoint point)
    {
        var added = point with { Id = session.Next("restore_point") };
        session.Execute(
            """
            INSERT INTO restore_points (id, job_id, run_id, epoch, kind, path, size_bytes, definition_version,
              descriptors, created_by, reason, savepoint_id, created_at, gone_at)
            VALUES (@id, @job, @run, @epoch, @kind, @path, @size, @version, @descriptors, @by, @reason, @savepoint,
              @at, NULL)
            """,
            ("id", added.Id), ("job", added.JobId), ("run", added.RunId), ("epoch", added.Epoch),
            ("kind", added.Kind.Text()), ("path", added.Path), ("size", added.SizeBytes),
            ("version", added.DefinitionVersion), ("descriptors", added.Descriptors), ("by", added.CreatedBy),
            ("reason", added.Reason), ("savepoint", added.SavepointId), ("at", added.CreatedAt.ToMs()));
        return added;
    }

    /// <summary>Notes that the files of a checkpoint are gone, and forgets the oldest of such entries.</summary>
    public static void MarkGone(Session session, int jobId, string path, DateTimeOffset at)
    {
        session.Execute(
            "UPDATE restore_points SET gone_at = @at WHERE job_id = @job AND path = @path AND gone_at IS NULL",
            ("job", jobId), ("path", path), ("at", at.ToMs()));
        session.Execute(
            """
            DELETE FROM restore_points
            WHERE job_id = @job AND kind = 'Checkpoint' AND gone_at IS NOT NULL AND id <=
              (SELECT id FROM restore_points WHERE job_id = @job AND kind = 'Checkpoint' AND gone_at IS NOT NULL
               ORDER BY id DESC LIMIT 1 OFFSET @kept)
            """,
            ("job", jobId), ("kept", GoneCheckpointsKept));
    }

    private static RestorePoint Read(Row row) => new()
    {
        Id = row.Long(0),
        JobId = row.Int(1),
        RunId = row.IntOrNull(2),
        Epoch = row.Int(3),
        Kind = row.Name<RestorePointKind>(4),
        Path = row.Text(5),
        SizeBytes = row.Long(6),
        DefinitionVersion = row.IntOrNull(7),
        Descriptors = row.Text(8),
        CreatedBy = row.Text(9),
        Reason = row.Text(10),
        CreatedAt = row.Time(11),
        GoneAt = row.TimeOrNull(12),
        SavepointId = row.TextOrNull(13),
    };
}
