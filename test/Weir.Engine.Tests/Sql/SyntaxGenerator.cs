using Weir.Engine.Sql;

namespace Weir.Engine.Tests.Sql;

/// <summary>
/// Random trees of the shapes that the parser makes, from a seed. This part: choices, names, types, queries.
/// Trees shrink towards leaves as <c>size</c> runs out.
/// </summary>
internal sealed partial class SyntaxGenerator(int seed)
{
    private static readonly string[] Names =
    [
        "a", "b", "t", "Price", "user", "value", "ORDER", "end",
        "two words", "back`tick", "größe", "名前", "x1", "_",
        "$", "key", "map", "json", "offset", "metadata", "qualify", "interval", "MATCH_RECOGNIZE", "1st", "a.b", "'",
    ];

    private static readonly string[] Texts =
    [
        "", "x", "it's", "a;b", "-- no", "/* */", "é\U0001F600", "\r\n\t", "`", "\\",
    ];

    private readonly Random _random = new(seed);

    public int Next(int limit) => _random.Next(limit);

    public bool Chance(int oneIn) => Next(oneIn) == 0;

    private T Pick<T>(params ReadOnlySpan<T> choices) => choices[Next(choices.Length)];

    private T PickEnum<T>()
        where T : struct, Enum => Pick<T>(Enum.GetValues<T>());

    private T? Maybe<T>(Func<T> make)
        where T : class => Chance(3) ? make() : null;

    private SyntaxList<T> Some<T>(int least, int most, Func<T> make)
    {
        var items = new T[Next(most - least + 1) + least];
        for (int i = 0; i < items.Length; i++)
        {
            items[i] = make();
        }

        return SyntaxList.Create<T>(items);
    }

    private Identifier Name() => new(Pick(Names));

    private QualifiedName Path(int most = 3) => new(Some(1, most, Name));

    private string Text() => Pick(Texts);

    public DataType Type(int size)
    {
        DataType type = (size <= 0 ? 0 : Next(9)) switch
        {
            0 or 1 or 2 => Basic(),
            3 => new DataType.Array(NullableType(size - 1)),
            4 => new DataType.Multiset(NullableType(size - 1)),
            5 => new DataType.Map(NullableType(size - 1), NullableType(size - 1)),
            6 => new DataType.Row(Some(0, 3, () => new RowField(Name(), NullableType(size - 1), Maybe(Text)))),
            7 => new DataType.Interval(Qualifier().Qualifier),
            _ => Chance(2) ? new DataType.Raw(Text(), Text()) : new DataType.Named(new QualifiedName([new("mine")])),
        };
        return type;
    }

    private DataType NullableType(int size) => Type(size) with { NotNull = Chance(4) };

    private DataType.Basic Basic()
    {
        var type = PickEnum<BasicType>();
        int arguments = type switch
        {
            BasicType.Decimal => 2,
            BasicType.Char or BasicType.Varchar or BasicType.Binary or BasicType.Varbinary or BasicType.Time
                or BasicType.Timestamp or BasicType.TimestampLtz => 1,
            _ => 0,
        };
        int? precision = arguments > 0 && Chance(2) ? Next(39) : null;
        int? scale = arguments == 2 && precision is not null && Chance(2) ? Next(20) : null;
        return new DataType.Basic(type, precision, scale);
    }

    /// <summary>A qualifier, a text of it, and what the text is worth.</summary>
    private (IntervalQualifier Qualifier, string Text, long Value) Qualifier() => Next(6) switch
    {
        0 => (new(TimeUnit.Year, null, TimeUnit.Month, null), "1-2", 14),
        1 => (new(TimeUnit.Month, 3, null, null), "120", 120),
        2 => (new(TimeUnit.Day, 2, TimeUnit.Second, 3), "1 02:03:04.5", 93_784_500),
        3 => (new(TimeUnit.Second, 4, null, 1), "1000.5", 1_000_500),
        4 => (new(TimeUnit.Hour, null, TimeUnit.Minute, null), "01:30", 5_400_000),
        _ => (new(TimeUnit.Minute, null, null, null), "-5", -300_000),
    };

    public Query MakeQuery(int size) => (size <= 0 ? Next(3) : Next(8)) switch
    {
        0 => new Query.Table(Path()),
        1 => new Query.Values(Some(1, 2, () => new ValuesRow(Some(1, 2, () => MakeExpression(size - 1))))),
        2 or 3 or 4 => Select(size),
        5 => new Query.SetOperation(PickEnum<SetOperator>(), Chance(2), MakeQuery(size - 1), MakeQuery(size - 1)),
        6 => new Query.With(
            Some(1, 2, () => new CommonTable(Name(), Some(0, 2, Name), MakeQuery(size - 2))), MakeQuery(size - 1)),
        _ => Ordered(size),
    };

    private Query.Ordered Ordered(int size)
    {
        SyntaxList<OrderItem> order = Orders(0, size);
        Expression? limit = Maybe<Expression>(() => new Expression.ExactLiteral("10"));
        Expression? offset = order.Count == 0 && limit is null || Chance(3) ? new Expression.ExactLiteral("5") : null;
        return new Query.Ordered(MakeQuery(size - 1), order, offset, limit);
    }

