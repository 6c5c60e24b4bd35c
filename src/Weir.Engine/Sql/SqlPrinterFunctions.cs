namespace Weir.Engine.Sql;

internal sealed partial class SqlPrinter
{
    /// <summary>False when the expression is no literal.</summary>
    private bool AddLiteral(Expression expression)
    {
        switch (expression)
        {
            case Expression.NullLiteral:
                Add("NULL");
                return true;
            case Expression.BooleanLiteral boolean:
                Add(boolean.Value switch { true => "TRUE", false => "FALSE", null => "UNKNOWN" });
                return true;
            case Expression.ExactLiteral number:
                Add(number.Text);
                return true;
            case Expression.ApproximateLiteral number:
                Add(number.Text);
                return true;
            case Expression.StringLiteral text:
                AddString(text.Value);
                return true;
            case Expression.BinaryLiteral binary:
                Add($"X'{binary.Hex}'");
                return true;
            case Expression.TemporalLiteral temporal:
                Add(temporal.Kind.ToString().ToUpperInvariant()).Add(' ').AddString(temporal.Text);
                return true;
            case Expression.IntervalLiteral interval:
                Add(interval.Negative ? "INTERVAL -" : "INTERVAL ").AddString(interval.Text).Add(' ');
                AddQualifier(interval.Qualifier);
                return true;
            default:
                return false;
        }
    }

    /// <summary>False when the expression is no function, or one of the JSON functions.</summary>
    private bool AddFunction(Expression expression)
    {
        switch (expression)
        {
            case Expression.Call call:
                AddCall(call);
                return true;
            case Expression.Star:
                Add('*');
                return true;
            case Expression.NamedArgument argument:
                AddArgument(argument);
                return true;
            case Expression.Descriptor descriptor:
                Add("DESCRIPTOR").AddNames(descriptor.Columns);
                return true;
            case Expression.TableArgument table:
                AddTableArgument(table);
                return true;
            case Expression.Cast cast:
                Add(cast.Try ? "TRY_CAST(" : "CAST(").AddExpression(cast.Operand, Precedence.None);
                Add(" AS ").AddType(cast.Type);
                Add(')');
                return true;
            case Expression.Extract extract:
                Add("EXTRACT(").AddUnit(extract.Unit).Add(" FROM ").AddExpression(extract.Operand, Precedence.None);
                Add(')');
                return true;
            case Expression.RoundTo round:
                AddRoundTo(round);
                return true;
            case Expression.Trim trim:
                AddTrim(trim);
                return true;
            case Expression.TimestampAdd add:
                Add("TIMESTAMPADD(").AddUnit(add.Unit).Add(", ").AddExpressions([add.Count, add.Timestamp]).Add(')');
                return true;
            case Expression.TimestampDiff diff:
                Add("TIMESTAMPDIFF(").AddUnit(diff.Unit).Add(", ").AddExpressions([diff.From, diff.To]).Add(')');
                return true;
            default:
                return false;
        }
    }

    /// <summary>In parentheses, an interval at the end of the operand cannot take the TO for its own.</summary>
    private void AddRoundTo(Expression.RoundTo round)
    {
        bool parentheses = round.Operand is Expression.IntervalLiteral;
        Add(round.Up ? "CEIL(" : "FLOOR(").Add(parentheses ? "(" : "");
        AddExpression(round.Operand, parentheses ? Precedence.None : Precedence.Postfix);
        Add(parentheses ? ")" : "").Add(" TO ").AddUnit(round.Unit).Add(')');
    }

    private void AddTrim(Expression.Trim trim)
    {
        Add($"TRIM({trim.Side.ToString().ToUpperInvariant()} ");
        if (trim.Characters is not null)
        {
            AddExpression(trim.Characters, Precedence.None);
            Add(' ');
        }

        Add("FROM ").AddExpression(trim.Operand, Precedence.None);
        Add(')');
    }

