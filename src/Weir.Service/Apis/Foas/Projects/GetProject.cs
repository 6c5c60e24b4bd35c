namespace Weir.Service.Apis.Foas.Projects;

/// <summary>GET projects/{projectName}.</summary>
internal static class GetProject
{
    public static async Task<Reply> Handle(Call call)
    {
        var project = await call.Control.Projects.Show(call.Caller);
        var body = ProjectView.Of(project, call.Control.Settings.Region) with { GlobalJobConfig = "" };
        return Reply.Ok(new ProjectAnswer(body), FoasJson.Wire.ProjectAnswer);
    }
}
