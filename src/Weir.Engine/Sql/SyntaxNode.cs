namespace Weir.Engine.Sql;

/// <summary>
/// Base of the syntax tree. Two nodes are equal when they say the same thing: <see cref="Position"/> is left out
/// of equality here, once, because every derived record compares only its own members beside this base.
/// </summary>
internal abstract record SyntaxNode
{
    /// <summary>Where the node's first token stands; for a binary operator, where the operator stands.</summary>
    public SourcePosition Position { get; init; }

    public virtual bool Equals(SyntaxNode? other) => other is not null && EqualityContract == other.EqualityContract;

    public override int GetHashCode() => EqualityContract.GetHashCode();
}

/// <summary>One name, case kept, back-ticks taken off.</summary>
internal sealed record Identifier(string Text) : SyntaxNode
{
    public override string ToString() => Text;
}

/// <summary>One to many dotted names: <c>catalog.db.table</c>, <c>t.column.field</c>. Never empty.</summary>
internal sealed record QualifiedName(SyntaxList<Identifier> Parts) : SyntaxNode
{
    public bool IsSimple => Parts.Count == 1;

    public Identifier Last => Parts[^1];

    /// <summary>The names joined by dots, for messages; <see cref="SqlPrinter"/> writes the quoted form.</summary>
    public override string ToString() => string.Join('.', Parts.Select(part => part.Text));
}
