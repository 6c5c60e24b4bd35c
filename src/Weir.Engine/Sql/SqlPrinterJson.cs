namespace Weir.Engine.Sql;

internal sealed partial class SqlPrinter
{
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

    private SqlPrinter AddNulls(JsonNulls? nulls) => Add(_text[^1] == '(' || nulls is null ? "" : " ").Add(nulls switch
    {
        JsonNulls.NullOnNull => "NULL ON NULL",
        JsonNulls.AbsentOnNull => "ABSENT ON NULL",
        null => "",
    });

    private void AddMember(JsonMember member)
    {
        Add("KEY ").AddExpression(member.Key, Precedence.None);
        Add(" VALUE ").AddExpression(member.Value, Precedence.None);
    }
}
