using Weir.Service.Model;

namespace Weir.Service.Store;

/// <summary>Rows of <c>accounts</c>, <c>projects</c>, <c>users</c>, <c>access_keys</c> and <c>tokens</c>.</summary>
internal static class AccountStore
{
    private const string ProjectColumns = "SELECT id, name, account_id, created_at, traits FROM projects ";

    public static void AddAccount(Session session, string id, string name, DateTimeOffset at) => session.Execute(
        "INSERT INTO accounts (id, name, created_at) VALUES (@id, @name, @at)",
        ("id", id), ("name", name), ("at", at.ToMs()));

    public static void AddProject(Session session, Project project) => session.Execute(
        """
        INSERT INTO projects (id, account_id, name, created_at, traits) VALUES (@id, @account, @name, @at, @traits)
        """,
        ("id", project.Id), ("account", project.AccountId), ("name", project.Name), ("at", project.CreatedAt.ToMs()),
        ("traits", Columns.ToText(project.Traits)));

    public static void AddUser(Session session, UserRow user) => session.Execute(
        """
        INSERT INTO users (id, account_id, name, password, created_at) VALUES (@id, @account, @name, @password, @at)
        """,
        ("id", user.Id), ("account", user.AccountId), ("name", user.Name), ("password", user.Password),
        ("at", user.CreatedAt.ToMs()));

    public static void AddKey(Session session, string id, string userId, string sealedSecret, DateTimeOffset at) =>
        session.Execute(
            "INSERT INTO access_keys (id, user_id, sealed_secret, created_at) VALUES (@id, @user, @secret, @at)",
            ("id", id), ("user", userId), ("secret", sealedSecret), ("at", at.ToMs()));

    public static void AddToken(
        Session session, string hash, string userId, string projectId, DateTimeOffset issued, DateTimeOffset expires) =>
        session.Execute(
            """
            INSERT INTO tokens (hash, user_id, project_id, issued_at, expires_at)
            VALUES (@hash, @user, @project, @issued, @expires)
            """,
            ("hash", hash), ("user", userId), ("project", projectId), ("issued", issued.ToMs()),
            ("expires", expires.ToMs()));

    /// <summary>Drops tokens that expired before the given time.</summary>
    public static void DropTokens(Session session, DateTimeOffset before) =>
        session.Execute("DELETE FROM tokens WHERE expires_at < @before", ("before", before.ToMs()));

    public static bool IsEmpty(Session session) => session.Number("SELECT COUNT(*) FROM accounts") == 0;

    /// <summary>A user by name; without an account's name, only when no other account has one of the same
    /// name.</summary>
    public static UserRow? UserByName(Session session, string name, string? accountName)
    {
        var found = session.All(
            """
            SELECT u.id, u.account_id, a.name, u.name, u.password, u.created_at
            FROM users u JOIN accounts a ON a.id = u.account_id
            WHERE u.name = @name AND (@account IS NULL OR a.name = @account)
            """,
            ReadUser,
            ("name", name), ("account", accountName));
        return found.Count == 1 ? found[0] : null;
    }

    public static UserRow? UserById(Session session, string id) => session.First(
        """
        SELECT u.id, u.account_id, a.name, u.name, u.password, u.created_at
        FROM users u JOIN accounts a ON a.id = u.account_id WHERE u.id = @id
        """,
        ReadUser,
        ("id", id));

    public static (string UserId, string SealedSecret)? Key(Session session, string id)
    {
        var found = session.All(
            "SELECT user_id, sealed_secret FROM access_keys WHERE id = @id",
            static row => (row.Text(0), row.Text(1)),
            ("id", id));
        return found.Count == 1 ? found[0] : null;
    }

    public static TokenRow? Token(Session session, string hash) => session.First(
        "SELECT user_id, project_id, expires_at FROM tokens WHERE hash = @hash",
        static row => new TokenRow(row.Text(0), row.Text(1), row.Time(2)),
        ("hash", hash));

    /// <summary>Oldest first: the first is the one meant when none is named.</summary>
    public static List<Project> Projects(Session session, string accountId) => session.All(
        ProjectColumns + "WHERE account_id = @account ORDER BY created_at, id",
        ReadProject,
        ("account", accountId));

    public static List<Project> AllProjects(Session session) => session.All(
        ProjectColumns + "ORDER BY created_at, id", ReadProject);

    private static Project ReadProject(Row row) =>
        new(row.Text(0), row.Text(1), row.Text(2), row.Time(3)) { Traits = row.Bag(4) };

    private static UserRow ReadUser(Row row) => new(
        row.Text(0), row.Text(1), row.Text(2), row.Text(3), row.Text(4), row.Time(5));
}

/// <summary>A user with the name of the account; the password is the text of its hash.</summary>
internal sealed record UserRow(
    string Id, string AccountId, string AccountName, string Name, string Password, DateTimeOffset CreatedAt);

internal sealed record TokenRow(string UserId, string ProjectId, DateTimeOffset ExpiresAt);
