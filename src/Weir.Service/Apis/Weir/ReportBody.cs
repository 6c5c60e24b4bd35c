using Weir.Service.Control;
using Weir.Service.Control.Parameters;
using Weir.Service.Model;
using Weir.Service.Runtimes;

namespace Weir.Service.Apis.Weir;

/// <summary>The read model of one job. Histories are newest first.</summary>
internal sealed record ReportBody
{
    public required JobBody Job { get; init; }

    /// <summary>What is current, or the draft of a job without.</summary>
    public required string Sql { get; init; }

    public required IReadOnlyList<DefinitionBody> Definitions { get; init; }

    /// <summary>The live or last run; null = never run.</summary>
    public RunBody? Run { get; init; }

    public required IReadOnlyList<RunBody> Runs { get; init; }

    public required IReadOnlyList<RestorePointBody> RestorePoints { get; init; }

    public required IReadOnlyList<UpdateBody> Updates { get; init; }

    /// <summary>Counts of the live epoch; null when nothing runs or the runtime did not answer.</summary>
    public IReadOnlyList<OperatorBody>? Operators { get; init; }

    public required string LastError { get; init; }

    /// <summary>Operators that lost their state when the present epoch started.</summary>
    public required IReadOnlyList<string> LostOperators { get; init; }

    /// <summary>Keys in the shown definition's properties that nobody here knows: kept, and nothing acts on
    /// them.</summary>
    public required IReadOnlyList<string> UnknownSettings { get; init; }

    /// <summary>What became of each operator's state when the present epoch started from a restore point; null when it did
    /// not, or nothing runs.</summary>
    public IReadOnlyList<VerdictBody>? Restored { get; init; }

    public static ReportBody Of(JobReport report) => new()
    {
        UnknownSettings = [.. ParameterSet.Parse(report.Detail.Shown.Settings.Properties).Unknown],
        Job = JobBody.Of(report.Detail),
        Sql = report.Detail.Shown.Sql,
        Definitions = [.. report.Definitions.Select(DefinitionBody.Of)],
        Run = report.Detail.Run is { } run ? RunBody.Of(run) : null,
        Runs = [.. report.Runs.Select(RunBody.Of)],
        RestorePoints = [.. report.RestorePoints.Select(RestorePointBody.Of)],
        Updates = [.. report.Updates.Select(UpdateBody.Of)],
        Operators = report.Live is { } live ? [.. live.Operators.Select(OperatorBody.Of)] : null,
        Restored = report.Live?.Restored is { } restored ? [.. restored.Operators.Select(VerdictBody.Of)] : null,
        LastError = report.Detail.Run?.LastError ?? "",
        LostOperators = report.Detail.Run?.LostOperators ?? TextList.Empty,
    };
}

/// <param name="Verdict">kept, kept_from_now, partial or lost.</param>
internal sealed record VerdictBody(string Operator, string Verdict, string Detail)
{
    public static VerdictBody Of(OperatorVerdict o) => new(o.Operator, Words.Of(o.Verdict), o.Detail);
}

internal sealed record DefinitionBody(int Version, string Hash, string CreatedBy, DateTimeOffset CreatedAt)
{
    public static DefinitionBody Of(Definition d) => new(d.Version, d.Hash, d.CreatedBy, d.CreatedAt);
}

internal sealed record RunBody
{
    public int Id { get; init; }

    public int DefinitionVersion { get; init; }

    public int Epoch { get; init; }

    public required string Runtime { get; init; }

    public required string RuntimeJobId { get; init; }

    public long? RestoredFrom { get; init; }

    public int Restarts { get; init; }

    public DateTimeOffset RequestedAt { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public required string LastError { get; init; }

    public DateTimeOffset? LastErrorAt { get; init; }

    public static RunBody Of(Run run) => new()
    {
        Id = run.Id,
        DefinitionVersion = run.DefinitionVersion,
        Epoch = run.Epoch,
        Runtime = run.Runtime,
        RuntimeJobId = run.RuntimeJobId,
        RestoredFrom = run.RestoredFrom,
        Restarts = run.Restarts,
        RequestedAt = run.RequestedAt,
        StartedAt = run.StartedAt,
        EndedAt = run.EndedAt,
        LastError = run.LastError,
        LastErrorAt = run.LastErrorAt,
    };
}

internal sealed record RestorePointBody
{
    public long Id { get; init; }

    public int? RunId { get; init; }

    public int Epoch { get; init; }

    public required string Kind { get; init; }

    public required string Path { get; init; }

    public long SizeBytes { get; init; }

    public int? DefinitionVersion { get; init; }

    public required string Reason { get; init; }

    public required string CreatedBy { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? GoneAt { get; init; }

    public static RestorePointBody Of(RestorePoint point) => new()
    {
        Id = point.Id,
        RunId = point.RunId,
        Epoch = point.Epoch,
        Kind = Words.Of(point.Kind),
        Path = point.Path,
        SizeBytes = point.SizeBytes,
        DefinitionVersion = point.DefinitionVersion,
        Reason = point.Reason,
        CreatedBy = point.CreatedBy,
        CreatedAt = point.CreatedAt,
        GoneAt = point.GoneAt,
    };
}

internal sealed record UpdateBody(
    long Revision, int? FromVersion, int? ToVersion, string Kind, string By, DateTimeOffset At, string Outcome)
{
    public static UpdateBody Of(Update u) =>
        new(u.Id, u.FromVersion, u.ToVersion, Words.Of(u.Kind), u.By, u.At, u.Outcome);
}

internal sealed record OperatorBody
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public int Parallelism { get; init; }

    public long RowsIn { get; init; }

    public long RowsOut { get; init; }

    public long LateRows { get; init; }

    public long BadRecords { get; init; }

    public long StateRows { get; init; }

    public long StateBytes { get; init; }

    /// <summary>Unix milliseconds; null = none yet.</summary>
    public long? Watermark { get; init; }

    public static OperatorBody Of(OperatorReport report) => new()
    {
        Id = report.Id,
        Name = report.Name,
        Parallelism = report.Parallelism,
        RowsIn = report.RowsIn,
        RowsOut = report.RowsOut,
        LateRows = report.LateRows,
        BadRecords = report.BadRecords,
        StateRows = report.StateRows,
        StateBytes = report.StateBytes,
        Watermark = report.WatermarkMs,
    };
}
