using Weir.Engine.Sql;
using Weir.Engine.Types;

namespace Weir.Engine.Planning;

/// <summary>
/// Binds expressions over one scope. <see cref="Intercept"/> sees every node first: a grouped query maps keys and aggregates
/// through it, a ranked one its ROW_NUMBER.
/// </summary>
internal sealed partial class ExpressionBinder(Scope scope)
{
    /// <summary>Answers for a node instead of the binder, or null to let it go on.</summary>
    public Func<Expression, Scalar?>? Intercept { get; init; }

    public Scalar Bind(Expression expression) => Intercept?.Invoke(expression) ?? BindNode(expression);

    /// <summary>Binds a condition: must be BOOLEAN.</summary>
    public Scalar BindCondition(Expression expression, string clause)
    {
        var condition = Bind(expression);
        return condition.Type.Kind is TypeKind.Boolean or TypeKind.Null
            ? condition
            : throw SqlException.Type($"{clause} must be a BOOLEAN; found {condition.Type}", expression.Position);
    }

    private Scalar BindNode(Expression expression) => expression switch
    {
        Expression.Name name => scope.Resolve(name.Path),
        Expression.FieldAccess field => Scope.Field(Bind(field.Target), field.Field),
        Expression.NullLiteral => LiteralBinder.Null,
        Expression.BooleanLiteral literal => LiteralBinder.Boolean(literal.Value),
        Expression.ExactLiteral literal => LiteralBinder.Exact(literal.Text, false, literal.Position),
        Expression.ApproximateLiteral literal => LiteralBinder.Approximate(literal.Text, false),
        Expression.StringLiteral literal => LiteralBinder.Text(literal.Value),
        Expression.BinaryLiteral literal => LiteralBinder.Binary(literal.Hex),
        Expression.TemporalLiteral literal => LiteralBinder.Temporal(literal),
        Expression.IntervalLiteral literal => LiteralBinder.Interval(literal),
        Expression.Unary unary => BindUnary(unary),
        Expression.Binary binary => BindBinary(binary),
        Expression.Between between => BindBetween(between),
        Expression.InList list => BindIn(list),
        Expression.Like like => BindLike(like),
        Expression.Is test => BindIs(test),
        Expression.DistinctFrom distinct => Negate(
            Call("IS DISTINCT FROM", expression, Bind(distinct.Left), Bind(distinct.Right)), distinct.Negated, expression),
        Expression.Case @case => BindCase(@case),
        Expression.Cast cast => BindCast(cast),
        Expression.ItemAccess item => Call("[]", item, Bind(item.Target), Bind(item.Index)),
        Expression.Row row => Call("ROW", row, BindAll(row.Items)),
        Expression.Array array => Call("ARRAY", array, BindAll(array.Items)),
        Expression.Map map => Call("MAP", map, BindAll(map.Items)),
        Expression.Call call => BindCall(call),
        Expression.Extract extract => Call("EXTRACT", extract, Unit(extract.Unit), Bind(extract.Operand)),
        Expression.RoundTo round => Call(round.Up ? "CEIL" : "FLOOR", round, Bind(round.Operand), Unit(round.Unit)),
        Expression.Trim trim => BindTrim(trim),
        Expression.TimestampAdd add => Call("TIMESTAMPADD", add, Unit(add.Unit), Bind(add.Count), Bind(add.Timestamp)),
        Expression.TimestampDiff diff => Call("TIMESTAMPDIFF", diff, Unit(diff.Unit), Bind(diff.From), Bind(diff.To)),
        Expression.JsonExists or Expression.JsonValue or Expression.JsonQuery or Expression.JsonObject
            or Expression.JsonArray => BindJson(expression),
        _ => throw NotSupported(expression),
    };

    private Scalar[] BindAll(SyntaxList<Expression> items) => [.. items.Select(Bind)];

    private Scalar BindUnary(Expression.Unary unary)
    {
        if (unary.Operator == UnaryOperator.Minus)
        {
            switch (unary.Operand)
            {
                case Expression.ExactLiteral literal:
                    return LiteralBinder.Exact(literal.Text, true, literal.Position);
                case Expression.ApproximateLiteral literal:
                    return LiteralBinder.Approximate(literal.Text, true);
            }
        }

        var operand = Bind(unary.Operand);
        return unary.Operator switch
        {
            UnaryOperator.Plus => Call("+", unary, operand),
            UnaryOperator.Minus => Call("-", unary, operand),
            UnaryOperator.Not => Call("NOT", unary, operand),
        };
    }

    private Scalar BindBinary(Expression.Binary binary) => binary.Operator == BinaryOperator.Overlaps
        && binary is { Left: Expression.Row { Items: { Count: 2 } a }, Right: Expression.Row { Items: { Count: 2 } b } }
            ? Call("OVERLAPS", binary, Bind(a[0]), Bind(a[1]), Bind(b[0]), Bind(b[1]))
            : Call(Symbol(binary), binary, Bind(binary.Left), Bind(binary.Right));

