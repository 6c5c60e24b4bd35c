using Weir.Engine.Sql;

namespace Weir.Engine.Tests.Sql;

internal sealed partial class SyntaxGenerator
{
    public Expression MakeExpression(int size) => size <= 0 ? Leaf() : Next(8) switch
    {
        0 => Leaf(),
        1 or 2 => Operator(size - 1),
        3 => Range(size - 1),
        4 => Constructor(size - 1),
        5 => Call(size - 1),
        6 => Special(size - 1),
        _ => Json(size - 1),
    };

    private Expression Leaf()
    {
        switch (Next(10))
        {
            case 0:
                return new Expression.NullLiteral();
            case 1:
                return new Expression.BooleanLiteral(Pick<bool?>(true, false, null));
            case 2:
                return new Expression.ExactLiteral(Pick("0", "1", "1.", ".5", "0.908", "12345678901234567890"));
            case 3:
                return new Expression.ApproximateLiteral(Pick("1e0", "1.5E+3", ".5e-2"));
            case 4:
                return new Expression.StringLiteral(Text());
            case 5:
                return new Expression.BinaryLiteral(Pick("", "00", "0AFF"));
            case 6:
                return new Expression.TemporalLiteral(PickEnum<TemporalKind>(), Text());
            case 7:
                (IntervalQualifier qualifier, string text, long value) = Qualifier();
                bool negative = Chance(2);
                return new Expression.IntervalLiteral(negative, text, qualifier) { Value = negative ? -value : value };
            default:
                return new Expression.Name(Path());
        }
    }

    private Expression Operator(int size) => Next(6) switch
    {
        0 => new Expression.Unary(PickEnum<UnaryOperator>(), MakeExpression(size)),
        1 => new Expression.Is(MakeExpression(size), PickEnum<IsTest>(), Chance(2)),
        2 => new Expression.DistinctFrom(MakeExpression(size), MakeExpression(size), Chance(2)),
        _ => new Expression.Binary(PickEnum<BinaryOperator>(), MakeExpression(size), MakeExpression(size)),
    };

    private Expression Range(int size)
    {
        switch (Next(5))
        {
            case 0:
                return new Expression.Between(
                    MakeExpression(size), MakeExpression(size), MakeExpression(size), Chance(2), Chance(2));
            case 1:
                return new Expression.InQuery(MakeExpression(size), MakeQuery(size), Chance(2));
            case 2:
                return new Expression.InList(MakeExpression(size), List(size), Chance(2));
            case 3:
                var comparison = Pick(
                    BinaryOperator.Equal, BinaryOperator.NotEqual, BinaryOperator.Less, BinaryOperator.LessOrEqual,
                    BinaryOperator.Greater, BinaryOperator.GreaterOrEqual);
                return Chance(2)
                    ? new Expression.Quantified(comparison, MakeExpression(size), Chance(2), MakeQuery(size), null)
                    : new Expression.Quantified(comparison, MakeExpression(size), Chance(2), null, List(size));
            default:
                return new Expression.Like(
                    PickEnum<LikeKind>(), MakeExpression(size), MakeExpression(size), Maybe(() => MakeExpression(size)),
                    Chance(2));
        }
    }

    /// <summary>A list of one query alone would be read as that query.</summary>
    private SyntaxList<Expression> List(int size)
    {
        SyntaxList<Expression> items = Some(1, 3, () => MakeExpression(size));
        return items is [Expression.Subquery] ? [new Expression.NullLiteral()] : items;
    }

    private Expression Constructor(int size)
    {
        switch (Next(9))
        {
            case 0:
                return new Expression.Row(Some(1, 3, () => MakeExpression(size)));
            case 1:
                return new Expression.Array(Some(0, 3, () => MakeExpression(size)));
            case 2:
                return new Expression.Multiset(Some(0, 3, () => MakeExpression(size)));
            case 3:
                return new Expression.Map(Chance(3) ? [] : Some(2, 2, () => MakeExpression(size)));
            case 4:
                return new Expression.FieldAccess(MakeExpression(size), Name());
            case 5:
                return new Expression.ItemAccess(MakeExpression(size), MakeExpression(size));
            case 6:
                return new Expression.Exists(MakeQuery(size));
            case 7:
                return new Expression.Subquery(MakeQuery(size));
            default:
                return new Expression.Case(
                    Maybe(() => MakeExpression(size)),
                    Some(1, 2, () => new WhenClause(MakeExpression(size), MakeExpression(size))),
                    Maybe(() => MakeExpression(size)));
        }
    }

