namespace Weir.Service.Apis.Dli.Tokens;

/// <summary>GET /v3/projects and /v3/auth/domains: how an SDK finds its project and domain when it is given none. The
/// name filter is exact: with two answers the Python SDK gives up.</summary>
internal static class ListProjects
{
    public static Task<Reply> HandleProjects(Call call)
    {
        var name = call.Query("name");
        var projects = call.Control.Identity.ProjectsOf(call.Caller)
            .Where(p => name is null || p.Name == name)
            .Select(p => new ProjectBody(p.Id, p.Name, p.AccountId, p.AccountId, false, true, ""));
        return Task.FromResult(
            Reply.Ok(new ProjectsAnswer([.. projects], Links(call)), DliJson.Wire.ProjectsAnswer));
    }

    public static Task<Reply> HandleDomains(Call call)
    {
        var domain = new DomainBody(call.Caller.AccountId, call.Caller.AccountName, true, "");
        return Task.FromResult(Reply.Ok(new DomainsAnswer([domain], Links(call)), DliJson.Wire.DomainsAnswer));
    }

    private static LinksBody Links(Call call) =>
        new($"{call.Request.Scheme}://{call.Request.Host}{call.Request.Path}");
}
