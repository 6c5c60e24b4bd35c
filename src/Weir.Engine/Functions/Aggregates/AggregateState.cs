using System.Collections.Immutable;
using Weir.Engine.State;
using Weir.Engine.Types;

namespace Weir.Engine.Functions.Aggregates;

/// <summary>The state that a list of aggregate calls declares; planner and operators derive the same from the same plan node.
/// </summary>
internal static class AggregateState
{
    /// <summary>Identity of the hidden slot that counts the rows of a group when the input retracts: at zero the group is
    /// gone.</summary>
    public const string RowsIdentity = "rows";

    /// <summary>Name of the group table of an unbounded GROUP BY.</summary>
    public const string GroupTable = "groups";

    /// <summary>The group table and the tables that its slots own.</summary>
    /// <param name="name">Name of the group table, unique in the operator.</param>
    /// <param name="input">Columns of the input.</param>
    /// <param name="retracts">Whether the input carries -U or -D.</param>
    /// <param name="partitioned">One part per window slice.</param>
    public static ImmutableArray<StateTableDescriptor> Describe(
        string name,
        ImmutableArray<SqlType> keys,
        RowFields input,
        ImmutableArray<AggregateCall> calls,
        bool retracts,
        bool partitioned = false)
    {
        var slots = calls.Select(c => new StateSlot(c.Identity, SlotsOf(c, input, retracts).Layout)).ToList();
        if (retracts)
        {
            slots.Add(new StateSlot(RowsIdentity, StateLayouts.Of("rows", FieldKind.Int64)) { Essential = true });
        }

        var group = new StateTableDescriptor(name, keys, [.. slots]) { Partitioned = partitioned };
        var equals = new Dictionary<string, int>();
        var children = new List<StateTableDescriptor>();
        foreach (var call in calls)
        {
            var number = equals[call.Identity] = equals.GetValueOrDefault(call.Identity) + 1;
            var suffix = number == 1 ? "" : $" #{number}";
            children.AddRange(SlotsOf(call, input, retracts).Children.Select(child => child with
            {
                Name = $"{name}: {child.Name} {call.Identity}{suffix}",
                Parent = name,
            }));
        }

        return [group, .. children];
    }

    internal static AggregateShape ShapeOf(AggregateCall call, RowFields input, bool retracts) =>
        new([.. call.Arguments.Select(a => input[a].Type)], call.Type, retracts);

    internal static bool KeepsDistinct(AggregateCall call) =>
        call.Distinct && !AggregateCatalog.Find(call.Function)!.IgnoresDuplicates;

    internal static AggregateSlots SlotsOf(AggregateCall call, RowFields input, bool retracts)
    {
        var shape = ShapeOf(call, input, retracts);
        var own = AggregateCatalog.Find(call.Function)!.State(shape);
        if (!KeepsDistinct(call))
        {
            return own;
        }

        ImmutableArray<StateSlot> counts =
            retracts ? [new StateSlot("times", StateLayouts.Of("times", FieldKind.Int64))] : [];
        // The slot is worth nothing without the values, so it says what they are.
        var values = $"distinct({shape.Argument.WithNullable(true)}{(retracts ? ", times" : "")})";
        return own with
        {
            Layout = $"{values} {own.Layout}",
            Children = own.Children.Insert(0, new StateTableDescriptor("distinct", [shape.Argument], counts)),
        };
    }
}
