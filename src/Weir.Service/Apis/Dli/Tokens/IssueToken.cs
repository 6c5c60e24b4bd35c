using System.Globalization;
using Weir.Service.Accounts;
using Weir.Service.Model;

namespace Weir.Service.Apis.Dli.Tokens;

/// <summary>POST /v3/auth/tokens: the one call without credentials in its headers. The token travels in the header
/// X-Subject-Token.</summary>
internal static class IssueToken
{
    public const string SubjectHeader = "X-Subject-Token";

    public static async Task<Reply> Handle(Identity identity, Call call)
    {
        var auth = JsonBody.Read(call.Body, DliJson.Wire.LoginBody).Auth;
        var project = auth?.Scope?.Project;
        var method = auth?.Identity?.Methods is [var only] ? only : "";
        IssuedToken? issued;
        switch (method)
        {
            case "password" when auth!.Identity!.Password?.User is { Name: { } name, Password: { } password } user:
                issued = await identity.LogIn(new Login(name, password, user.Domain?.Name, project?.Id, project?.Name));
                break;
            case "token" when auth!.Identity!.Token?.Id is { } token:
                issued = identity.Check(token, out var caller) == TokenStanding.Valid
                    ? await identity.Reissue(caller!, project?.Id, project?.Name)
                    : null;
                break;
            case "password" or "token":
                return Refuse(400, $"auth.identity.{method} is incomplete.", "Bad Request");
            default:
                return Refuse(400, "auth.identity.methods must be [\"password\"] or [\"token\"].", "Bad Request");
        }

        if (issued is null)
        {
            return Refuse(401, "The username or password is wrong.", "Unauthorized");
        }

        call.Request.HttpContext.Response.Headers[SubjectHeader] = issued.Token;
        return Reply.Of(201, new TokenAnswer(Body(issued, method, call)), DliJson.Wire.TokenAnswer);
    }

    private static Reply Refuse(int status, string message, string title) => Reply.Of(
        status, new IdentityErrorBody(new IdentityError(status, message, title)), DliJson.Wire.IdentityErrorBody);

    private static TokenBody Body(IssuedToken issued, string method, Call call)
    {
        var caller = issued.Caller;
        var domain = new NamedRef(caller.AccountId, caller.AccountName);
        return new TokenBody(
            [method],
            Time(issued.ExpiresAt),
            Time(issued.IssuedAt),
            new UserBody(caller.UserId, caller.UserName, domain, ""),
            new ProjectRef(caller.ProjectId, caller.ProjectName, domain),
            [],
            call.Request.Query.ContainsKey("nocatalog") ? [] : Catalog(call, caller));
    }

    /// <summary>Where the services are: all of them here.</summary>
    private static CatalogEntry[] Catalog(Call call, Caller caller)
    {
        var origin = $"{call.Request.Scheme}://{call.Request.Host}";
        return
        [
            Entry("dli", $"{origin}/v1.0/{caller.ProjectId}"),
            Entry("dliv2", $"{origin}/v2.0/{caller.ProjectId}"),
            Entry("iam", $"{origin}/v3"),
        ];

        CatalogEntry Entry(string name, string url)
        {
            var region = call.Control.Settings.Region;
            return new CatalogEntry(name, name, name, [new CatalogEndpoint(name, "public", region, region, url)]);
        }
    }

    private static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
}
