namespace Weir.Engine.Sql;

internal sealed partial class SqlPrinter
{
    private void AddTable(TableReference table)
    {
        switch (table)
        {
            case TableReference.Named named:
                AddName(named.Name).AddHints(named.Hints, "", " ");
                AddClause(" FOR SYSTEM_TIME AS OF ", named.SystemTime);
                break;
            case TableReference.Derived derived:
                Add(derived.Lateral ? "LATERAL " : "").AddParenthesized(derived.Query);
                break;
            case TableReference.Join join:
                AddJoin(join);
                break;
            case TableReference.Window window:
                AddWindow(window);
                break;
            case TableReference.TableFunction function:
                Add(function.Lateral ? "LATERAL TABLE(" : "TABLE(").AddExpression(function.Call, Precedence.None);
                Add(')');
                break;
            case TableReference.Unnest unnest:
                Add("UNNEST(").AddExpression(unnest.Operand, Precedence.None);
                Add(unnest.WithOrdinality ? ") WITH ORDINALITY" : ")");
                break;
            default:
                throw new InvalidOperationException($"No text for {table.GetType().Name}");
        }

        if (table.Alias is { } alias)
        {
            Add(" AS ").AddName(alias.Name);
            if (alias.Columns.Count > 0)
            {
                Add(' ').AddNames(alias.Columns);
            }
        }
    }

    private SqlPrinter AddHints(SyntaxList<Hint> hints, string after, string before) =>
        hints.Count == 0 ? this : Add(before).AddHints(hints, after);

    private void AddJoin(TableReference.Join join)
    {
        AddTable(join.Left);
        Add(join.Natural ? " NATURAL" : "").Add(join.Kind switch
        {
            JoinKind.Inner => " JOIN ",
            JoinKind.Left => " LEFT JOIN ",
            JoinKind.Right => " RIGHT JOIN ",
            JoinKind.Full => " FULL JOIN ",
            JoinKind.Cross => " CROSS JOIN ",
        });
        bool parentheses = join.Right is TableReference.Join;
        Add(parentheses ? "(" : "").AddTable(join.Right);
        Add(parentheses ? ")" : "");
        AddClause(" ON ", join.On);
        if (join.Using is not null)
        {
            Add(" USING ").AddNames(join.Using);
        }
    }

    private void AddWindow(TableReference.Window window)
    {
        Add($"TABLE({window.Kind.ToString().ToUpperInvariant()}(");
        AddTableArgument(new Expression.TableArgument(window.Input, window.PartitionBy, []));
        Add(", DESCRIPTOR").AddNames([window.TimeColumn]);
        foreach (Expression? interval in (ReadOnlySpan<Expression?>)[window.Step, window.Size, window.Offset])
        {
            if (interval is not null)
            {
                Add(", ").AddExpression(interval, Precedence.None);
            }
        }

        Add("))");
    }
}
