namespace Weir.Service.Apis.Foas;

/// <summary>The vendor's operations that are still to come. They answer "not supported yet" with their name, which tells
/// a client more than that there is no such path.</summary>
internal static class Later
{
    private const string Project = "/api/v2/projects/{projectName}";
    private const string Job = Project + "/jobs/{jobName}";
    private const string Instance = Job + "/instances/{instanceId}";
    private const string AutoScale = Job + "/instance/{instanceId}/autoscale";
    private const string Cluster = "/api/v2/clusters/{clusterId}";

    public static IReadOnlyList<Operation> Operations { get; } =
    [
        new("ValidateJob", "GET", Job + "/validate", null),
        new("GetRawPlanJson", "GET", Job + "/planjson", null),
        new("CheckRawPlanJson", "GET", Job + "/planjson/check", null),
        new("CalcPlanJsonResource", "GET", Job + "/planjson-resource", null),
        new("GetJobLatestAutoScalePlan", "GET", Job + "/autoscale/latestplanjson", null),
        new("GetInstanceMetric", "POST", Job + "/metric", null),
        new("GetInstanceCheckpoint", "GET", Instance + "/checkpoints", null),
        new("GetInstanceExceptions", "GET", Instance + "/exceptions", null),
        new("GetInstanceDetail", "GET", Instance + "/details", null),
        new("GetInstanceFinalState", "GET", Instance + "/finalstate", null),
        new("GetInstanceResource", "GET", Instance + "/resource", null),
        new("GetInstanceVertexTaskManagers", "GET", Instance + "/vertices/{vertexId}/taskmanagers", null),
        new("GetInstanceHistoryAutoScalePlanList", "GET", AutoScale + "/planlist", null),
        new("GetInstanceHistoryAutoScalePlanContent", "GET", AutoScale + "/plancontent", null),
        new("UpdateAutoScaleConfig", "PUT", AutoScale + "/config", null),
        new("CreateFolder", "POST", Project + "/folders", null),
        new("GetFolder", "GET", Project + "/folders", null),
        new("ListChildFolder", "GET", Project + "/folders/children", null),
        new("MVFolder", "PUT", Project + "/folders", null),
        new("DeleteFolder", "DELETE", Project + "/folders", null),
        new("CreatePackage", "POST", Project + "/packages", null),
        new("GetPackage", "GET", Project + "/packages/{packageName}", null),
        new("UpdatePackage", "PUT", Project + "/packages/{packageName}", null),
        new("ListPackage", "GET", Project + "/packages", null),
        new("DeletePackage", "DELETE", Project + "/packages/{packageName}", null),
        new("GetRefPackageJob", "GET", Project + "/packages/{packageName}/jobs", null),
        new("UpdateProject", "PUT", Project, null),
        new("DeleteProject", "DELETE", Project, null),
        new("UpdateProjectConfig", "PUT", "/api/v2/project/config", null),
        new("BindQueue", "POST", Project + "/queue", null),
        new("UnbindQueue", "DELETE", Project + "/queue", null),
        new("ListProjectBindQueue", "GET", Project + "/queues", null),
        new("ListProjectBindQueueResource", "GET", Project + "/queueresource", null),
        new("CreateQueue", "POST", Cluster + "/queue", null),
        new("UpdateQueue", "PUT", Cluster + "/queue", null),
        new("DeleteQueue", "DELETE", Cluster + "/queue", null),
        new("GetClusterQueueInfo", "GET", Cluster + "/queueinfo", null),
        new("CreateCellClusterOrder", "POST", "/api/v2/realtime-compute/cell/buy", null),
        new("CreateCluster", "POST", "/api/v2/clusters", null),
        new("ListCluster", "GET", "/api/v2/clusters", null),
        new("GetClusterDetails", "GET", Cluster + "/details", null),
        new("GetClusterEngineVersions", "GET", Cluster + "/engineversions", null),
        new("GetClusterResource", "GET", Cluster + "/resource", null),
        new("GetClusterMetrics", "POST", Cluster + "/metrics", null),
        new("ExpandCluster", "PUT", Cluster + "/expand", null),
        new("ShrinkCluster", "PUT", Cluster + "/shrink", null),
        new("ModifyMasterSpec", "PUT", Cluster + "/specification", null),
        new("DestroyCluster", "DELETE", Cluster, null),
        new("TagResources", "POST", "/api/v2/cluster/tags", null),
        new("UntagResources", "DELETE", "/api/v2/cluster/tags", null),
        new("ListTagResources", "GET", "/api/v2/cluster/tags", null),
    ];
}
