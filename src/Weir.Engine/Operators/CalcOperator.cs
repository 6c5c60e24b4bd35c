using Weir.Engine.Columns;

namespace Weir.Engine.Operators;

/// <summary>What the kernels of one Calc share: the number of the batch, so that a common sub-expression is computed once
/// for it.</summary>
internal sealed class KernelScope
{
    /// <summary>True when there are common sub-expressions.</summary>
    public bool IsUsed { get; set; }

    public long BatchNumber { get; private set; }

    public void NextBatch() => BatchNumber++;
}

/// <summary>
/// Filter, then projection. The filter narrows the selection, the projection points the output's columns at input columns or
/// at what kernels computed: nothing is copied, marks and kinds stay where they are.
/// </summary>
internal sealed class CalcOperator(Kernel? condition, Kernel[] projections, KernelScope scope) : Operator
{
    private readonly Batch _output = new(new Column[projections.Length]);
    private Batch? _filtered;
    private EvaluationContext? _evaluation;

    public override bool KeepsMarks => true;

    public override void Open(OperatorContext context) => _evaluation = context.Evaluation;

    public override void Process(int port, Batch batch, Output output)
    {
        scope.NextBatch();
        _output.TakeShape(batch);
        if (condition is not null && !Filter(batch, output))
        {
            return;
        }

        var input = condition is not null && scope.IsUsed ? Filtered(batch) : batch;
        for (var i = 0; i < projections.Length; i++)
        {
            _output.Columns[i] = projections[i].Evaluate(input, _output.Rows, _evaluation!);
        }

        _evaluation!.ThrowIfFailed();
        output.Emit(_output);
    }

    // False when no row is left; then only the watermark goes on.
    private bool Filter(Batch batch, Output output)
    {
        var count = condition!.Select(batch, batch.Rows, _output.SelectionSpace(), _evaluation!);
        _evaluation!.ThrowIfFailed();
        if (count == 0)
        {
            if (!batch.Marks.IsEmpty)
            {
                output.Watermark(batch.Marks[^1].Time);
            }

            return false;
        }

        if (count == batch.Length)
        {
            _output.SelectAll();
        }
        else
        {
            _output.Select(count);
        }

        return true;
    }

    // Shared kernels evaluate themselves over all live rows of the batch they are given.
    private Batch Filtered(Batch batch)
    {
        if (_filtered is null || _filtered.Columns.Length != batch.Columns.Length)
        {
            _filtered = new Batch(new Column[batch.Columns.Length]);
        }

        batch.Columns.CopyTo(_filtered.Columns, 0);
        _filtered.Reset(batch.Length);
        var rows = _output.Rows;
        if (!rows.IsAll)
        {
            _filtered.Select(rows.Selection);
        }

        return _filtered;
    }
}
