namespace Weir.Service.Apis.Dli.Jobs;

/// <summary>Names under which this dialect keeps, inside a definition, what only it understands and texts that must
/// come back exactly as they were sent.</summary>
internal static class Verbatim
{
    public const string RunMode = "dli.run_mode";
    public const string ObsBucket = "dli.obs_bucket";
    public const string IdleStateRetention = "dli.idle_state_retention";
    public const string EdgeGroupIds = "dli.edge_group_ids";
    public const string UdfJarUrl = "dli.udf_jar_url";
    public const string OperatorConfig = "dli.operator_config";
    public const string StaticEstimatorConfig = "dli.static_estimator_config";
    public const string RuntimeConfig = "dli.runtime_config";
    public const string ExecutionAgencyUrn = "dli.execution_agency_urn";
    public const string FlinkLogConfig = "dli.flink_log_config";
    public const string ResourceConfigVersion = "dli.resource_config_version";
    public const string ResourceConfig = "dli.resource_config";

    /// <summary>The v1 figures while v2 is in force, so that going back finds them.</summary>
    public const string ParallelNumber = "dli.parallel_number";
    public const string TmSlotNum = "dli.tm_slot_num";
}
