using System.Collections.Immutable;
using Weir.Engine.State;
using Weir.Engine.Types;

namespace Weir.Engine.Functions.Aggregates;

/// <summary>
/// An aggregate function as data. Its accumulator lives in the bytes of a state slot, and in child tables when it must
/// remember values.
/// </summary>
/// <param name="Name">Upper-case name.</param>
/// <param name="Resolve">Type rule, as for scalar functions: never throws for user errors.</param>
/// <param name="State">What it keeps per group.</param>
/// <param name="Build">Makes the accumulator over the place that the state was given.</param>
internal sealed record AggregateFunction(
    string Name,
    Func<IReadOnlyList<Argument>, Resolution> Resolve,
    Func<AggregateShape, AggregateSlots> State,
    Func<AggregateShape, AggregatePlace, Accumulator> Build)
{
    /// <summary>True when equal values count once anyway (MIN, MAX): DISTINCT changes nothing.</summary>
    public bool IgnoresDuplicates { get; init; }

    /// <summary>Whether HOP and CUMULATE windows can combine its slices.</summary>
    public bool CanMerge { get; init; } = true;
}

/// <summary>What the state of a call depends on.</summary>
/// <param name="Arguments">Types of the argument columns.</param>
/// <param name="Retracts">Whether the input carries -U or -D.</param>
internal sealed record AggregateShape(ImmutableArray<SqlType> Arguments, SqlType Result, bool Retracts)
{
    public SqlType Argument => Arguments[0];

    public FieldKind ArgumentKind => SlotField.KindOf(Argument.Physical);
}

/// <summary>State of one call: the layout of its slot, and the tables of values that the slot owns (their names are filled
/// in by <see cref="AggregateState"/>).</summary>
internal sealed record AggregateSlots(string Layout, ImmutableArray<StateTableDescriptor> Children)
{
    public static AggregateSlots Of(string name, params ReadOnlySpan<FieldKind> fields) =>
        new(StateLayouts.Of(name, fields), []);

    /// <summary>A layout that names the argument's type too: for slots that are worth nothing without their child table.
    /// </summary>
    public static string Named(string name, AggregateShape shape, params ReadOnlySpan<FieldKind> fields) =>
        StateLayouts.Of($"{name}({shape.Argument.WithNullable(true)})", fields);
}

/// <summary>Where the state of one call lies.</summary>
/// <param name="Fields">Fields of its slot in the group's row.</param>
/// <param name="Child">Number of its first child table among the group table's children.</param>
/// <param name="ChildLayouts">Rows of its child tables, in order.</param>
internal sealed record AggregatePlace(
    ImmutableArray<SlotField> Fields, int Child, ImmutableArray<SlotLayout> ChildLayouts)
{
    public SlotField Field => Fields[0];
}
