using Weir.Service.Apis.Foas.Jobs;
using Weir.Service.Model;

namespace Weir.Service.Apis.Foas.Projects;

/// <summary>A project in the words of the dialect. One that another dialect made has the values of a plain one.</summary>
internal static class ProjectView
{
    public const string Cell = "CELL";
    public const string Public = "PUBLIC";

    public const string DeployType = "foas.deployType";
    public const string ClusterId = "foas.clusterId";
    public const string ManagerIds = "foas.managerIds";
    public const string Description = "foas.description";
    public const string OrderId = "foas.orderId";
    public const string Creator = "foas.creator";

    private const string Enabled = "ENABLE";

    public static ProjectBody Of(Project project, string region)
    {
        var creator = project.Traits[Creator] ?? "";
        var created = project.CreatedAt.ToUnixTimeMilliseconds();
        return new ProjectBody
        {
            ClusterId = project.Traits[ClusterId] ?? JobEdits.Cluster,
            CreateTime = created,
            Creator = creator,
            DeployType = project.Traits[DeployType] ?? Cell,
            Description = project.Traits[Description] ?? "",
            Id = project.Id,
            ManagerIds = project.Traits[ManagerIds] ?? "",
            Modifier = creator,
            ModifyTime = created,
            Name = project.Name,
            Region = region,
            State = Enabled,
        };
    }
}
