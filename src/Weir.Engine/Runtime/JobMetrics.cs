namespace Weir.Engine.Runtime;

/// <summary>Adds up the counters of an operator's subtasks. Read while tasks run: each number is right, but they are not
/// from one moment.</summary>
internal static class JobMetrics
{
    public static IReadOnlyList<OperatorSnapshot> Of(IReadOnlyList<TaskLoop> tasks) =>
    [
        .. tasks.SelectMany(static t => t.Stages)
            .GroupBy(static s => s.Node, ReferenceEqualityComparer.Instance)
            .Select(static g => Of([.. g]))
            .OrderBy(static s => s.Id),
    ];

    private static OperatorSnapshot Of(Stage[] subtasks)
    {
        var watermark = subtasks.Min(static s => s.Output.LastWatermark);
        var node = subtasks[0].Node;
        return new OperatorSnapshot(
            node.Id,
            node.Title,
            subtasks.Length,
            subtasks.Sum(static s => s.Context.Metrics.RowsIn),
            subtasks.Sum(static s => s.Context.Metrics.RowsOut),
            subtasks.Sum(static s => s.Context.Metrics.LateRowsDropped),
            subtasks.Sum(static s => s.Context.Metrics.BadRecords),
            subtasks.Sum(static s => s.Context.Metrics.StateBytes),
            subtasks.Sum(static s => s.Context.Metrics.StateKeys),
            watermark == long.MinValue ? null : watermark);
    }
}
