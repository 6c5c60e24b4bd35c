using System.Collections.Immutable;
using Weir.Engine.Sql;
using Weir.Engine.Types;

namespace Weir.Engine.Planning;

/// <summary>What a column means beyond its type; kept by projection, filter and UNION ALL, lost elsewhere.</summary>
internal enum ColumnRole
{
    None,

    /// <summary>Event time with a watermark.</summary>
    RowTime,

    /// <summary>Processing time.</summary>
    ProcTime,
    WindowStart,
    WindowEnd,
}

internal sealed record RelColumn(string Name, SqlType Type, ColumnRole Role = ColumnRole.None);

/// <summary>
/// A node of the logical plan. Compared by reference: a table or view that is read several times is one shared node, which
/// is how a statement set reads its sources once.
/// </summary>
internal abstract class Rel(ImmutableArray<RelColumn> columns)
{
    public ImmutableArray<RelColumn> Columns => columns;

    public abstract ImmutableArray<Rel> Inputs { get; }

    public RowFields Schema => new(columns.Select(c => new Types.RowField(c.Name, c.Type)));

    /// <summary>Physical columns of a table.</summary>
    internal sealed class Scan(TableEntry table, ImmutableArray<RelColumn> columns) : Rel(columns)
    {
        public TableEntry Table => table;

        public override ImmutableArray<Rel> Inputs => [];
    }

    internal sealed class Values(ImmutableArray<ImmutableArray<Scalar.Literal>> rows, ImmutableArray<RelColumn> columns)
        : Rel(columns)
    {
        public ImmutableArray<ImmutableArray<Scalar.Literal>> Rows => rows;

        public override ImmutableArray<Rel> Inputs => [];
    }

    internal sealed class Filter(Rel input, Scalar condition) : Rel(input.Columns)
    {
        public Rel Input => input;

        public Scalar Condition => condition;

        public override ImmutableArray<Rel> Inputs => [input];
    }

    internal sealed class Project(Rel input, ImmutableArray<Scalar> expressions, ImmutableArray<RelColumn> columns)
        : Rel(columns)
    {
        public Rel Input => input;

        public ImmutableArray<Scalar> Expressions => expressions;

        public override ImmutableArray<Rel> Inputs => [input];
    }

    /// <summary>Declares the watermark of a row-time column.</summary>
    internal sealed class Watermark(Rel input, int rowTime, Scalar expression, ImmutableArray<RelColumn> columns)
        : Rel(columns)
    {
        public Rel Input => input;

        public int RowTime => rowTime;

        public Scalar Expression => expression;

        public override ImmutableArray<Rel> Inputs => [input];
    }

    /// <summary>The first <paramref name="keys"/> columns of the input are the group keys; output: keys, then calls.
    /// </summary>
    internal sealed class Aggregate(
        Rel input, int keys, ImmutableArray<AggregateItem> calls, ImmutableArray<RelColumn> columns) : Rel(columns)
    {
        public Rel Input => input;

        public int Keys => keys;

        public ImmutableArray<AggregateItem> Calls => calls;

        public override ImmutableArray<Rel> Inputs => [input];
    }

    /// <summary>A window TVF: the input's columns, then window_start, window_end, window_time.</summary>
    internal sealed class Window(Rel input, WindowSpec spec, ImmutableArray<RelColumn> columns) : Rel(columns)
    {
        public Rel Input => input;

        public WindowSpec Spec => spec;

        public override ImmutableArray<Rel> Inputs => [input];
    }

    internal sealed class Join(
        Rel left, Rel right, JoinKind kind, Scalar? condition, ImmutableArray<RelColumn> columns) : Rel(columns)
    {
        public Rel Left => left;

        public Rel Right => right;

        public JoinKind Kind => kind;

        public Scalar? Condition => condition;

        public override ImmutableArray<Rel> Inputs => [left, right];
    }

    /// <summary>ROW_NUMBER(): the input's columns, then the number. A rule turns it into <see cref="TopN"/>; one that is
    /// left over is refused.</summary>
    internal sealed class Rank(
        Rel input,
        ImmutableArray<int> partition,
        ImmutableArray<SortKey> order,
        SourcePosition position,
        ImmutableArray<RelColumn> columns) : Rel(columns)
    {
        public Rel Input => input;

        public SourcePosition Position => position;

        public ImmutableArray<int> Partition => partition;

        public ImmutableArray<SortKey> Order => order;

        public override ImmutableArray<Rel> Inputs => [input];
    }

    /// <summary>Rows from..to (1-based) per partition: the input's columns, then the row number when it is shown.
    /// </summary>
    internal sealed class TopN(
        Rel input,
        ImmutableArray<int> partition,
        ImmutableArray<SortKey> order,
        long from,
        long to,
        bool outputRank,
        ImmutableArray<RelColumn> columns) : Rel(columns)
    {
        public Rel Input => input;

        public ImmutableArray<int> Partition => partition;

        public ImmutableArray<SortKey> Order => order;

        public bool OutputRank => outputRank;

        public long From => from;

        public long To => to;

        public override ImmutableArray<Rel> Inputs => [input];
    }

    /// <summary>UNION ALL.</summary>
    internal sealed class Union(ImmutableArray<Rel> inputs, ImmutableArray<RelColumn> columns) : Rel(columns)
    {
        public override ImmutableArray<Rel> Inputs => inputs;
    }
}

/// <summary>An aggregate over columns of its input; <paramref name="Filter"/> is -1 or a BOOLEAN column.</summary>
internal sealed record AggregateItem(
    string Function, ImmutableArray<int> Arguments, bool Distinct, int Filter, SqlType Type);
