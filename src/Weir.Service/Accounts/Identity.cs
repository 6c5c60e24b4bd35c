using Weir.Service.Model;

namespace Weir.Service.Accounts;

/// <summary>What a client sent to get a token. The project by id or by name; neither = the account's first.</summary>
internal sealed record Login(string UserName, string Password, string? AccountName, string? ProjectId, string? ProjectName);

/// <summary>A token as handed out: opaque text, valid for 24 hours, also after a restart.</summary>
internal sealed record IssuedToken(string Token, Caller Caller, DateTimeOffset IssuedAt, DateTimeOffset ExpiresAt);

/// <summary>An access key with its secret in clear, for checking a signature; never stored or logged like this.</summary>
internal sealed record SigningKey(string AccessKey, string Secret, Caller Owner);

internal enum TokenStanding
{
    Valid,
    Unknown,
    Expired,
}

/// <summary>Who may act. Accounts (a vendor's domains) have users and projects; users have passwords and keys.</summary>
internal sealed class Identity
{
    /// <summary>Null when user, password, account or project do not fit together; which one is not told.</summary>
    public Task<IssuedToken?> LogIn(Login login) => throw new NotImplementedException();

    /// <summary>A new token for somebody who has shown who they are, in another project of the same account.</summary>
    public Task<IssuedToken?> Reissue(Caller caller, string? projectId, string? projectName) =>
        throw new NotImplementedException();

    /// <summary>Quick: answered from memory on all but the first call with a token.</summary>
    public TokenStanding Check(string token, out Caller? caller) => throw new NotImplementedException();

    /// <summary>The key with this id; the owner's project is the account's first until
    /// <see cref="InProject"/> chooses another. Null when there is none.</summary>
    public SigningKey? FindKey(string accessKey) => throw new NotImplementedException();

    /// <summary>The same caller in another project of the account; null when it is not theirs.</summary>
    public Caller? InProject(Caller caller, string projectId) => throw new NotImplementedException();

    public IReadOnlyList<Project> ProjectsOf(Caller caller) => throw new NotImplementedException();
}
