namespace Weir.Engine.Sql;

internal sealed partial class SqlPrinter
{
    private SqlPrinter AddParenthesized(Query query)
    {
        Add('(').AddQuery(query);
        return Add(')');
    }

    private void AddQuery(Query query)
    {
        switch (query)
        {
            case Query.Select select:
                AddSelect(select);
                break;
            case Query.SetOperation operation:
                AddSetOperation(operation);
                break;
            case Query.Values values:
                Add("VALUES ").AddList(values.Rows, row => Add("ROW(").AddExpressions(row.Items).Add(')'));
                break;
            case Query.Table table:
                Add("TABLE ").AddName(table.Name);
                break;
            case Query.With with:
                Add("WITH ").AddList(with.Tables, AddCommonTable).Add(' ');
                AddOperand(with.Body, parentheses: with.Body is Query.With);
                break;
            case Query.Ordered ordered:
                AddOrdered(ordered);
                break;
            default:
                throw new InvalidOperationException($"No text for {query.GetType().Name}");
        }
    }

    private void AddOperand(Query query, bool parentheses)
    {
        if (parentheses)
        {
            AddParenthesized(query);
        }
        else
        {
            AddQuery(query);
        }
    }

    private void AddCommonTable(CommonTable table)
    {
        AddName(table.Name);
        if (table.Columns.Count > 0)
        {
            Add(' ').AddNames(table.Columns);
        }

        Add(" AS ").AddParenthesized(table.Query);
    }

    private void AddSetOperation(Query.SetOperation operation)
    {
        int own = Tightness(operation);
        AddOperand(operation.Left, Tightness(operation.Left) < own);
        Add($" {operation.Operator.ToString().ToUpperInvariant()} {(operation.All ? "ALL " : "")}");
        AddOperand(operation.Right, Tightness(operation.Right) <= own);
    }

    private static int Tightness(Query query) => query switch
    {
        Query.With or Query.Ordered => 0,
        Query.SetOperation operation => operation.Operator == SetOperator.Intersect ? 2 : 1,
        _ => 3,
    };

    private void AddOrdered(Query.Ordered ordered)
    {
        AddOperand(ordered.Input, Tightness(ordered.Input) == 0);
        if (ordered.OrderBy.Count > 0)
        {
            Add(" ORDER BY ").AddList(ordered.OrderBy, AddOrder);
        }

        if (ordered.Limit is not null)
        {
            Add(" LIMIT ").AddExpression(ordered.Limit, Precedence.None);
        }

        if (ordered.Offset is not null)
        {
            Add(" OFFSET ").AddExpression(ordered.Offset, Precedence.None);
        }
    }

    private void AddSelect(Query.Select select)
    {
        Add("SELECT ").AddHints(select.Hints, " ").Add(select.Distinct ? "DISTINCT " : "");
        AddList(select.Items, AddItem);
        if (select.From is not null)
        {
            Add(" FROM ").AddTable(select.From);
        }

        AddClause(" WHERE ", select.Where);
        if (select.GroupBy is not null)
        {
            Add(" GROUP BY ").AddList(select.GroupBy.Items, AddGrouping);
        }

        AddClause(" HAVING ", select.Having);
        if (select.Windows.Count > 0)
        {
            Add(" WINDOW ").AddList(select.Windows, AddNamedWindow);
        }
    }

    private void AddClause(string word, Expression? expression)
    {
        if (expression is not null)
        {
            Add(word).AddExpression(expression, Precedence.None);
        }
    }

    private void AddItem(SelectItem item)
    {
        switch (item)
        {
            case SelectItem.Value value:
                AddExpression(value.Expression, Precedence.None);
                if (value.Alias is not null)
                {
                    Add(" AS ").AddName(value.Alias);
                }

                break;
            case SelectItem.Star star:
                if (star.Qualifier is not null)
                {
                    AddName(star.Qualifier).Add('.');
                }

                Add('*');
                break;
        }
    }

