namespace Weir.Engine.Sql;

/// <summary>Syntax tree to text that parses to an equal tree.</summary>
internal static class SqlPrinter
{
    public static string Print(SyntaxNode node) => throw SqlException.NotSupported(node.GetType().Name, node.Position);
}
