namespace Weir.Engine.Sql;

/// <summary>CREATE and DROP.</summary>
internal sealed partial class Parser
{
    private Statement ParseCreate()
    {
        SourcePosition position = Position;
        Expect(Keyword.Create);
        if (Is(Keyword.Or))
        {
            throw SqlException.NotSupported("CREATE OR REPLACE", position);
        }

        bool temporary = Accept(Keyword.Temporary);
        switch (Current.Keyword)
        {
            case Keyword.Table:
                return ParseCreateTable(temporary, position);
            case Keyword.View:
                return ParseCreateView(temporary, position);
            case Keyword.Function:
                return ParseCreateFunction(temporary, system: false, position);
            case Keyword.System when temporary:
                Advance();
                return ParseCreateFunction(temporary, system: true, position);
            case Keyword.System:
                throw Unexpected("TEMPORARY before SYSTEM", "Write CREATE TEMPORARY SYSTEM FUNCTION.");
            case Keyword.Catalog when !temporary:
                return ParseCreateCatalog(position);
            case Keyword.Database when !temporary:
                return ParseCreateDatabase(position);
            case Keyword.Materialized or Keyword.Model:
                throw SqlException.NotSupported($"CREATE {Upper(Current)} {Upper(Ahead(1))}".TrimEnd(), position);
            default:
                RefuseStream(position);
                throw Unexpected(temporary ? "TABLE, VIEW or FUNCTION" : "TABLE, VIEW, FUNCTION, CATALOG or DATABASE");
        }
    }

    /// <summary>CREATE SOURCE STREAM and CREATE SINK STREAM of the dialect that DLI had before Flink's own.</summary>
    private void RefuseStream(SourcePosition position)
    {
        if (Ahead(1).Keyword == Keyword.Stream && Upper(Current) is "SOURCE" or "SINK" or "TEMP")
        {
            throw SqlException.NotSupported(
                $"CREATE {Upper(Current)} STREAM", position, "Write CREATE TABLE .. WITH ('connector' = ..).");
        }
    }

    private bool AcceptIfNotExists()
    {
        if (!Is(Keyword.If) || Ahead(1).Keyword != Keyword.Not)
        {
            return false;
        }

        Advance();
        Expect(Keyword.Not, Keyword.Exists);
        return true;
    }

    private string? ParseComment() => Accept(Keyword.Comment) ? ParseString("a comment in quotes") : null;

    private SyntaxList<Option> ParseOptions()
    {
        if (!Accept(Keyword.With))
        {
            return [];
        }

        ExpectLeftParenthesis();
        SyntaxList<Option> options = Is(TokenKind.RightParenthesis)
            ? []
            : ParseCommaList(static parser => parser.ParseOption());
        ExpectListEnd();
        return options;
    }

    private Option ParseOption()
    {
        SourcePosition position = Position;
        string key = ParseString("a key in single quotes");
        Expect(TokenKind.Equal, "=");
        return new Option(key, ParseString("a value in single quotes")) { Position = position };
    }

    private Statement.CreateView ParseCreateView(bool temporary, SourcePosition position)
    {
        Expect(Keyword.View);
        bool ifNotExists = AcceptIfNotExists();
        QualifiedName name = ParseName("the name of a view");
        SyntaxList<Identifier> columns = Is(TokenKind.LeftParenthesis) ? ParseIdentifierList("a column name") : [];
        string? comment = ParseComment();
        Expect(Keyword.As);
        return new Statement.CreateView(name, columns, ParseQuery())
        {
            Position = position,
            Temporary = temporary,
            IfNotExists = ifNotExists,
            Comment = comment,
        };
    }

    private Statement.CreateFunction ParseCreateFunction(bool temporary, bool system, SourcePosition position)
    {
        Expect(Keyword.Function);
        bool ifNotExists = AcceptIfNotExists();
        QualifiedName name = ParseName("the name of a function");
        Expect(Keyword.As);
        string className = ParseString("the name of a class in quotes");
        string? language = null;
        if (Accept(Keyword.Language))
        {
            language = Is(TokenKind.Word) ? Upper(Current) : throw Unexpected("JAVA, SCALA or PYTHON");
            Advance();
        }

        SyntaxList<string> jars = Accept(Keyword.Using) ? ParseCommaList(static parser => parser.ParseJar()) : [];
        return new Statement.CreateFunction(name, className)
        {
            Position = position,
            Temporary = temporary,
            System = system,
            IfNotExists = ifNotExists,
            Language = language,
            Jars = jars,
        };
    }

    private string ParseJar()
    {
        Expect(Keyword.Jar);
        return ParseString("the path of a jar in quotes");
    }

    private Statement.CreateCatalog ParseCreateCatalog(SourcePosition position)
    {
        Expect(Keyword.Catalog);
        bool ifNotExists = AcceptIfNotExists();
        Identifier name = ParseIdentifier("the name of a catalog");
        string? comment = ParseComment();
        return new Statement.CreateCatalog(name, ifNotExists, comment, ParseOptions()) { Position = position };
    }

    private Statement.CreateDatabase ParseCreateDatabase(SourcePosition position)
    {
        Expect(Keyword.Database);
        bool ifNotExists = AcceptIfNotExists();
        QualifiedName name = ParseName("the name of a database");
        string? comment = ParseComment();
        return new Statement.CreateDatabase(name, ifNotExists, comment, ParseOptions()) { Position = position };
    }

    private Statement.Drop ParseDrop()
    {
        SourcePosition position = Position;
        Expect(Keyword.Drop);
        bool temporary = Accept(Keyword.Temporary);
        bool system = temporary && Accept(Keyword.System);
        ObjectKind? kind = Current.Keyword switch
        {
            Keyword.Function => ObjectKind.Function,
            Keyword.Table when !system => ObjectKind.Table,
            Keyword.View when !system => ObjectKind.View,
            Keyword.Catalog when !temporary => ObjectKind.Catalog,
            Keyword.Database when !temporary => ObjectKind.Database,
            Keyword.Materialized or Keyword.Model =>
                throw SqlException.NotSupported($"DROP {Upper(Current)} {Upper(Ahead(1))}".TrimEnd(), position),
            _ => null,
        };
        if (kind is null)
        {
            throw Unexpected(
                system ? "FUNCTION" :
                temporary ? "TABLE, VIEW or FUNCTION" : "TABLE, VIEW, FUNCTION, CATALOG or DATABASE");
        }

        Advance();
        bool ifExists = Accept(Keyword.If, Keyword.Exists);
        QualifiedName name = ParseName("a name");
        bool cascade = false;
        if (kind == ObjectKind.Database)
        {
            cascade = Accept(Keyword.Cascade);
            _ = cascade || Accept(Keyword.Restrict);
        }

        return new Statement.Drop(kind.Value, name)
        {
            Position = position,
            Temporary = temporary,
            System = system,
            IfExists = ifExists,
            Cascade = cascade,
        };
    }
}
