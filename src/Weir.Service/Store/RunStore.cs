using Weir.Service.Model;

namespace Weir.Service.Store;

/// <summary>Rows of <c>runs</c> and of <c>starts</c>, one per epoch. A start is written before its runtime hears of
/// it.</summary>
internal static class RunStore
{
    public const string EndedInFailure = "failed";
    public const string EndedWithProcess = "process ended";

    private const string Selected =
        """
        SELECT r.id, r.job_id, r.definition_version, s.epoch, s.runtime_job_id, r.runtime, r.queue, r.cus,
          r.parameters, r.first_point, s.restored_from, r.restarts, r.started_by, r.requested_at, r.started_at,
          r.ended_at, r.last_error, r.last_error_at, r.lost_operators, r.savepoint_id, r.savepoint_path,
          r.savepoint_purpose, r.savepoint_by, r.hot, r.definition_id
        FROM runs r JOIN starts s ON s.job_id = r.job_id
          AND s.epoch = (SELECT MAX(e.epoch) FROM starts e WHERE e.job_id = r.job_id AND e.run_id = r.id)

        """;

    public static Run? Find(Session session, int jobId, int runId) => session.First(
        Selected + "WHERE r.id = @id AND r.job_id = @job", Read, ("id", runId), ("job", jobId));

    /// <summary>Newest first.</summary>
    public static List<Run> All(Session session, int jobId, int limit) => session.All(
        Selected + "WHERE r.job_id = @job ORDER BY r.id DESC LIMIT @limit", Read, ("job", jobId), ("limit", limit));

    /// <summary>CUs that live runs take from a queue.</summary>
    public static double CusInUse(Session session, string projectId, string queue) => session.First(
        """
        SELECT COALESCE(SUM(r.cus), 0) FROM starts s JOIN runs r ON r.id = s.run_id JOIN jobs j ON j.id = r.job_id
        WHERE s.ended_at IS NULL AND j.project_id = @project AND r.queue = @queue
        """,
        static row => row.Real(0),
        ("project", projectId), ("queue", queue));

    public static void Insert(Session session, Run run) => session.Execute(
        """
        INSERT INTO runs (id, job_id, definition_version, runtime, queue, cus, parameters, first_point, restarts,
          started_by, requested_at, started_at, ended_at, last_error, last_error_at, lost_operators, savepoint_id,
          savepoint_path, savepoint_purpose, savepoint_by, hot, definition_id)
        VALUES (@id, @job, @version, @runtime, @queue, @cus, @parameters, @point, 0, @by, @at, NULL, NULL, '', NULL,
          '[]', NULL, '', '', '', @hot, @definition)
        """,
        ("id", run.Id), ("job", run.JobId), ("version", run.DefinitionVersion), ("runtime", run.Runtime),
        ("queue", run.Queue), ("cus", run.Cus), ("parameters", run.Parameters), ("point", run.FirstPoint),
        ("by", run.StartedBy), ("at", run.RequestedAt.ToMs()), ("hot", Columns.ToText(run.Hot)),
        ("definition", run.DefinitionId));

    public static void Save(Session session, Run run) => session.Execute(
        """
        UPDATE runs SET restarts = @restarts, started_at = @started, ended_at = @ended, last_error = @error,
          last_error_at = @errorAt, lost_operators = @lost, savepoint_id = @spId, savepoint_path = @spPath,
          savepoint_purpose = @spPurpose, savepoint_by = @spBy, hot = @hot
        WHERE id = @id AND job_id = @job
        """,
        ("id", run.Id), ("job", run.JobId), ("restarts", run.Restarts), ("started", run.StartedAt.ToMs()),
        ("ended", run.EndedAt.ToMs()), ("error", run.LastError), ("errorAt", run.LastErrorAt.ToMs()),
        ("lost", Columns.ToText(run.LostOperators)), ("spId", run.Savepoint?.Id),
        ("spPath", run.Savepoint?.Path ?? ""), ("spPurpose", run.Savepoint?.Purpose.Text() ?? ""),
        ("spBy", run.Savepoint?.By ?? ""), ("hot", Columns.ToText(run.Hot)));

    /// <summary>Opens an epoch. The index on live starts refuses a second one of the same job.</summary>
    public static void BeginEpoch(
        Session session, int jobId, int epoch, int runId, string runtimeJobId, long? from, DateTimeOffset at) =>
        session.Execute(
            """
            INSERT INTO starts (job_id, epoch, run_id, runtime_job_id, restored_from, begun_at, ended_at, ending)
            VALUES (@job, @epoch, @run, @runtimeJob, @from, @at, NULL, '')
            """,
            ("job", jobId), ("epoch", epoch), ("run", runId), ("runtimeJob", runtimeJobId), ("from", from),
            ("at", at.ToMs()));

    /// <summary>Closes an epoch; only when it is certain that nothing of it runs any more.</summary>
    public static void EndEpoch(Session session, int jobId, int epoch, string ending, DateTimeOffset at) =>
        session.Execute(
            """
            UPDATE starts SET ended_at = @at, ending = @ending
            WHERE job_id = @job AND epoch = @epoch AND ended_at IS NULL
            """,
            ("job", jobId), ("epoch", epoch), ("ending", ending), ("at", at.ToMs()));

    public static bool IsLive(Session session, int jobId, int epoch) => session.Number(
        "SELECT 1 FROM starts WHERE job_id = @job AND epoch = @epoch AND ended_at IS NULL",
        ("job", jobId), ("epoch", epoch)) is not null;

    /// <summary>Epochs of a run that began after the given time and ended in failure.</summary>
    public static int FailuresSince(Session session, int jobId, int runId, DateTimeOffset since) =>
        (int)(session.Number(
            """
            SELECT COUNT(*) FROM starts
            WHERE job_id = @job AND run_id = @run AND ended_at > @since AND ending = @failed
            """,
            ("job", jobId), ("run", runId), ("since", since.ToMs()), ("failed", EndedInFailure)) ?? 0);

    private static Run Read(Row row) => new()
    {
        Id = row.Int(0),
        JobId = row.Int(1),
        DefinitionVersion = row.Int(2),
        DefinitionId = row.Long(24),
        Epoch = row.Int(3),
        RuntimeJobId = row.Text(4),
        Runtime = row.Text(5),
        Queue = row.Text(6),
        Cus = row.Real(7),
        Parameters = row.Text(8),
        FirstPoint = row.LongOrNull(9),
        RestoredFrom = row.LongOrNull(10),
        Restarts = row.Int(11),
        StartedBy = row.Text(12),
        RequestedAt = row.Time(13),
        StartedAt = row.TimeOrNull(14),
        EndedAt = row.TimeOrNull(15),
        LastError = row.Text(16),
        LastErrorAt = row.TimeOrNull(17),
        LostOperators = row.Text(18) is "[]" ? TextList.Empty : Columns.FromText<TextList>(row.Text(18)),
        Savepoint = row.TextOrNull(19) is { } id
            ? new SavepointRequest(id, row.Text(20), row.Name<SavepointPurpose>(21), row.Text(22))
            : null,
        Hot = Columns.FromText<HotSettings>(row.Text(23)),
    };
}
