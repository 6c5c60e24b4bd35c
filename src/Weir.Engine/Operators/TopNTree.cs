using Weir.Engine.State;

namespace Weir.Engine.Operators;

/// <summary>
/// The rows of each partition in rank order: a treap whose nodes know the size of their subtree, so that a rank is found, and
/// the rank of a row, in logarithmic time. The root is the first slot of the owner's list. Links are slot plus one.
/// </summary>
internal sealed unsafe class TopNTree
{
    private const int None = -1;

    private readonly SlotTable _nodes;
    private readonly int _left;
    private readonly int _right;
    private readonly int _parent;
    private readonly int _size;
    private readonly int _priority;
    private long _inserted;

    /// <param name="nodes">The table "rows" of <see cref="TopNState"/>.</param>
    public TopNTree(SlotTable nodes)
    {
        _nodes = nodes;
        _left = nodes.Layout[0, 0].Offset;
        _right = nodes.Layout[0, 1].Offset;
        _parent = nodes.Layout[0, 2].Offset;
        _size = nodes.Layout[0, 3].Offset;
        _priority = nodes.Layout[0, 4].Offset;
    }

    public int Left(int node) => Link(node, _left);

    public int Right(int node) => Link(node, _right);

    public int Root(int owner) => _nodes.First(owner);

    public int Count(int owner) => Size(_nodes.First(owner));

    /// <summary>Rows in the subtree of a node; 0 for none.</summary>
    public int Size(int node) => node < 0 ? 0 : *(int*)(_nodes.Address(node) + _size);

    /// <summary>The row with a rank (1-based), or -1.</summary>
    public int Select(int owner, long rank)
    {
        var node = _nodes.First(owner);
        while (node >= 0)
        {
            var before = Size(Left(node));
            if (rank == before + 1)
            {
                return node;
            }

            node = rank <= before ? Left(node) : Right(node);
            rank -= rank <= before ? 0 : before + 1;
        }

        return None;
    }

    public int RankOf(int node)
    {
        var rank = Size(Left(node)) + 1;
        for (var parent = Parent(node); parent >= 0; node = parent, parent = Parent(node))
        {
            rank += Right(parent) == node ? Size(Left(parent)) + 1 : 0;
        }

        return rank;
    }

    /// <summary>Puts a new slot of the owner's list into the tree.</summary>
    /// <param name="parent">The node without a child at that side; -1: the tree is empty.</param>
    public void Insert(int owner, int node, int parent, bool asLeft)
    {
        var row = _nodes.AddressToWrite(node);
        *(int*)(row + _size) = 1;
        *(int*)(row + _priority) = (int)KeyHash.OfValue(_inserted++);
        if (parent < 0)
        {
            return;
        }

        SetLink(node, _parent, parent);
        SetLink(parent, asLeft ? _left : _right, node);
        for (var above = parent; above >= 0; above = Parent(above))
        {
            ++*(int*)(_nodes.AddressToWrite(above) + _size);
        }

        while (Parent(node) is var above and >= 0 && Priority(node) > Priority(above))
        {
            RotateUp(node, above);
        }

        if (Parent(node) < 0)
        {
            _nodes.MoveFirst(owner, node);
        }
    }

    /// <summary>Takes a node out of the tree; its slot is the caller's to remove.</summary>
    public void Remove(int owner, int node)
    {
        while (Left(node) >= 0 || Right(node) >= 0)
        {
            var (left, right) = (Left(node), Right(node));
            var up = right < 0 || (left >= 0 && Priority(left) > Priority(right)) ? left : right;
            var wasRoot = Parent(node) < 0;
            RotateUp(up, node);
            if (wasRoot)
            {
                _nodes.MoveFirst(owner, up);
            }
        }

        var parent = Parent(node);
        if (parent < 0)
        {
            return;
        }

        SetLink(parent, Left(parent) == node ? _left : _right, None);
        for (var above = parent; above >= 0; above = Parent(above))
        {
            --*(int*)(_nodes.AddressToWrite(above) + _size);
        }
    }

    // The child takes the place of its parent, which becomes its child.
    private void RotateUp(int child, int parent)
    {
        var (near, far) = Left(parent) == child ? (_left, _right) : (_right, _left);
        var inner = Link(child, far);
        var above = Parent(parent);
        SetLink(parent, near, inner);
        if (inner >= 0)
        {
            SetLink(inner, _parent, parent);
        }

        SetLink(child, far, parent);
        SetLink(parent, _parent, child);
        SetLink(child, _parent, above);
        if (above >= 0)
        {
            SetLink(above, Left(above) == parent ? _left : _right, child);
        }

        SetSize(parent);
        SetSize(child);
    }

    private void SetSize(int node) =>
        *(int*)(_nodes.AddressToWrite(node) + _size) = Size(Left(node)) + Size(Right(node)) + 1;

    private int Priority(int node) => *(int*)(_nodes.Address(node) + _priority);

    private int Parent(int node) => Link(node, _parent);

    private int Link(int node, int offset) => *(int*)(_nodes.Address(node) + offset) - 1;

    private void SetLink(int node, int offset, int to) => *(int*)(_nodes.AddressToWrite(node) + offset) = to + 1;
}
