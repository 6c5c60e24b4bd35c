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
                Add(round.Up ? "CEIL(" : "FLOOR(").AddExpression(round.Operand, Precedence.None);
                Add(" TO ").AddUnit(round.Unit).Add(')');
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
        string name = call.Function.Last.Text;
        KeywordInfo word = call.Function.IsSimple ? Keywords.Find(name) : default;
        if (call.Arguments.Count == 0 && (word.Traits & KeywordTraits.Niladic) != 0)
        {
            Add(name);
            return;
        }

        if (word.Keyword == Keyword.Position && call.Arguments.Count is 2 or 3)
        {
            AddInfix("POSITION(", call.Arguments, Precedence.Additive, " IN ", " FROM ");
        }
        else if (word.Keyword == Keyword.Overlay && call.Arguments.Count is 3 or 4)
        {
            AddInfix("OVERLAY(", call.Arguments, Precedence.None, " PLACING ", " FROM ", " FOR ");
        }
        else
        {
            AddFunction(call.Function, word).Add('(').Add(call.Distinct ? "DISTINCT " : "");
            AddExpressions(call.Arguments).Add(')');
        }

        AddCallSuffix(call);
    }

    /// <summary>A function's name: a keyword that may be called stays as it is, others go into back-ticks.</summary>
    private SqlPrinter AddFunction(QualifiedName name, KeywordInfo word)
    {
        bool callable = (word.Traits & KeywordTraits.Function) != 0 ||
            word.Keyword is Keyword.Substring or Keyword.Translate;
        return callable ? Add(name.Last.Text) : AddName(name);
    }

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
            Add(" PARTITION BY ROW(").AddExpressions(argument.PartitionBy).Add(')');
        }

        if (argument.OrderBy.Count > 0)
        {
            Add(" ORDER BY (").AddList(argument.OrderBy, AddOrder).Add(')');
        }
    }

    /// <summary>False when the expression is none of the JSON functions.</summary>
    private bool AddJson(Expression expression)
    {
        switch (expression)
        {
            case Expression.JsonExists json:
                Add("JSON_EXISTS(").AddExpressions([json.Input, json.Path]);
                Add(json.OnError is { } word ? $" {word.ToString().ToUpperInvariant()} ON ERROR)" : ")");
                return true;
            case Expression.JsonValue json:
                Add("JSON_VALUE(").AddExpressions([json.Input, json.Path]).AddReturning(json.Returning);
                AddBehavior(json.OnEmpty, "EMPTY").AddBehavior(json.OnError, "ERROR").Add(')');
                return true;
            case Expression.JsonQuery json:
                Add("JSON_QUERY(").AddExpressions([json.Input, json.Path]).AddReturning(json.Returning);
                Add(json.Wrapper switch
                {
                    JsonWrapper.Without => " WITHOUT ARRAY WRAPPER",
                    JsonWrapper.Conditional => " WITH CONDITIONAL ARRAY WRAPPER",
                    JsonWrapper.Unconditional => " WITH UNCONDITIONAL ARRAY WRAPPER",
                    null => "",
                });
                AddBehavior(json.OnEmpty, "EMPTY").AddBehavior(json.OnError, "ERROR").Add(')');
                return true;
            case Expression.JsonObject json:
                Add("JSON_OBJECT(").AddList(json.Members, AddMember).AddNulls(json.Nulls).Add(')');
                return true;
            case Expression.JsonArray json:
                Add("JSON_ARRAY(").AddExpressions(json.Items).AddNulls(json.Nulls).Add(')');
                return true;
            case Expression.JsonObjectAggregate json:
                Add("JSON_OBJECTAGG(").AddMember(json.Member);
                AddNulls(json.Nulls).Add(')');
                return true;
            case Expression.JsonArrayAggregate json:
                Add("JSON_ARRAYAGG(").AddExpression(json.Item, Precedence.None);
                AddNulls(json.Nulls).Add(')');
                if (json.OrderBy.Count > 0)
                {
                    Add(" WITHIN GROUP (ORDER BY ").AddList(json.OrderBy, AddOrder).Add(')');
                }

                return true;
            default:
                return false;
        }
    }

    private SqlPrinter AddReturning(DataType? type)
    {
        if (type is not null)
        {
            Add(" RETURNING ").AddType(type);
        }

        return this;
    }

    private SqlPrinter AddBehavior(JsonBehavior? behavior, string on)
    {
        if (behavior is null)
        {
            return this;
        }

        Add(behavior.Kind switch
        {
            JsonBehaviorKind.Null => " NULL",
            JsonBehaviorKind.Error => " ERROR",
            JsonBehaviorKind.EmptyArray => " EMPTY ARRAY",
            JsonBehaviorKind.EmptyObject => " EMPTY OBJECT",
            JsonBehaviorKind.Default => " DEFAULT ",
        });
        if (behavior.Value is not null)
        {
            AddExpression(behavior.Value, Precedence.None);
        }

        return Add(" ON ").Add(on);
    }

    private SqlPrinter AddNulls(JsonNulls? nulls) => Add(nulls switch
    {
        JsonNulls.NullOnNull => " NULL ON NULL",
        JsonNulls.AbsentOnNull => " ABSENT ON NULL",
        null => "",
    });

    private void AddMember(JsonMember member)
    {
        Add("KEY ").AddExpression(member.Key, Precedence.None);
        Add(" VALUE ").AddExpression(member.Value, Precedence.None);
    }
}
