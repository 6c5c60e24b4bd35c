using Weir.Engine.Columns;

namespace Weir.Engine.Operators;

/// <summary>Hands on the rows of all its inputs as they come; the task loop merges their watermarks.</summary>
internal sealed class UnionOperator : Operator
{
    public override bool KeepsMarks => true;

    public override void Process(int port, Batch batch, Output output) => output.Emit(batch);
}