    private void AddCall(Expression.Call call)
    {
        KeywordInfo word = call.Function.IsSimple ? Keywords.Find(call.Function.Last.Text) : default;
        int count = call.Arguments.Count;
        bool plain = IsPlain(call);
        if (plain && count == 0 && (word.Traits & KeywordTraits.Niladic) != 0)
        {
            Add(call.Function.Last.Text);
        }
        else if (plain && word.Keyword == Keyword.Position && count is 2 or 3)
        {
            AddInfix("POSITION(", call.Arguments, Precedence.Additive, " IN ", " FROM ");
        }
        else if (plain && word.Keyword == Keyword.Overlay && count is 3 or 4)
        {
            AddInfix("OVERLAY(", call.Arguments, Precedence.None, " PLACING ", " FROM ", " FOR ");
        }
        else
        {
            (IsCallable(word, call) ? Add(call.Function.Last.Text) : AddName(call.Function)).Add('(');
            Add(call.Distinct ? "DISTINCT " : "").AddExpressions(call.Arguments).Add(')').AddCallSuffix(call);
        }
    }

    /// <summary>Nothing but expressions in the parentheses and nothing behind them.</summary>
    private static bool IsPlain(Expression.Call call) =>
        call is { Distinct: false, Filter: null, Over: null, WithinGroup.Count: 0 } &&
        call.NullTreatment == NullTreatment.Unspecified &&
        !call.Arguments.Any(argument => argument is Expression.Star or Expression.NamedArgument);

    /// <summary>Whether the parser takes the bare keyword for a function's name, given what follows.</summary>
    private static bool IsCallable(KeywordInfo word, Expression.Call call) => word.Keyword switch
    {
        Keyword.Floor or Keyword.Ceil or Keyword.Ceiling =>
            call is { Distinct: false, Arguments: [not (Expression.Star or Expression.NamedArgument)] },
        Keyword.Substring => IsPlain(call) && call.Arguments.Count is 2 or 3,
        Keyword.Translate => true,
        _ => (word.Traits & KeywordTraits.Function) != 0,
    };

    private void AddInfix(string open, SyntaxList<Expression> arguments, Precedence first, params string[] words)
    {
        Add(open).AddExpression(arguments[0], first);
        for (int i = 1; i < arguments.Count; i++)
        {
            Add(words[i - 1]).AddExpression(arguments[i], Precedence.None);
        }

        Add(')');
    }

    private void AddCallSuffix(Expression.Call call)
    {
        Add(call.NullTreatment switch
        {
            NullTreatment.Ignore => " IGNORE NULLS",
            NullTreatment.Respect => " RESPECT NULLS",
            NullTreatment.Unspecified => "",
        });
        if (call.WithinGroup.Count > 0)
        {
            Add(" WITHIN GROUP (ORDER BY ").AddList(call.WithinGroup, AddOrder).Add(')');
        }

        if (call.Filter is not null)
        {
            Add(" FILTER (WHERE ").AddExpression(call.Filter, Precedence.None);
            Add(')');
        }

        if (call.Over is not null)
        {
            Add(" OVER ").AddWindow(call.Over);
        }
    }

    private void AddArgument(Expression.NamedArgument argument)
    {
        AddName(argument.ArgumentName).Add(" => ").AddExpression(argument.Value, Precedence.None);
    }

    private void AddTableArgument(Expression.TableArgument argument)
    {
        if (argument.Table is TableReference.Named named)
        {
            Add("TABLE ").AddName(named.Name);
        }
        else
        {
            AddParenthesized(((TableReference.Derived)argument.Table).Query);
        }

        if (argument.PartitionBy.Count > 0)
        {
            bool single = argument.PartitionBy is [not Expression.Row];
            Add(" PARTITION BY ").Add(single ? "" : argument.PartitionBy.Count == 1 ? "ROW(" : "(");
            AddExpressions(argument.PartitionBy).Add(single ? "" : ")");
        }

        if (argument.OrderBy.Count > 0)
        {
            Add(" ORDER BY (").AddList(argument.OrderBy, AddOrder).Add(')');
        }
    }
}
