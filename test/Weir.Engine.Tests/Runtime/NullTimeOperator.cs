using Weir.Engine.Columns;
using Weir.Engine.Operators;
using Weir.Engine.Types;

namespace Weir.Engine.Tests.Runtime;

/// <summary>Makes the row time of every row NULL.</summary>
internal sealed class NullTimeOperator : Operator
{
    private readonly Batch _output = new([.. NumberSource.Schema.Select(f => Column.Create(f.Type))]);

    public override void Process(int port, Batch batch, Output output)
    {
        _output.TakeShape(batch);
        batch.Columns.AsSpan(0, 2).CopyTo(_output.Columns);
        _output.Columns[2] = Column.Create(SqlType.Timestamp(3));
        _output.Columns[2].Reset(batch.Length);
        _output.Columns[2].SetNull(batch.Length - 1);
        output.Emit(_output);
    }
}
