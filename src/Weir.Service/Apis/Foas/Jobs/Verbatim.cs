namespace Weir.Service.Apis.Foas.Jobs;

/// <summary>Names under which this dialect keeps, inside a definition, what only it understands and texts that must
/// come back exactly as they were sent.</summary>
internal static class Verbatim
{
    public const string PlanJson = "foas.planJson";
    public const string ClusterId = "foas.clusterId";
    public const string FolderId = "foas.folderId";
    public const string QueueName = "foas.queueName";
    public const string Packages = "foas.packages";

    /// <summary>The code of a DATASTREAM job: a properties text that names class and jar.</summary>
    public const string Code = "foas.code";
}