    private Expression.Call Call(int size)
    {
        string name = Pick(
            "f", "COUNT", "sum", "CURRENT_DATE", "current_timestamp", "CURRENT_CATALOG", "POSITION", "OVERLAY",
            "SUBSTRING", "FLOOR", "Ceil", "LEFT", "TRIM", "CAST", "JSON_VALUE", "TRANSLATE", "TIMESTAMPADD",
            "value", "if", "ROW");
        QualifiedName function = Chance(6) ? Path() : new QualifiedName([new Identifier(name)]);
        SyntaxList<Expression> arguments = Next(8) switch
        {
            0 => [new Expression.Star()],
            1 => [new Expression.NamedArgument(Name(), MakeExpression(size))],
            _ => Some(0, 4, () => MakeExpression(size)),
        };
        return new Expression.Call(function, arguments)
        {
            Distinct = Chance(6) && arguments is not ([] or [Expression.Star]),
            NullTreatment = Chance(6) ? PickEnum<NullTreatment>() : NullTreatment.Unspecified,
            WithinGroup = Chance(6) ? Orders(1, size) : [],
            Filter = Chance(5) ? MakeExpression(size) : null,
            Over = Chance(5) ? Window(size) : null,
        };
    }

    private Expression Special(int size)
    {
        switch (Next(6))
        {
            case 0:
                return new Expression.Cast(MakeExpression(size), Type(size), Chance(2));
            case 1:
                return new Expression.Extract(PickEnum<TimeUnit>(), MakeExpression(size));
            case 2:
                return new Expression.RoundTo(Chance(2), MakeExpression(size), PickEnum<TimeUnit>());
            case 3:
                return new Expression.Trim(
                    PickEnum<TrimSide>(), Maybe(() => MakeExpression(size)), MakeExpression(size));
            case 4:
                return new Expression.TimestampAdd(PickEnum<TimeUnit>(), MakeExpression(size), MakeExpression(size));
            default:
                return new Expression.TimestampDiff(PickEnum<TimeUnit>(), MakeExpression(size), MakeExpression(size));
        }
    }

    private Expression Json(int size)
    {
        JsonNulls? nulls = Chance(2) ? PickEnum<JsonNulls>() : null;
        switch (Next(7))
        {
            case 0:
                return new Expression.JsonExists(
                    MakeExpression(size), MakeExpression(size), Chance(2) ? PickEnum<JsonExistsOnError>() : null);
            case 1:
                return new Expression.JsonValue(
                    MakeExpression(size), MakeExpression(size), Maybe(() => Type(size)), ValueBehavior(size),
                    ValueBehavior(size));
            case 2:
                return new Expression.JsonQuery(
                    MakeExpression(size), MakeExpression(size), Maybe(() => Type(size)),
                    Chance(2) ? PickEnum<JsonWrapper>() : null, QueryBehavior(), QueryBehavior());
            case 3:
                return new Expression.JsonObject(Some(0, 2, () => Member(size)), nulls);
            case 4:
                return new Expression.JsonArray(Some(0, 2, () => MakeExpression(size)), nulls);
            case 5:
                return new Expression.JsonObjectAggregate(Member(size), nulls);
            default:
                return new Expression.JsonArrayAggregate(MakeExpression(size), Chance(2) ? Orders(1, size) : [], nulls);
        }
    }

    private JsonMember Member(int size) => new(MakeExpression(size), MakeExpression(size));

    private JsonBehavior? ValueBehavior(int size) => Next(4) switch
    {
        0 => new JsonBehavior(JsonBehaviorKind.Null, null),
        1 => new JsonBehavior(JsonBehaviorKind.Error, null),
        2 => new JsonBehavior(JsonBehaviorKind.Default, MakeExpression(size)),
        _ => null,
    };

    private JsonBehavior? QueryBehavior() => Chance(3) ? null : new JsonBehavior(
        Pick(
            JsonBehaviorKind.Null, JsonBehaviorKind.Error, JsonBehaviorKind.EmptyArray, JsonBehaviorKind.EmptyObject),
        null);
}
