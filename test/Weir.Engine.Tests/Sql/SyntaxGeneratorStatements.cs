using Weir.Engine.Sql;

namespace Weir.Engine.Tests.Sql;

internal sealed partial class SyntaxGenerator
{
    public Statement MakeStatement(int size) => Next(14) switch
    {
        0 or 1 => CreateTable(size),
        2 => new Statement.CreateView(Path(), Some(0, 2, Name), MakeQuery(size))
        {
            Temporary = Chance(2),
            IfNotExists = Chance(2),
            Comment = Maybe(Text),
        },
        3 => CreateFunction(),
        4 => new Statement.CreateCatalog(Name(), Chance(2), Maybe(Text), Options()),
        5 => new Statement.CreateDatabase(Path(), Chance(2), Maybe(Text), Options()),
        6 => Drop(),
        7 => Insert(size),
        8 => new Statement.StatementSet(Some(1, 3, () => Insert(size))),
        9 => new Statement.Select(MakeQuery(size)),
        10 => Chance(4) ? new Statement.SetOption(null, null) : new Statement.SetOption(Text(), Text()),
        11 => new Statement.ResetOption(Maybe(Text)),
        12 => Explain(size),
        _ => Other(),
    };

    private Statement Other() => Next(3) switch
    {
        0 => new Statement.Describe(Path(), Chance(2)),
        1 => Chance(2) ? new Statement.Use(Path(1), true) : new Statement.Use(Path(), false),
        _ => Show(),
    };

    private SyntaxList<Option> Options() => Some(0, 3, () => new Option(Text(), Text()));

    private Statement.CreateFunction CreateFunction()
    {
        bool temporary = Chance(2);
        return new Statement.CreateFunction(Path(), Text())
        {
            Temporary = temporary,
            System = temporary && Chance(2),
            IfNotExists = Chance(2),
            Language = Maybe(() => Pick("JAVA", "SCALA", "PYTHON")),
            Jars = Some(0, 2, Text),
        };
    }

    private Statement.Drop Drop()
    {
        var kind = PickEnum<ObjectKind>();
        bool temporary = Chance(2) && kind is ObjectKind.Table or ObjectKind.View or ObjectKind.Function;
        return new Statement.Drop(kind, Path())
        {
            Temporary = temporary,
            System = temporary && kind == ObjectKind.Function && Chance(2),
            IfExists = Chance(2),
            Cascade = kind == ObjectKind.Database && Chance(2),
        };
    }

    private Statement.Insert Insert(int size) => new(Path(), MakeQuery(size))
    {
        Overwrite = Chance(4),
        Hints = Hints(),
        Partition = Chance(4) ? Some(1, 2, () => new PartitionValue(Name(), MakeExpression(size - 1))) : [],
        Columns = Chance(3) ? Some(1, 3, () => Path(2)) : [],
    };

    private Statement.Explain Explain(int size)
    {
        Statement body = Next(3) switch
        {
            0 => Insert(size),
            1 => new Statement.StatementSet(Some(1, 2, () => Insert(size))),
            _ => new Statement.Select(MakeQuery(size)),
        };
        string[] details = ["ESTIMATED_COST", "CHANGELOG_MODE", "JSON_EXECUTION_PLAN", "PLAN_ADVICE"];
        return new Statement.Explain(Some(0, 2, () => Pick(details)), body);
    }

    private Statement.Show Show()
    {
        var kind = PickEnum<ShowKind>();
        bool filters = kind is ShowKind.Columns or ShowKind.Tables or ShowKind.Views or ShowKind.Databases
            or ShowKind.Functions;
        bool named = kind is ShowKind.Columns or ShowKind.CreateTable or ShowKind.CreateView || (filters && Chance(2));
        string? like = filters ? Maybe(Text) : null;
        return new Statement.Show(kind)
        {
            Name = named ? Path() : null,
            Like = like,
            NotLike = like is not null && Chance(2),
        };
    }

    private Statement.CreateTable CreateTable(int size)
    {
        bool like = Chance(4);
        return new Statement.CreateTable(Path(), Some(0, 4, () => Column(size)))
        {
            Temporary = Chance(2),
            IfNotExists = Chance(2),
            Watermark = Maybe(() => new Watermark(Path(), MakeExpression(size))),
            PrimaryKey = Maybe(() => new PrimaryKey(Maybe(Name), Some(1, 2, Name))),
            Comment = Maybe(Text),
            PartitionedBy = Chance(4) ? Some(1, 2, Name) : [],
            Options = Options(),
            Like = like ? new LikeClause(Path(), Some(0, 2, LikeOption)) : null,
            Query = like ? null : Maybe(() => MakeQuery(size)),
        };
    }

    private LikeOption LikeOption() => new(PickEnum<LikeMerge>(), PickEnum<LikeFeature>());

    private ColumnDefinition Column(int size)
    {
        ColumnDefinition column = Next(4) switch
        {
            0 => new ColumnDefinition.Computed(MakeExpression(size)) { Name = Name() },
            1 => new ColumnDefinition.Metadata(NullableType(size), Maybe(Text), Chance(2)) { Name = Name() },
            _ => new ColumnDefinition.Physical(NullableType(size)) { Name = Name() },
        };
        return column with { Comment = Maybe(Text) };
    }
}
