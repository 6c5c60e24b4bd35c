using Weir.Engine.Columns;
using Weir.Engine.Types;

namespace Weir.Engine.Operators;

/// <summary>Hands the rows of a SELECT to the caller of the job.</summary>
internal sealed class CollectOperator(RowFields schema, Action<Batch, RowFields> onResult) : Operator
{
    public override void Process(int port, Batch batch, Output output) => onResult(batch, schema);

    public override void OnWatermark(long time, Output output)
    {
    }
}
