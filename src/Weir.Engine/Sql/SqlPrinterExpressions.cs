namespace Weir.Engine.Sql;

internal sealed partial class SqlPrinter
{
    /// <summary>The same order as the parser's.</summary>
    private enum Precedence
    {
        None,
        Or,
        And,
        Not,
        Is,
        Comparison,
        Range,
        Additive,
        Multiplicative,
        Unary,
        Postfix,
    }

    /// <summary>In parentheses when it binds looser than its place demands.</summary>
    private void AddExpression(Expression expression, Precedence least)
    {
        bool parentheses = PrecedenceOf(expression) < least;
        Add(parentheses ? "(" : "");
        AddBare(expression);
        Add(parentheses ? ")" : "");
    }

    private static Precedence PrecedenceOf(Expression expression) => expression switch
    {
        Expression.Binary binary => PrecedenceOf(binary.Operator),
        Expression.Quantified or Expression.DistinctFrom => Precedence.Comparison,
        Expression.Unary unary => unary.Operator == UnaryOperator.Not ? Precedence.Not : Precedence.Unary,
        Expression.Is => Precedence.Is,
        Expression.Between or Expression.InList or Expression.InQuery or Expression.Like => Precedence.Range,
        _ => Precedence.Postfix,
    };

    private static Precedence PrecedenceOf(BinaryOperator operation) => operation switch
    {
        BinaryOperator.Or => Precedence.Or,
        BinaryOperator.And => Precedence.And,
        BinaryOperator.Equal or BinaryOperator.NotEqual or BinaryOperator.Less or BinaryOperator.LessOrEqual
            or BinaryOperator.Greater or BinaryOperator.GreaterOrEqual or BinaryOperator.Overlaps =>
            Precedence.Comparison,
        BinaryOperator.Add or BinaryOperator.Subtract => Precedence.Additive,
        BinaryOperator.Concat or BinaryOperator.Multiply or BinaryOperator.Divide or BinaryOperator.Remainder =>
            Precedence.Multiplicative,
    };

    private static string Text(BinaryOperator operation) => operation switch
    {
        BinaryOperator.Or => "OR",
        BinaryOperator.And => "AND",
        BinaryOperator.Equal => "=",
        BinaryOperator.NotEqual => "<>",
        BinaryOperator.Less => "<",
        BinaryOperator.LessOrEqual => "<=",
        BinaryOperator.Greater => ">",
        BinaryOperator.GreaterOrEqual => ">=",
        BinaryOperator.Overlaps => "OVERLAPS",
        BinaryOperator.Add => "+",
        BinaryOperator.Subtract => "-",
        BinaryOperator.Concat => "||",
        BinaryOperator.Multiply => "*",
        BinaryOperator.Divide => "/",
        BinaryOperator.Remainder => "%",
    };

    private void AddBare(Expression expression)
    {
        switch (expression)
        {
            case Expression.Binary or Expression.Quantified or Expression.DistinctFrom or Expression.Unary
                or Expression.Is or Expression.Between or Expression.InList or Expression.InQuery or Expression.Like:
                AddOperator(expression);
                break;
            case Expression.Name name:
                AddName(name.Path);
                break;
            case Expression.FieldAccess access:
                AddTarget(access.Target);
                Add('.').AddName(access.Field);
                break;
            case Expression.ItemAccess access:
                AddExpression(access.Target, Precedence.Postfix);
                Add('[').AddExpression(access.Index, Precedence.None);
                Add(']');
                break;
            case Expression.Subquery subquery:
                AddParenthesized(subquery.Query);
                break;
            case Expression.Exists exists:
                Add("EXISTS ").AddParenthesized(exists.Query);
                break;
            case Expression.Case cases:
                AddCase(cases);
                break;
            case Expression.Row row:
                Add("ROW(").AddExpressions(row.Items).Add(')');
                break;
            case Expression.Array array:
                Add("ARRAY[").AddExpressions(array.Items).Add(']');
                break;
            case Expression.Multiset multiset:
                Add("MULTISET[").AddExpressions(multiset.Items).Add(']');
                break;
            case Expression.Map map:
                Add("MAP[").AddExpressions(map.Items).Add(']');
                break;
            default:
                if (!AddLiteral(expression) && !AddFunction(expression) && !AddJson(expression))
                {
                    throw new InvalidOperationException($"No text for {expression.GetType().Name}");
                }

                break;
        }
    }

    /// <summary>What a field is taken from: a bare name there would be read as one longer name.</summary>
    private void AddTarget(Expression target)
    {
        bool parentheses = target is Expression.Name or Expression.ExactLiteral;
        Add(parentheses ? "(" : "").AddExpression(target, parentheses ? Precedence.None : Precedence.Postfix);
        Add(parentheses ? ")" : "");
    }

