namespace Weir.Engine.Sql;

/// <summary>One statement of a script.</summary>
internal abstract record Statement : SyntaxNode
{
    private Statement()
    {
    }

    public sealed record CreateTable(QualifiedName Name, SyntaxList<ColumnDefinition> Columns) : Statement
    {
        public bool Temporary { get; init; }

        public bool IfNotExists { get; init; }

        public Watermark? Watermark { get; init; }

        public PrimaryKey? PrimaryKey { get; init; }

        public string? Comment { get; init; }

        public SyntaxList<Identifier> PartitionedBy { get; init; } = [];

        public SyntaxList<Option> Options { get; init; } = [];

        public LikeClause? Like { get; init; }

        /// <summary>CREATE TABLE .. AS query.</summary>
        public Query? Query { get; init; }
    }

    public sealed record CreateView(QualifiedName Name, SyntaxList<Identifier> Columns, Query Query) : Statement
    {
        public bool Temporary { get; init; }

        public bool IfNotExists { get; init; }

        public string? Comment { get; init; }
    }

    /// <summary>A function in a jar: parsed so that the refusal can name it.</summary>
    public sealed record CreateFunction(QualifiedName Name, string ClassName) : Statement
    {
        public bool Temporary { get; init; }

        public bool System { get; init; }

        public bool IfNotExists { get; init; }

        public string? Language { get; init; }

        public SyntaxList<string> Jars { get; init; } = [];
    }

    public sealed record CreateCatalog(Identifier Name, bool IfNotExists, string? Comment, SyntaxList<Option> Options)
        : Statement;

    public sealed record CreateDatabase(
        QualifiedName Name, bool IfNotExists, string? Comment, SyntaxList<Option> Options) : Statement;

    public sealed record Drop(ObjectKind Kind, QualifiedName Name) : Statement
    {
        public bool Temporary { get; init; }

        /// <summary>DROP TEMPORARY SYSTEM FUNCTION.</summary>
        public bool System { get; init; }

        public bool IfExists { get; init; }

        /// <summary>DROP DATABASE .. CASCADE.</summary>
        public bool Cascade { get; init; }
    }

    public sealed record Insert(QualifiedName Target, Query Query) : Statement
    {
        public bool Overwrite { get; init; }

        public SyntaxList<Hint> Hints { get; init; } = [];

        /// <summary><c>PARTITION (k = literal)</c>.</summary>
        public SyntaxList<PartitionValue> Partition { get; init; } = [];

        /// <summary>Empty when not written: then columns are matched by position.</summary>
        public SyntaxList<QualifiedName> Columns { get; init; } = [];
    }

    /// <summary>EXECUTE STATEMENT SET BEGIN .. END, or BEGIN STATEMENT SET; .. END. Never empty.</summary>
    public sealed record StatementSet(SyntaxList<Insert> Inserts) : Statement;

    /// <summary>A query by itself.</summary>
    public sealed record Select(Query Query) : Statement;

    /// <summary><c>SET 'key' = 'value'</c>; both null for a bare SET, which lists all.</summary>
    public sealed record SetOption(string? Key, string? Value) : Statement;

    /// <summary>Key is null for a bare RESET, which resets all.</summary>
    public sealed record ResetOption(string? Key) : Statement;

    /// <summary>The body is a query, an INSERT or a statement set. Details are ESTIMATED_COST, CHANGELOG_MODE,
    /// JSON_EXECUTION_PLAN, PLAN_ADVICE, in upper case.</summary>
    public sealed record Explain(SyntaxList<string> Details, Statement Body) : Statement;

    /// <summary>SHOW TABLES, SHOW CREATE TABLE t, SHOW COLUMNS FROM t LIKE '..'...</summary>
    public sealed record Show(ShowKind Kind) : Statement
    {
        /// <summary>The object of SHOW CREATE and SHOW COLUMNS; the catalog or database of FROM.</summary>
        public QualifiedName? Name { get; init; }

        public string? Like { get; init; }

        public bool NotLike { get; init; }
    }

    public sealed record Describe(QualifiedName Name, bool Extended) : Statement;

    /// <summary>USE CATALOG c (one name), USE db or USE catalog.db.</summary>
    public sealed record Use(QualifiedName Name, bool Catalog) : Statement;
}

internal enum ObjectKind
{
    Table,
    View,
    Function,
    Catalog,
    Database,
}

internal enum ShowKind
{
    Catalogs,
    CurrentCatalog,
    Databases,
    CurrentDatabase,
    Tables,
    Views,
    Columns,
    Functions,
    UserFunctions,
    Modules,
    FullModules,
    Jars,
    Jobs,
    CreateTable,
    CreateView,
}

/// <summary><c>'key' = 'value'</c> of WITH.</summary>
internal sealed record Option(string Key, string Value) : SyntaxNode;

/// <summary><c>k = literal</c> of INSERT .. PARTITION.</summary>
internal sealed record PartitionValue(Identifier Column, Expression Value) : SyntaxNode;
