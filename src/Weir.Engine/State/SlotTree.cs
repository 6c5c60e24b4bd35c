using Weir.Engine.Columns;
using Weir.Engine.Types;

namespace Weir.Engine.State;

/// <summary>
/// An ordered multiset per owner in a child table: value -> count, as a treap whose nodes are the owner's slots (priorities
/// come from the values' hashes). The root is the first slot of the owner's list. Smallest and greatest value are found in
/// logarithmic time whatever is taken away.
/// </summary>
/// <param name="layout">Row layout of tables made from <see cref="Describe"/>.</param>
internal sealed unsafe class SlotTree(SlotLayout layout, SqlType type)
{
    private const int None = 0;

    private readonly SlotField _value = layout[0];
    private readonly int _count = layout[1].Offset;
    private readonly int _left = layout[2, 0].Offset;
    private readonly int _right = layout[2, 1].Offset;
    private FieldCodec? _codec;
    private SlotTable? _table;

    /// <summary>The child table that holds the nodes.</summary>
    public static StateTableDescriptor Describe(string name, string parent, SqlType type) => new(name, [], [
        new StateSlot("value", StateLayouts.Value(type)),
        new StateSlot("count", StateLayouts.Of("count", FieldKind.Int64)),
        new StateSlot("links", StateLayouts.Of("tree", FieldKind.Link, FieldKind.Link)),
    ]) { Parent = parent };

    /// <summary>Adds a value once more.</summary>
    public void Add(SlotTable nodes, int owner, Column values, int row, long times = 1)
    {
        Use(nodes);
        var root = nodes.First(owner);
        if (Find(root, values, row) is var found and >= 0)
        {
            *Count(nodes.AddressToWrite(found)) += times;
            return;
        }

        var node = nodes.AddLast(owner);
        var address = nodes.AddressToWrite(node);
        _codec!.Store(values, [row], [address]);
        *Count(address) = times;
        SetRoot(owner, Insert(root + 1, node + 1));
    }

    /// <summary>Takes a value away once; one that is not there is ignored.</summary>
    public void Remove(SlotTable nodes, int owner, Column values, int row)
    {
        Use(nodes);
        var root = nodes.First(owner);
        var node = Find(root, values, row);
        if (node < 0 || --*Count(nodes.AddressToWrite(node)) > 0)
        {
            return;
        }

        SetRoot(owner, Detach(root + 1, node + 1));
        nodes.Remove(node);
    }

    /// <summary>The node with the smallest or greatest value, or -1.</summary>
    public int Extreme(SlotTable nodes, int owner, bool greatest)
    {
        var link = greatest ? _right : _left;
        var node = nodes.First(owner) + 1;
        for (var next = node; next != None; next = *(int*)(nodes.Address(node - 1) + link))
        {
            node = next;
        }

        return node - 1;
    }

    /// <summary>Reads a node's value into a column.</summary>
    public void Load(SlotTable nodes, int node, Column target, int row)
    {
        Use(nodes);
        _codec!.Load([nodes.Address(node)], target, row);
    }

    /// <summary>Adds all values of an owner in another table.</summary>
    /// <param name="scratch">A column of the value's type.</param>
    public void Merge(SlotTable into, int owner, SlotTable from, int fromOwner, Column scratch)
    {
        for (var node = from.First(fromOwner); node >= 0; node = from.Next(node))
        {
            scratch.Reset(1);
            Load(from, node, scratch, 0);
            Add(into, owner, scratch, 0, *Count(from.Address(node)));
        }
    }

    // Codecs belong to a table's heap; a window operator has many tables but works on one at a time.
    private void Use(SlotTable nodes)
    {
        if (!ReferenceEquals(_table, nodes))
        {
            _table = nodes;
            _codec = nodes.Codec(_value, type);
        }
    }

    private void SetRoot(int owner, int root)
    {
        if (root != None)
        {
            _table!.MoveFirst(owner, root - 1);
        }
    }

    private int Find(int root, Column values, int row)
    {
        for (var node = root; node >= 0;)
        {
            var address = _table!.Address(node);
            var order = _codec!.Compare(values, row, address);
            if (order == 0)
            {
                return node;
            }

            node = *(int*)(address + (order < 0 ? _left : _right)) - 1;
        }

        return -1;
    }

    // Links are slot plus one throughout. Returns the new root of the subtree.
    private int Insert(int root, int node)
    {
        if (root == None)
        {
            return node;
        }

        if (Priority(node) > Priority(root))
        {
            var (less, greater) = Split(root, node);
            Link(node, _left, less);
            Link(node, _right, greater);
            return node;
        }

        var side = IsLess(node, root) ? _left : _right;
        Link(root, side, Insert(Child(root, side), node));
        return root;
    }

    private (int Less, int Greater) Split(int root, int by)
    {
        if (root == None)
        {
            return (None, None);
        }

        if (IsLess(by, root))
        {
            var (less, rest) = Split(Child(root, _left), by);
            Link(root, _left, rest);
            return (less, root);
        }

        var (kept, greater) = Split(Child(root, _right), by);
        Link(root, _right, kept);
        return (root, greater);
    }

    private int Detach(int root, int node)
    {
        if (root == node)
        {
            return Join(Child(node, _left), Child(node, _right));
        }

        var side = IsLess(node, root) ? _left : _right;
        Link(root, side, Detach(Child(root, side), node));
        return root;
    }

    private int Join(int less, int greater)
    {
        if (less == None || greater == None)
        {
            return less + greater;
        }

        if (Priority(less) > Priority(greater))
        {
            Link(less, _right, Join(Child(less, _right), greater));
            return less;
        }

        Link(greater, _left, Join(less, Child(greater, _left)));
        return greater;
    }

    private ulong Priority(int node) => _codec!.Hash(_table!.Address(node - 1));

    private bool IsLess(int a, int b) => _codec!.Compare(_table!.Address(a - 1), _table.Address(b - 1)) < 0;

    private int Child(int node, int side) => *(int*)(_table!.Address(node - 1) + side);

    private void Link(int node, int side, int child)
    {
        if (Child(node, side) != child)
        {
            *(int*)(_table!.AddressToWrite(node - 1) + side) = child;
        }
    }

    private long* Count(nint address) => (long*)(address + _count);
}
