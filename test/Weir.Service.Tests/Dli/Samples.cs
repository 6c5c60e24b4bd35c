namespace Weir.Service.Tests.Dli;

/// <summary>The request samples of the vendor's pages, as they stand there.</summary>
internal static class Samples
{
    /// <summary>Seed 001: the Chinese page of 2021.</summary>
    public const string UpdateChinese = """
        {
            "name": "myjob",
            "desc": "这是我的第一个作业",
            "queue_name": "testQueue",
            "sql_body": "select * from source_table",
            "run_mode": "shared_cluster",
            "cu_number": 4,
            "parallel_number": 4,
            "checkpoint_enabled": false,
            "checkpoint_mode": "exactly_once",
            "checkpoint_interval": 10,
            "obs_bucket": "",
            "log_enabled": false,
            "smn_topic": "",
            "restart_when_exception": false,
            "idle_state_retention": 3600,
            "edge_group_ids": [
                "62de1e1c-066e-48a8-a79d-f461a31b2ee1",
                "2eb00f85-99f2-4144-bcb7-d39ff47f9002"
            ],
            "dirty_data_strategy": "0",
            "udf_jar_url": "group/test.jar"
        }
        """;

    /// <summary>Seed 003: the English page of 2025.</summary>
    public const string UpdateEnglish = """
        {
            "name": "myjob",
            "desc": "My first job",
            "queue_name": "testQueue",
            "sql_body": "select * from source_table",
            "run_mode": "shared_cluster",
            "cu_number": 4,
            "parallel_number": 4,
            "checkpoint_enabled": false,
            "checkpoint_mode": "exactly_once",
            "checkpoint_interval": 10,
            "obs_bucket": "",
            "log_enabled": false,
            "smn_topic": "",
            "restart_when_exception": false,
            "idle_state_retention": 3600,
            "edge_group_ids": [
                "62de1e1c-066e-48a8-a79d-f461a31b2ee1",
                "2eb00f85-99f2-4144-bcb7-d39ff47f9002"
            ],
            "dirty_data_strategy": "0",
            "execution_agency_urn": "myAgencyName",
            "udf_jar_url": "group/test.jar"
        }
        """;

    /// <summary>The example of static_estimator_config in both seeds.</summary>
    public const string StaticEstimatorConfig =
        """{"operator_list":[{"id":"0a448493b4782967b150582570326227","rate_factor":0.55},"""
        + """{"id":"6d2677a0ecc3fd8df0b72ec675edf8f4","rate_factor":1},"""
        + """{"id":"ea632d67b7d595e5b851708ae9ad79d6","rate_factor":0.55},"""
        + """{"id":"bc764cd8ddf7a0cff126f51c16239658","output_rate":2000}]}""";
}