    private static string Symbol(Expression.Binary binary) => binary.Operator switch
    {
        BinaryOperator.Or => "OR",
        BinaryOperator.And => "AND",
        BinaryOperator.Equal => "=",
        BinaryOperator.NotEqual => "<>",
        BinaryOperator.Less => "<",
        BinaryOperator.LessOrEqual => "<=",
        BinaryOperator.Greater => ">",
        BinaryOperator.GreaterOrEqual => ">=",
        BinaryOperator.Overlaps => throw SqlException.NotSupported("OVERLAPS", binary.Position),
        BinaryOperator.Add => "+",
        BinaryOperator.Subtract => "-",
        BinaryOperator.Concat => "||",
        BinaryOperator.Multiply => "*",
        BinaryOperator.Divide => "/",
        BinaryOperator.Remainder => "%",
    };

    private Scalar BindBetween(Expression.Between between)
    {
        var value = Bind(between.Operand);
        var low = Bind(between.Low);
        var high = Bind(between.High);
        var inside = Both(value, low, high);
        if (between.Symmetric)
        {
            inside = Call("OR", between, inside, Both(value, high, low));
        }

        return Negate(inside, between.Negated, between);

        Scalar Both(Scalar x, Scalar from, Scalar to) =>
            Call("AND", between, Call(">=", between, x, from), Call("<=", between, x, to));
    }

    private Scalar BindIn(Expression.InList list)
    {
        Scalar[] arguments = [Bind(list.Operand), .. BindAll(list.Items)];
        return Negate(Call("IN", list, arguments), list.Negated, list);
    }

    private Scalar BindLike(Expression.Like like)
    {
        var name = like.Kind == LikeKind.Like ? "LIKE" : "SIMILAR TO";
        Scalar[] arguments = like.Escape is { } escape
            ? [Bind(like.Operand), Bind(like.Pattern), Bind(escape)]
            : [Bind(like.Operand), Bind(like.Pattern)];
        return Negate(Call(name, like, arguments), like.Negated, like);
    }

    private Scalar BindIs(Expression.Is test)
    {
        var not = test.Negated ? "NOT " : "";
        var name = test.Test switch
        {
            IsTest.Null => $"IS {not}NULL",
            IsTest.True => $"IS {not}TRUE",
            IsTest.False => $"IS {not}FALSE",
            IsTest.Unknown => $"IS {not}NULL",
            IsTest.JsonValue => $"IS {not}JSON VALUE",
            IsTest.JsonObject => $"IS {not}JSON OBJECT",
            IsTest.JsonArray => $"IS {not}JSON ARRAY",
            IsTest.JsonScalar => $"IS {not}JSON SCALAR",
        };
        return Call(name, test, Bind(test.Operand));
    }

    private Scalar BindCase(Expression.Case @case)
    {
        var arguments = new List<Scalar>();
        var operand = @case.Operand is { } o ? Bind(o) : null;
        foreach (var branch in @case.Branches)
        {
            arguments.Add(operand is null
                ? BindCondition(branch.When, "The condition of CASE")
                : Call("=", branch, operand, Bind(branch.When)));
            arguments.Add(Bind(branch.Then));
        }

        arguments.Add(@case.Else is { } last ? Bind(last) : LiteralBinder.Null);
        return Call("CASE", @case, [.. arguments]);
    }

    private Scalar BindCast(Expression.Cast cast)
    {
        var target = TypeBinder.Bind(cast.Type);
        return CastTo(Bind(cast.Operand), target, cast, cast.Try ? "TRY_CAST" : "CAST");
    }

    private Scalar BindTrim(Expression.Trim trim) => Call(
        "TRIM",
        trim,
        LiteralBinder.Text(trim.Side.ToString().ToUpperInvariant()),
        trim.Characters is { } characters ? Bind(characters) : LiteralBinder.Text(" "),
        Bind(trim.Operand));

    private static Scalar.Literal Unit(TimeUnit unit) => LiteralBinder.Text(unit.ToString().ToUpperInvariant());

    private static Scalar Negate(Scalar scalar, bool negated, SyntaxNode at) =>
        negated ? Call("NOT", at, scalar) : scalar;

    private Scalar BindCall(Expression.Call call)
    {
        var name = call.Function.Last.Text.ToUpperInvariant();
        if (call.Over is not null)
        {
            throw SqlException.NotSupported($"{name}(..) OVER (..) here", call.Position,
                "ROW_NUMBER() OVER (..) works in a subquery whose result is filtered by the row number.");
        }

        if (AggregateBinder.IsAggregate(name))
        {
            throw SqlException.Semantic($"The aggregate {name} cannot stand here", call.Position);
        }

        return Call(name, call, BindAll(call.Arguments));
    }

    private static SqlException NotSupported(Expression expression) => SqlException.NotSupported(
        expression switch
        {
            Expression.InQuery => "IN (SELECT ..)",
            Expression.Exists => "EXISTS",
            Expression.Subquery => "A subquery as a value",
            Expression.Quantified => "A comparison with ANY or ALL",
            Expression.Star => "'*' here",
            _ => expression.GetType().Name.ToUpperInvariant(),
        },
        expression.Position);
}
