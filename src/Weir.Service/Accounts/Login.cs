using Weir.Service.Model;

namespace Weir.Service.Accounts;

/// <summary>What a client sent to get a token. The project by id or by name; neither = the account's first.</summary>
internal sealed record Login(
    string UserName, string Password, string? AccountName, string? ProjectId, string? ProjectName);

/// <summary>A token as handed out: opaque text, valid for 24 hours, also after a restart.</summary>
internal sealed record IssuedToken(string Token, Caller Caller, DateTimeOffset IssuedAt, DateTimeOffset ExpiresAt);

/// <summary>An access key with its secret in clear, for checking a signature; never stored or logged like
/// this.</summary>
internal sealed record SigningKey(string AccessKey, string Secret, Caller Owner)
{
    public override string ToString() => $"SigningKey {AccessKey}";
}

internal enum TokenStanding
{
    Valid,
    Unknown,
    Expired,
}
