using Weir.Service.Model;

namespace Weir.Service.Store;

/// <summary>Rows of <c>updates</c>: one for each accepted update, never changed.</summary>
internal static class UpdateStore
{
    public static void Append(Session session, Update update) => session.Execute(
        """
        INSERT INTO updates (job_id, revision, from_version, to_version, kind, made_by, made_at, outcome)
        VALUES (@job, @revision, @from, @to, @kind, @by, @at, @outcome)
        """,
        ("job", update.JobId), ("revision", update.Id), ("from", update.FromVersion), ("to", update.ToVersion),
        ("kind", update.Kind.Text()), ("by", update.By), ("at", update.At.ToMs()), ("outcome", update.Outcome));

    /// <summary>Newest first.</summary>
    public static List<Update> All(Session session, int jobId, int limit) => session.All(
        """
        SELECT revision, job_id, from_version, to_version, kind, made_by, made_at, outcome FROM updates
        WHERE job_id = @job ORDER BY revision DESC LIMIT @limit
        """,
        static row => new Update(
            row.GetInt64(0), row.GetInt32(1), row.IntOrNull(2), row.IntOrNull(3), row.Name<UpdateKind>(4),
            row.GetString(5), row.Time(6), row.GetString(7)),
        ("job", jobId), ("limit", limit));
}