    private void AddOperator(Expression expression)
    {
        switch (expression)
        {
            case Expression.Binary binary:
                Precedence own = PrecedenceOf(binary.Operator);
                AddExpression(binary.Left, own);
                Add($" {Text(binary.Operator)} ").AddExpression(binary.Right, own + 1);
                break;
            case Expression.Quantified quantified:
                AddExpression(quantified.Left, Precedence.Comparison);
                Add($" {Text(quantified.Operator)} {(quantified.All ? "ALL" : "ANY")} ");
                AddQueryOrList(quantified.Query, quantified.Items);
                break;
            case Expression.DistinctFrom distinct:
                AddExpression(distinct.Left, Precedence.Comparison);
                Add(distinct.Negated ? " IS NOT DISTINCT FROM " : " IS DISTINCT FROM ");
                AddExpression(distinct.Right, Precedence.Comparison + 1);
                break;
            case Expression.Unary unary:
                AddUnary(unary);
                break;
            case Expression.Is test:
                AddExpression(test.Operand, Precedence.Is);
                Add(test.Negated ? " IS NOT " : " IS ").Add(Text(test.Test));
                break;
            default:
                AddRange(expression);
                break;
        }
    }

    private void AddUnary(Expression.Unary unary)
    {
        if (unary.Operator == UnaryOperator.Not)
        {
            Add("NOT ").AddExpression(unary.Operand, Precedence.Not);
            return;
        }

        // A blank between two signs: -- would begin a comment.
        Add(unary.Operator == UnaryOperator.Minus ? "-" : "+");
        Add(unary.Operand is Expression.Unary ? " " : "").AddExpression(unary.Operand, Precedence.Unary);
    }

    private static string Text(IsTest test) => test switch
    {
        IsTest.Null => "NULL",
        IsTest.True => "TRUE",
        IsTest.False => "FALSE",
        IsTest.Unknown => "UNKNOWN",
        IsTest.JsonValue => "JSON VALUE",
        IsTest.JsonObject => "JSON OBJECT",
        IsTest.JsonArray => "JSON ARRAY",
        IsTest.JsonScalar => "JSON SCALAR",
    };

    private void AddRange(Expression expression)
    {
        const Precedence inner = Precedence.Range + 1;
        switch (expression)
        {
            case Expression.Between between:
                AddRangeOperand(between.Operand);
                Add(between.Negated ? " NOT BETWEEN " : " BETWEEN ").Add(between.Symmetric ? "SYMMETRIC " : "");
                AddExpression(between.Low, inner);
                Add(" AND ").AddExpression(between.High, inner);
                break;
            case Expression.InList list:
                AddRangeOperand(list.Operand);
                Add(list.Negated ? " NOT IN " : " IN ").AddQueryOrList(null, list.Items);
                break;
            case Expression.InQuery query:
                AddRangeOperand(query.Operand);
                Add(query.Negated ? " NOT IN " : " IN ").AddQueryOrList(query.Query, null);
                break;
            case Expression.Like like:
                AddRangeOperand(like.Operand);
                Add(like.Negated ? " NOT" : "").Add(like.Kind == LikeKind.Like ? " LIKE " : " SIMILAR TO ");
                AddExpression(like.Pattern, inner);
                if (like.Escape is not null)
                {
                    Add(" ESCAPE ").AddExpression(like.Escape, inner);
                }

                break;
            default:
                throw new InvalidOperationException($"No text for {expression.GetType().Name}");
        }
    }

    /// <summary>LIKE is not followed by another operator of its kind without parentheses.</summary>
    private void AddRangeOperand(Expression operand) =>
        AddExpression(operand, operand is Expression.Like ? Precedence.Postfix : Precedence.Range);

    private void AddQueryOrList(Query? query, SyntaxList<Expression>? items)
    {
        if (query is not null)
        {
            AddParenthesized(query);
        }
        else
        {
            Add('(').AddExpressions(items!).Add(')');
        }
    }

    private void AddCase(Expression.Case cases)
    {
        Add("CASE");
        if (cases.Operand is not null)
        {
            Add(' ').AddExpression(cases.Operand, Precedence.None);
        }

        foreach (WhenClause branch in cases.Branches)
        {
            Add(" WHEN ").AddExpression(branch.When, Precedence.None);
            Add(" THEN ").AddExpression(branch.Then, Precedence.None);
        }

        if (cases.Else is not null)
        {
            Add(" ELSE ").AddExpression(cases.Else, Precedence.None);
        }

        Add(" END");
    }
}
