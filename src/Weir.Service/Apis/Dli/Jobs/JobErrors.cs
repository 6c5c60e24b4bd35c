using Weir.Service.Model;

namespace Weir.Service.Apis.Dli.Jobs;

/// <summary>What can be wrong with a job or with what is wanted of it. The code says which operation refused: an
/// unknown job is 16001 to show, 12004 to update, 13007 to run, 15001 to stop, 17001 to delete.</summary>
internal static class JobErrors
{
    private static readonly Text NoSuchJob = new("The job does not exist.", "作业不存在。");

    // --- fields ---

    public static DliError SqlTooLong(int limit) => Errors.Fail(
        "DLI.11001",
        new Text($"sql_body is longer than {limit} characters.", $"sql_body超过{limit}个字符。"));

    public static DliError NameTooLong(int limit) => Errors.Fail(
        "DLI.11006",
        new Text($"The job name is longer than {limit} characters.", $"作业名称超过{limit}个字符。"));

    public static DliError NameEmpty { get; } = Errors.Fail(
        "DLI.11007", new Text("The job name must not be empty.", "作业名称不能为空。"));

    public static DliError NameCharacters { get; } = Errors.Fail(
        "DLI.11015",
        new Text(
            "The job name may contain only letters, digits, hyphens, underscores and Chinese characters.",
            "作业名称只能包含字母、数字、中划线、下划线和中文字符。"));

    public static DliError BadCheckpointInterval { get; } = Errors.Fail(
        "DLI.11008",
        new Text(
            "checkpoint_interval must be 1 to 999999 seconds; 0 is allowed only while checkpointing is off.",
            "checkpoint_interval必须是1~999999秒；仅在未开启快照时允许为0。"));

    public static DliError BadCheckpointMode { get; } = Errors.Fail(
        "DLI.11009",
        new Text(
            "checkpoint_mode must be 1 (exactly_once) or 2 (at_least_once).",
            "checkpoint_mode必须是1（exactly_once）或2（at_least_once）。"));

    public static DliError BadCus(int least, int most) => Errors.Fail(
        "DLI.11012",
        new Text($"cu_number must be {least} to {most}.", $"cu_number必须在{least}~{most}之间。"));

    public static DliError BadParallelism(int most) => Errors.Fail(
        "DLI.11013",
        new Text($"parallel_number must be 1 to {most}.", $"parallel_number必须在1~{most}之间。"));

    public static DliError DescriptionTooLong(int limit) => Errors.Fail(
        "DLI.11014",
        new Text($"desc is longer than {limit} characters.", $"desc超过{limit}个字符。"));

    public static DliError BucketNotAuthorized(string bucket) => Errors.Fail(
        "DLI.11016",
        new Text($"The OBS bucket {bucket} is not authorized.", $"OBS桶{bucket}未授权。"));

    public static DliError ParallelismBeyondCus(int most) => Errors.Fail(
        "DLI.11022",
        new Text(
            $"parallel_number exceeds 4 x (cu_number - manager_cu_number), which is {most}.",
            $"parallel_number超过4 x (cu_number - manager_cu_number)，即{most}。"));

    public static DliError EdgeGroupMissing { get; } = Errors.Fail(
        "DLI.11023", new Text("An edge job needs edge_group_ids.", "边缘作业必须指定edge_group_ids。"));

    public static DliError TypeAgainstMode(string type, string mode) => Errors.Fail(
        "DLI.11024",
        new Text(
            $"Jobs of type {type} cannot run in mode {mode}.",
            $"作业类型{type}与运行模式{mode}不匹配。"));

    public static DliError BadManagerCus { get; } = Errors.Fail(
        "DLI.11025",
        new Text(
            "manager_cu_number must be at least 1 and less than cu_number.",
            "manager_cu_number必须大于等于1且小于cu_number。"));

    public static DliError BadStateRetention { get; } = Errors.Fail(
        "DLI.11036",
        new Text("idle_state_retention must not be negative.", "idle_state_retention不能为负数。"));

    public static DliError BadDirtyData { get; } = Errors.Fail(
        "DLI.11039",
        new Text(
            "dirty_data_strategy must be 0 (ignore), 1 (fail) or 2:<directory> (save).",
            "dirty_data_strategy必须是0（忽略）、1（抛出异常）或2:<目录>（保存）。"));

    public static DliError NoSuchTemplate(long template) => Errors.Fail(
        "DLI.18005",
        new Text($"The job template {template} does not exist.", $"作业模板{template}不存在。"));

    public static DliError BadOffset { get; } = Errors.Fail(
        "DLI.23001", new Text("offset must be an integer, 0 or more.", "offset必须是大于等于0的整数。"));

    public static DliError BadRootJob { get; } = Errors.Fail(
        "DLI.23003", new Text("root_job_id must be a job ID.", "root_job_id必须是作业ID。"));

    public static DliError BadJobId { get; } = Errors.Fail(
        "DLI.12001", new Text("The job ID must be an integer greater than 0.", "作业ID必须是大于0的整数。"));

    public static DliError NoGraph { get; } = Errors.Fail(
        "DLI.14001", new Text("The execution graph does not exist.", "执行流图不存在。"));

    // --- what the control plane refused, in the words of the operation that asked ---

    public static DliError OnCreate(Refusal refusal) => refusal switch
    {
        Refusal.NameTaken taken => Errors.Fail(
            "DLI.11004",
            new Text($"A job named {taken.Name} already exists.", $"作业名称{taken.Name}已存在。")),
        Refusal.QuotaReached quota => Errors.Fail(
            "DLI.11003",
            new Text(
                $"There are already {quota.Limit} drafts that were never run.",
                $"未运行过的草稿作业已达到{quota.Limit}个。")),
        _ => Common(refusal, "DLI.11005"),
    };