    private void AddGrouping(GroupingItem item)
    {
        switch (item)
        {
            case GroupingItem.Key key:
                AddExpression(key.Expression, Precedence.None);
                break;
            case GroupingItem.Set set:
                Add(set.Keys.Count == 1 ? "ROW(" : "(").AddExpressions(set.Keys).Add(')');
                break;
            case GroupingItem.Rollup rollup:
                Add("ROLLUP (").AddList(rollup.Items, AddGrouping).Add(')');
                break;
            case GroupingItem.Cube cube:
                Add("CUBE (").AddList(cube.Items, AddGrouping).Add(')');
                break;
            case GroupingItem.GroupingSets sets:
                Add("GROUPING SETS (").AddList(sets.Items, AddGrouping).Add(')');
                break;
        }
    }

    private void AddOrder(OrderItem item)
    {
        AddExpression(item.Key, Precedence.None);
        Add(item.Descending ? " DESC" : "").Add(item.Nulls switch
        {
            NullOrder.First => " NULLS FIRST",
            NullOrder.Last => " NULLS LAST",
            NullOrder.Unspecified => "",
        });
    }

    private void AddNamedWindow(NamedWindow window)
    {
        AddName(window.Name).Add(" AS ").AddSpecification(window.Window);
    }

    private void AddWindow(WindowSpecification window)
    {
        if (window is { Base: not null, PartitionBy.Count: 0, OrderBy.Count: 0, Frame: null })
        {
            AddName(window.Base);
        }
        else
        {
            AddSpecification(window);
        }
    }

    private void AddSpecification(WindowSpecification window)
    {
        Add('(');
        string blank = "";
        if (window.Base is not null)
        {
            AddName(window.Base);
            blank = " ";
        }

        if (window.PartitionBy.Count > 0)
        {
            Add(blank).Add("PARTITION BY ").AddExpressions(window.PartitionBy);
            blank = " ";
        }

        if (window.OrderBy.Count > 0)
        {
            Add(blank).Add("ORDER BY ").AddList(window.OrderBy, AddOrder);
            blank = " ";
        }

        if (window.Frame is not null)
        {
            Add(blank).AddFrame(window.Frame);
        }

        Add(')');
    }

    private void AddFrame(WindowFrame frame)
    {
        Add(frame.Rows ? "ROWS " : "RANGE ").Add(frame.End is null ? "" : "BETWEEN ").AddBound(frame.Start);
        if (frame.End is not null)
        {
            Add(" AND ").AddBound(frame.End);
        }
    }

    private void AddBound(FrameBound bound)
    {
        if (bound.Offset is not null)
        {
            AddExpression(bound.Offset, Precedence.Additive);
            Add(' ');
        }

        Add(bound.Kind switch
        {
            FrameBoundKind.UnboundedPreceding => "UNBOUNDED PRECEDING",
            FrameBoundKind.Preceding => "PRECEDING",
            FrameBoundKind.CurrentRow => "CURRENT ROW",
            FrameBoundKind.Following => "FOLLOWING",
            FrameBoundKind.UnboundedFollowing => "UNBOUNDED FOLLOWING",
        });
    }

    /// <summary>The hints and what follows them; nothing when there are none.</summary>
    private SqlPrinter AddHints(SyntaxList<Hint> hints, string after) =>
        hints.Count == 0 ? this : Add("/*+ ").AddList(hints, AddHint).Add(" */").Add(after);

    private void AddHint(Hint hint)
    {
        AddName(hint.Name);
        if (hint.Arguments.Count > 0)
        {
            Add('(').AddList(hint.Arguments, AddHintArgument).Add(')');
        }
    }

    private void AddHintArgument(HintArgument argument)
    {
        if (argument.Value is null)
        {
            Add(argument.Key.Length == 0 ? "''" : Quote(argument.Key));
        }
        else
        {
            AddString(argument.Key).Add(" = ").AddString(argument.Value);
        }
    }
}
