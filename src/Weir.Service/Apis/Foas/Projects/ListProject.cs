namespace Weir.Service.Apis.Foas.Projects;

/// <summary>GET projects: those of the caller's account, oldest first. All filters ask for the whole value.</summary>
internal static class ListProject
{
    public static Task<Reply> Handle(Call call)
    {
        var paging = Paging.Of(call);
        var found = call.Control.Identity.ProjectsOf(call.Caller)
            .Select(project => ProjectView.Of(project, call.Control.Settings.Region))
            .Where(project => Is("name", project.Name) && Is("deployType", project.DeployType)
                && Is("clusterId", project.ClusterId) && Is("region", project.Region))
            .ToList();
        var page = found.Skip(paging.Skip).Take(paging.Size).ToList();
        return Task.FromResult(Reply.Ok(
            new ProjectListAnswer(
                paging.Index, paging.Size, new ProjectList(page), found.Count, paging.PagesFor(found.Count)),
            FoasJson.Wire.ProjectListAnswer));

        bool Is(string name, string value) =>
            call.Query(name) is not { } asked || asked.Equals(value, StringComparison.OrdinalIgnoreCase);
    }
}
