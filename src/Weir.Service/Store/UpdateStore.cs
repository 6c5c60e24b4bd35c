using Weir.Service.Model;

namespace Weir.Service.Store;

/// <summary>Rows of <c>updates</c>: one for each accepted update, never changed. Each names the one before
/// it.</summary>
internal static class UpdateStore
{
    public const string Table = "updates";

    /// <param name="previous">Id of the job's update before this one.</param>
    public static void Append(Session session, Update update, long? previous) => session.Execute(
        """
        INSERT INTO updates (id, job_id, previous, from_version, to_version, kind, made_by, made_at, outcome)
        VALUES (@id, @job, @previous, @from, @to, @kind, @by, @at, @outcome)
        """,
        ("id", update.Id), ("job", update.JobId), ("previous", previous), ("from", update.FromVersion),
        ("to", update.ToVersion), ("kind", update.Kind.Text()), ("by", update.By), ("at", update.At.ToMs()),
        ("outcome", update.Outcome));

    /// <summary>Newest first, from the given one backwards.</summary>
    public static List<Update> Back(Session session, long? newest, int limit)
    {
        var found = new List<Update>();
        for (var next = newest; next is { } id && found.Count < limit;)
        {
            (var update, next) = session.First(
                """
                SELECT id, job_id, from_version, to_version, kind, made_by, made_at, outcome, previous
                FROM updates WHERE id = @id
                """,
                static row => (
                    new Update(
                        row.Long(0), row.Int(1), row.IntOrNull(2), row.IntOrNull(3), row.Name<UpdateKind>(4),
                        row.Text(5), row.Time(6), row.Text(7)),
                    row.LongOrNull(8)),
                ("id", id));
            found.Add(update);
        }

        return found;
    }
}