    public static DliError OnUpdate(Refusal refusal) => refusal switch
    {
        Refusal.NotFound => Errors.Fail("DLI.12004", NoSuchJob),
        Refusal.NameTaken taken => Errors.Fail(
            "DLI.12006",
            new Text($"A job named {taken.Name} already exists.", $"作业名称{taken.Name}已存在。")),
        Refusal.NotEditable { State: JobState.Submitting or JobState.Running or JobState.Restarting } busy =>
            Errors.Fail(
                "DLI.12003",
                new Text(
                    $"A running or submitting job cannot be updated ({busy.Field}). Stop the job and try again.",
                    $"运行中或提交中的作业不允许更新（{busy.Field}），请停止作业后重试。"),
                advise: false),
        Refusal.NotEditable busy => Errors.Fail(
            "DLI.12005",
            new Text(
                $"{busy.Field} cannot be updated while the job is in state {JobStatus.Of(busy.State)}.",
                $"作业处于{JobStatus.Of(busy.State)}状态，不允许更新{busy.Field}。")),
        Refusal.Rejected or Refusal.Overloaded => Common(refusal, "DLI.12002"),
        _ => Errors.Failed(
            "DLI.12002",
            new Text("Failed to update the job.", "作业更新失败"),
            new Text($"{refusal}", $"{refusal}")),
    };

    public static DliError OnShow(Refusal refusal) => refusal switch
    {
        Refusal.NotFound => Errors.Fail("DLI.16001", NoSuchJob),
        _ => Common(refusal, "DLI.10001"),
    };

    public static DliError OnStop(Refusal refusal) => refusal switch
    {
        Refusal.NotFound => Errors.Fail("DLI.15001", NoSuchJob),
        Refusal.WrongState wrong => Errors.Fail(
            "DLI.15002",
            new Text(
                $"The job is in state {JobStatus.Of(wrong.State)}, which does not allow this.",
                $"作业处于{JobStatus.Of(wrong.State)}状态，不允许该操作。")),
        _ => Common(refusal, "DLI.15002"),
    };

    public static DliError OnDelete(Refusal refusal) => refusal switch
    {
        Refusal.NotFound => Errors.Fail("DLI.17001", NoSuchJob),
        _ => Common(refusal, "DLI.10001"),
    };

    public static DliError OnRun(Refusal refusal) => refusal switch
    {
        Refusal.NotFound => Errors.Fail("DLI.13007", NoSuchJob),
        Refusal.QuotaReached quota => Errors.Fail(
            "DLI.13001",
            new Text(
                $"The quota of {quota.Limit} ({quota.What}) is used up.",
                $"配额不足：{quota.What}上限为{quota.Limit}。")),
        Refusal.QueueFull full => Errors.Fail(
            "DLI.13002",
            new Text(
                $"The queue {full.Queue} has {full.FreeCus} CUs left, the job needs {full.NeededCus}.",
                $"队列{full.Queue}剩余{full.FreeCus}CU，作业需要{full.NeededCus}CU。")),
        Refusal.BucketMissing missing => Errors.Fail(
            "DLI.13004",
            new Text($"The OBS bucket {missing.Bucket} is not authorized.", $"OBS桶{missing.Bucket}未授权。")),
        Refusal.BadProgram bad => BadProgram(bad.Error),
        Refusal.WrongState wrong => Errors.Fail(
            "DLI.13006",
            new Text(
                $"The job is in state {JobStatus.Of(wrong.State)} and cannot be started.",
                $"作业处于{JobStatus.Of(wrong.State)}状态，不允许启动。")),
        Refusal.NotCommitted => Errors.Fail(
            "DLI.13006",
            new Text(
                "The job has a draft only and cannot be started before it is committed.",
                "作业只有草稿，提交后才能启动。")),
        Refusal.NoRestorePoint => Errors.Fail(
            "DLI.13017", new Text("The job has no savepoint.", "作业的保存点不存在。")),
        Refusal.RuntimeCannot cannot => Errors.Fail(
            "DLI.13012",
            new Text(
                $"The runtime {cannot.Runtime} of the queue cannot run jobs of this type ({cannot.Kind}).",
                $"队列的运行环境{cannot.Runtime}不支持该类型的作业（{cannot.Kind}）。")),
        _ => Common(refusal, "DLI.13010"),
    };

    private static DliError BadProgram(RunError error)
    {
        var where = error.Line > 0 ? $" (line {error.Line}, column {error.Column})" : "";
        var hint = error.Hint.Length > 0 ? $" {error.Hint}" : "";
        var cause = $"{error.Message.TrimEnd('.')}{where}.{hint}";
        return Errors.Fail("DLI.13005", new Text($"SQL syntax error: {cause}", $"SQL语法错误：{cause}"));
    }

    /// <summary>What any operation can meet. The code is the operation's own for "it failed".</summary>
    private static DliError Common(Refusal refusal, string code) => refusal switch
    {
        Refusal.Rejected { Reason: DliError reason } => reason,
        Refusal.Overloaded => Errors.Overloaded,
        Refusal.QueueMissing missing => Errors.NoSuchQueue(missing.Queue),
        _ => Errors.Fail(
            code,
            new Text($"The operation was refused ({refusal}).", $"操作被拒绝（{refusal}）。")),
    };
}