    private SyntaxList<OrderItem> Orders(int least, int size) =>
        Some(least, 2, () => new OrderItem(MakeExpression(size - 1), Chance(2), PickEnum<NullOrder>()));

    private Query.Select Select(int size)
    {
        var select = new Query.Select(Some(1, 3, () => Item(size)))
        {
            Distinct = Chance(4),
            Hints = Hints(),
        };
        return size <= 0 || Chance(4) ? select : select with
        {
            From = Table(size - 1),
            Where = Maybe(() => MakeExpression(size - 1)),
            GroupBy = Maybe(() => new GroupBy(Some(1, 3, () => Grouping(size - 1)))),
            Having = Maybe(() => MakeExpression(size - 1)),
            Windows = Chance(5) ? Some(1, 2, () => new NamedWindow(Name(), Window(size - 1))) : [],
        };
    }

    private SelectItem Item(int size) => Next(5) switch
    {
        0 => new SelectItem.Star(Maybe(() => Path(2))),
        _ => new SelectItem.Value(MakeExpression(size - 1), Maybe(Name)),
    };

    private SyntaxList<Hint> Hints() => Chance(6)
        ? Some(1, 2, () => new Hint(Name(), Some(0, 2, () => new HintArgument(Text(), Maybe(Text)))))
        : [];

    private GroupingItem Grouping(int size) => (size <= 0 ? Next(2) : Next(6)) switch
    {
        0 => new GroupingItem.Set(Some(0, 2, () => MakeExpression(size - 1))),
        1 or 2 => MakeExpression(size) is Expression.Row row
            ? new GroupingItem.Set(row.Items)
            : new GroupingItem.Key(new Expression.Name(Path())),
        3 => new GroupingItem.Rollup(Some(1, 2, () => Grouping(size - 1))),
        4 => new GroupingItem.Cube(Some(1, 2, () => Grouping(size - 1))),
        _ => new GroupingItem.GroupingSets(Some(1, 2, () => Grouping(size - 1))),
    };

    public WindowSpecification Window(int size) => new(
        Maybe(Name), Some(0, 2, () => MakeExpression(size - 1)), Orders(0, size),
        Maybe(() => new WindowFrame(Chance(2), Bound(size), Maybe(() => Bound(size)))));

    private FrameBound Bound(int size)
    {
        var kind = PickEnum<FrameBoundKind>();
        bool counts = kind is FrameBoundKind.Preceding or FrameBoundKind.Following;
        return new FrameBound(kind, counts ? MakeExpression(size - 1) : null);
    }

    private TableReference Table(int size)
    {
        TableReference table = (size <= 0 ? 0 : Next(9)) switch
        {
            0 or 1 => new TableReference.Named(Path())
            {
                Hints = Hints(),
                SystemTime = Maybe(() => MakeExpression(size - 1)),
            },
            2 => new TableReference.Derived(MakeQuery(size - 1), Chance(3)),
            3 or 4 or 5 => Join(size),
            6 => WindowTable(size),
            7 => new TableReference.TableFunction(TableCall(size), Chance(2)),
            _ => new TableReference.Unnest(NoSubquery(size), Chance(3)),
        };
        return table is TableReference.Join
            ? table
            : table with { Alias = Maybe(() => new TableAlias(Name(), Some(0, 2, Name))) };
    }

    private TableReference.Join Join(int size)
    {
        var kind = PickEnum<JoinKind>();
        var join = new TableReference.Join(kind, Table(size - 1), Table(size - 1));
        if (kind == JoinKind.Cross || Chance(6))
        {
            return join with { Natural = kind != JoinKind.Cross };
        }

        return Chance(3) ? join with { Using = Some(1, 2, Name) } : join with { On = MakeExpression(size - 1) };
    }

    private TableReference.Window WindowTable(int size)
    {
        var kind = PickEnum<WindowFunction>();
        bool steps = kind is WindowFunction.Hop or WindowFunction.Cumulate;
        bool session = kind == WindowFunction.Session;
        return new TableReference.Window(
            kind,
            DataTable(size),
            session ? Some(0, 2, () => MakeExpression(size - 1)) : [],
            Name(),
            NoSubquery(size),
            steps ? NoSubquery(size) : null,
            session ? null : Maybe(() => NoSubquery(size)));
    }

    private TableReference DataTable(int size)
    {
        Query? query = size > 0 && Chance(2) ? MakeQuery(size - 1) : null;
        return query is null or Query.Table
            ? new TableReference.Named(Path())
            : new TableReference.Derived(query, false);
    }

    /// <summary>A query among the arguments of a table function would be read as a table.</summary>
    private Expression NoSubquery(int size) =>
        MakeExpression(size - 1) is not Expression.Subquery and var expression
            ? expression
            : new Expression.Name(Path());

    private Expression.Call TableCall(int size) => new(
        new QualifiedName([new Identifier("my_function")]),
        Some(0, 3, () => Chance(3) ? new Expression.NamedArgument(Name(), TableValue(size)) : TableValue(size)));

    private Expression TableValue(int size) => Next(4) switch
    {
        0 => new Expression.Descriptor(Some(1, 2, Name)),
        1 => new Expression.TableArgument(DataTable(size), Some(0, 2, () => MakeExpression(size - 1)), Orders(0, size)),
        _ => NoSubquery(size),
    };
}
