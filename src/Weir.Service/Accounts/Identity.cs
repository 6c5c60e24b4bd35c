using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Weir.Service.Model;
using Weir.Service.Store;

namespace Weir.Service.Accounts;

/// <summary>Who may act. Accounts (a vendor's domains) have users and projects; users have passwords and
/// keys.</summary>
internal sealed class Identity(Database database, MasterKey masterKey, TimeProvider clock)
{
    public static readonly TimeSpan TokenLife = TimeSpan.FromHours(24);

    /// <summary>Tokens and keys kept in memory; beyond that all are forgotten and read again.</summary>
    private const int CacheLimit = 10_000;

    /// <summary>Password checks at a time: each takes a tenth of a second of one core.</summary>
    private const int LoginsAtOnce = 2;

    private readonly ConcurrentDictionary<string, (Caller Caller, DateTimeOffset Expires)> tokens = new();
    private readonly ConcurrentDictionary<string, SigningKey> keys = new();
    private readonly SemaphoreSlim logins = new(LoginsAtOnce);

    /// <summary>Null when user, password, account or project do not fit together; which one is not told.</summary>
    public async Task<IssuedToken?> LogIn(Login login)
    {
        var user = database.Read(s => AccountStore.UserByName(s, login.UserName, login.AccountName));
        bool fits;
        await logins.WaitAsync();
        try
        {
            fits = await Task.Run(() => Passwords.Verify(login.Password, user?.Password ?? Passwords.OfNobody));
        }
        finally
        {
            logins.Release();
        }

        return user is not null && fits && CallerFor(user, login.ProjectId, login.ProjectName) is { } caller
            ? await Issue(caller)
            : null;
    }

    /// <summary>A new token for somebody who has shown who they are, in another project of the same account.</summary>
    public async Task<IssuedToken?> Reissue(Caller caller, string? projectId, string? projectName) =>
        database.Read(s => AccountStore.UserById(s, caller.UserId)) is { } user
        && CallerFor(user, projectId, projectName) is { } other
            ? await Issue(other)
            : null;

    /// <summary>Quick: answered from memory on all but the first call with a token.</summary>
    public TokenStanding Check(string token, out Caller? caller)
    {
        caller = null;
        if (!tokens.TryGetValue(token, out var known))
        {
            if (database.Read(s => Stored(s, token)) is not { } stored)
            {
                return TokenStanding.Unknown;
            }

            known = stored;
            Remember(tokens, token, known);
        }

        if (clock.GetUtcNow() >= known.Expires)
        {
            return TokenStanding.Expired;
        }

        caller = known.Caller;
        return TokenStanding.Valid;
    }

    /// <summary>The key with this id; the owner's project is the account's first until
    /// <see cref="InProject"/> chooses another. Null when there is none.</summary>
    public SigningKey? FindKey(string accessKey)
    {
        if (keys.TryGetValue(accessKey, out var known))
        {
            return known;
        }

        var found = database.Read(s =>
            AccountStore.Key(s, accessKey) is { } key && AccountStore.UserById(s, key.UserId) is { } user
                ? (key.SealedSecret, User: user)
                : default);
        if (found.User is null || CallerFor(found.User, null, null) is not { } owner)
        {
            return null;
        }

        var opened = new SigningKey(accessKey, masterKey.Open(found.SealedSecret, accessKey), owner);
        Remember(keys, accessKey, opened);
        return opened;
    }

    /// <summary>The same caller in another project of the account; null when it is not theirs.</summary>
    public Caller? InProject(Caller caller, string projectId)
    {
        if (caller.ProjectId == projectId)
        {
            return caller;
        }

        return ProjectsOf(caller).FirstOrDefault(p => p.Id == projectId) is { } project
            ? caller with { ProjectId = project.Id, ProjectName = project.Name }
            : null;
    }

    /// <summary>As <see cref="InProject"/>, for dialects that know projects by name.</summary>
    public Caller? InProjectNamed(Caller caller, string name)
    {
        if (caller.ProjectName == name)
        {
            return caller;
        }

        return ProjectsOf(caller).FirstOrDefault(p => p.Name == name) is { } project
            ? caller with { ProjectId = project.Id, ProjectName = project.Name }
            : null;
    }

    public IReadOnlyList<Project> ProjectsOf(Caller caller) =>
        database.Read(s => AccountStore.Projects(s, caller.AccountId));

    private static void Remember<T>(ConcurrentDictionary<string, T> cache, string key, T value)
    {
        if (cache.Count >= CacheLimit)
        {
            cache.Clear();
        }

        cache[key] = value;
    }

    private static string HashOf(string token) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    private static (Caller Caller, DateTimeOffset Expires)? Stored(Session session, string token) =>
        AccountStore.Token(session, HashOf(token)) is { } row
        && AccountStore.UserById(session, row.UserId) is { } user
        && AccountStore.Projects(session, user.AccountId).FirstOrDefault(p => p.Id == row.ProjectId) is { } project
            ? (CallerIn(user, project), row.ExpiresAt)
            : null;

    private static Caller CallerIn(UserRow user, Project project) => new()
    {
        UserId = user.Id,
        UserName = user.Name,
        AccountId = user.AccountId,
        AccountName = user.AccountName,
        ProjectId = project.Id,
        ProjectName = project.Name,
    };

    private Caller? CallerFor(UserRow user, string? projectId, string? projectName)
    {
        var projects = database.Read(s => AccountStore.Projects(s, user.AccountId));
        var project = projects.FirstOrDefault(p =>
            (projectId is null || p.Id == projectId) && (projectName is null || p.Name == projectName));
        return project is null ? null : CallerIn(user, project);
    }

    private async Task<IssuedToken?> Issue(Caller caller)
    {
        var token = Secrets.Text(64);
        var now = clock.NowMs();
        var expires = now + TokenLife;
        var stored = await database.Ask<Done>(session =>
        {
            AccountStore.DropTokens(session, now - TokenLife);
            AccountStore.AddToken(session, HashOf(token), caller.UserId, caller.ProjectId, now, expires);
            return default(Done);
        });
        if (!stored.Accepted)
        {
            return null;
        }

        Remember(tokens, token, (caller, expires));
        return new IssuedToken(token, caller, now, expires);
    }
}
