using System.Collections.Immutable;
using Weir.Engine.Columns;
using Weir.Engine.State;

namespace Weir.Engine.Operators;

/// <summary>What a regular join of two changelogs computes.</summary>
/// <param name="Condition">BOOLEAN over left columns followed by right columns, besides the equality of the keys.</param>
internal sealed record JoinSpec(JoinInput Left, JoinInput Right, Kernel? Condition);

/// <summary>
/// Regular join. Both inputs are kept; each row meets what stands on the other side, with the kinds that Flink gives them: the
/// input's for an inner join; a row of an outer side is first emitted with NULLs, which is taken back (-D) before its first
/// match and put back (+I) after its last. Output: left columns, then right columns.
/// <para>A time to live counts per key, from the last row of it that came or was taken back.</para>
/// </summary>
internal sealed class JoinOperator : Operator
{
    private readonly OperatorContext _context;
    private readonly Kernel? _condition;
    private readonly JoinSide[] _sides;
    private readonly Column[][] _keys;
    private readonly Column[][] _columns;
    private readonly Batch _joined;
    private readonly JoinPairs _pairs = new();
    private readonly JoinPadding? _padding;
    private Batch? _batch;
    private int _port;

    /// <param name="tables">From <see cref="JoinState.Describe"/>, left then right.</param>
    public JoinOperator(JoinSpec what, ImmutableArray<StateTableDescriptor> tables, OperatorContext context)
    {
        _context = context;
        _condition = what.Condition;
        var state = SlotTable.Create(tables, context.Memory, context.StateTtl);
        _sides = [new JoinSide(state[0], what.Left), new JoinSide(state[1], what.Right)];
        Tables = state;
        _keys = [new Column[what.Left.Keys.Length], new Column[what.Right.Keys.Length]];
        _columns = [.. _sides.Select(s => s.Input.Schema.Select(f => Column.Create(f.Type)).ToArray())];
        _joined = new Batch([.. _columns[0], .. _columns[1]]);
        _padding = what.Left.Outer || what.Right.Outer ? new JoinPadding(_sides, _joined, _pairs) : null;
    }

    public override bool HasMore => _batch is not null;

    public override IReadOnlyList<SlotTable> Tables { get; }

    public override void Process(int port, Batch batch, Output output)
    {
        if (batch.Count == 0)
        {
            return;
        }

        if (_context.StateTtl > TimeSpan.Zero)
        {
            Tables[0].Now = Tables[1].Now = _context.Time.GetUtcNow().ToUnixTimeMilliseconds();
        }

        var (own, other) = (_sides[port], _sides[1 - port]);
        var keys = _keys[port];
        for (var i = 0; i < keys.Length; i++)
        {
            keys[i] = batch.Columns[own.Input.Keys[i]];
        }

        (_batch, _port) = (batch, port);
        var matchable = _pairs.Matchable(batch, keys);
        own.Apply(batch, matchable);
        _pairs.Start(batch, matchable, keys, other);
        _padding?.Start(batch, port, matchable);
        Continue(output);
    }

    public override void Continue(Output output)
    {
        do
        {
            if (_padding is { HasMore: true })
            {
                _padding.Emit(output);
            }
            else if (_pairs.IsDone)
            {
                _sides[_port].Clean();
                _batch = null;
                return;
            }
            else
            {
                EmitPairs(output);
            }
        }
        while (!output.IsBlocked);
    }

    private void EmitPairs(Output output)
    {
        _pairs.Gather();
        var matches = Load();
        if (_padding is not null && !_padding.IsPlain(matches))
        {
            _padding.Decide(matches);
            return;
        }

        if (matches > 0)
        {
            SetKinds();
            output.Emit(_joined);
        }
    }

    // The pairs side by side, and which of them match.
    private int Load()
    {
        var count = _pairs.Count;
        _joined.Reset(count);
        if (count == 0)
        {
            return 0;
        }

        var own = _columns[_port];
        for (var i = 0; i < own.Length; i++)
        {
            own[i].Reset(0);
            own[i].Append(_batch!.Columns[i], _pairs.PairRows);
        }

        _sides[1 - _port].Load(_pairs.PairKeys, _pairs.Pairs, _columns[1 - _port]);
        if (_condition is null)
        {
            return count;
        }

        var matches = _condition.Select(_joined, _joined.Rows, _joined.SelectionSpace(), _context.Evaluation);
        _context.Evaluation.ThrowIfFailed();
        if (matches < count)
        {
            _joined.Select(matches);
        }

        return matches;
    }

    private void SetKinds()
    {
        if (!_batch!.HasKinds)
        {
            return;
        }

        var from = _batch.Kinds;
        var kinds = _joined.StartKinds();
        var rows = _pairs.PairRows;
        for (var i = 0; i < kinds.Length; i++)
        {
            kinds[i] = from[rows[i]];
        }
    }
}
