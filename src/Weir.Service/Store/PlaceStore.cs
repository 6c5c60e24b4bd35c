using Weir.Service.Model;

namespace Weir.Service.Store;

/// <summary>Rows of <c>queues</c> and <c>buckets</c>, both known by project and name.</summary>
internal static class PlaceStore
{
    private const string QueueColumns = "SELECT project_id, name, runtime, limit_cus, created_at FROM queues ";

    public static Queue? Queue(Session session, string projectId, string name) => session.First(
        QueueColumns + "WHERE project_id = @project AND name = @name",
        ReadQueue,
        ("project", projectId), ("name", name));

    public static List<Queue> Queues(Session session, string projectId) => session.All(
        QueueColumns + "WHERE project_id = @project ORDER BY name",
        ReadQueue,
        ("project", projectId));

    public static void SetQueue(Session session, Queue queue) => session.Execute(
        """
        INSERT INTO queues (project_id, name, runtime, limit_cus, created_at)
        VALUES (@project, @name, @runtime, @limit, @at)
        ON CONFLICT (project_id, name) DO UPDATE SET runtime = excluded.runtime, limit_cus = excluded.limit_cus
        """,
        ("project", queue.ProjectId), ("name", queue.Name), ("runtime", queue.Runtime), ("limit", queue.LimitCus),
        ("at", queue.CreatedAt.ToMs()));

    public static Bucket? Bucket(Session session, string projectId, string name) => session.First(
        "SELECT project_id, name, created_at FROM buckets WHERE project_id = @project AND name = @name",
        static row => new Bucket(row.Text(0), row.Text(1), row.Time(2)),
        ("project", projectId), ("name", name));

    public static List<Bucket> Buckets(Session session, string projectId) => session.All(
        "SELECT project_id, name, created_at FROM buckets WHERE project_id = @project ORDER BY name",
        static row => new Bucket(row.Text(0), row.Text(1), row.Time(2)),
        ("project", projectId));

    public static void AddBucket(Session session, Bucket bucket) => session.Execute(
        """
        INSERT INTO buckets (project_id, name, created_at) VALUES (@project, @name, @at)
        ON CONFLICT (project_id, name) DO NOTHING
        """,
        ("project", bucket.ProjectId), ("name", bucket.Name), ("at", bucket.CreatedAt.ToMs()));

    private static Queue ReadQueue(Row row) => new(
        row.Text(0), row.Text(1), row.Text(2), row.RealOrNull(3), row.Time(4));
}
