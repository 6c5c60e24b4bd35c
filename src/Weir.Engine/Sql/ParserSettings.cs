namespace Weir.Engine.Sql;

/// <summary>SET, RESET, SHOW, DESCRIBE, USE.</summary>
internal sealed partial class Parser
{
    private Statement.SetOption ParseSet()
    {
        SourcePosition position = Position;
        Expect(Keyword.Set);
        if (Is(TokenKind.Semicolon) || Is(TokenKind.End))
        {
            return new Statement.SetOption(null, null) { Position = position };
        }

        string key = ParseOptionKey();
        Expect(TokenKind.Equal, "=");
        string value = Is(TokenKind.String) || Is(TokenKind.UnicodeString)
            ? ParseString("a value in quotes")
            : ParseBareValue();
        return new Statement.SetOption(key, value) { Position = position };
    }

    private Statement.ResetOption ParseReset()
    {
        SourcePosition position = Position;
        Expect(Keyword.Reset);
        string? key = Is(TokenKind.Semicolon) || Is(TokenKind.End) ? null : ParseOptionKey();
        return new Statement.ResetOption(key) { Position = position };
    }

    /// <summary><c>'a.b-c'</c>, or <c>a.b-c</c> as older scripts have it: words, dots, hyphens, no blanks.</summary>
    private string ParseOptionKey()
    {
        if (Is(TokenKind.String) || Is(TokenKind.UnicodeString))
        {
            return ParseString("a key in quotes");
        }

        Token first = Current;
        int end = first.Offset;
        while (Current.Kind is TokenKind.Word or TokenKind.Dot or TokenKind.Minus or TokenKind.Exact &&
            Current.Offset == end)
        {
            end = Current.EndOffset;
            Advance();
        }

        return end > first.Offset
            ? _text[first.Offset..end]
            : throw Unexpected("a key in single quotes");
    }

    /// <summary>A value without quotes ends at a blank or a semicolon. Whatever looks like a comment or is followed by
    /// more is refused rather than guessed at.</summary>
    private string ParseBareValue()
    {
        Token first = Current;
        ReadOnlySpan<char> rest = _text.AsSpan(first.Offset);
        int length = rest.IndexOfAny(" \t\r\n\f;");
        ReadOnlySpan<char> value = length < 0 ? rest : rest[..length];
        if (value.IsEmpty || first.Kind is TokenKind.End or TokenKind.Semicolon)
        {
            throw Unexpected("a value");
        }

        int end = first.Offset + value.Length;
        while (!Is(TokenKind.End) && Current.EndOffset <= end)
        {
            Advance();
        }

        bool readsAsComment = value.Contains("--", StringComparison.Ordinal) ||
            value.Contains("//", StringComparison.Ordinal) || value.Contains("/*", StringComparison.Ordinal);
        if (readsAsComment || !(Is(TokenKind.End) || Is(TokenKind.Semicolon)) || Current.Offset < end)
        {
            throw SqlException.Syntax(
                "This value must be put in single quotes", first.Position, "Write SET 'key' = 'value'.");
        }

        return value.ToString();
    }

    private Statement.Show ParseShow()
    {
        SourcePosition position = Position;
        Expect(Keyword.Show);
        if (Accept(Keyword.Create))
        {
            return ParseShowCreate(position);
        }

        ShowKind kind = ParseShowKind(position);
        var show = new Statement.Show(kind) { Position = position };
        if (kind == ShowKind.Columns && !Is(Keyword.From) && !Is(Keyword.In))
        {
            throw Unexpected("FROM or IN");
        }

        if (kind is ShowKind.Columns or ShowKind.Tables or ShowKind.Views or ShowKind.Databases or ShowKind.Functions)
        {
            show = ParseShowFilter(show);
        }

        return show;
    }

    private Statement.Show ParseShowCreate(SourcePosition position)
    {
        bool view = Is(Keyword.View);
        if (Is(Keyword.Catalog) || Is(Keyword.Model))
        {
            throw SqlException.NotSupported($"SHOW CREATE {Upper(Current)}", position);
        }

        if (!view && !Is(Keyword.Table))
        {
            throw Unexpected("TABLE or VIEW");
        }

        Advance();
        ShowKind kind = view ? ShowKind.CreateView : ShowKind.CreateTable;
        return new Statement.Show(kind) { Position = position, Name = ParseName(ATable) };
    }

    private ShowKind ParseShowKind(SourcePosition position)
    {
        Keyword first = Current.Keyword;
        Keyword second = Ahead(1).Keyword;
        (ShowKind? kind, int words) = (first, second) switch
        {
            (Keyword.Catalogs, _) => ((ShowKind?)ShowKind.Catalogs, 1),
            (Keyword.Current, Keyword.Catalog) => (ShowKind.CurrentCatalog, 2),
            (Keyword.Databases, _) => (ShowKind.Databases, 1),
            (Keyword.Current, Keyword.Database) => (ShowKind.CurrentDatabase, 2),
            (Keyword.Tables, _) => (ShowKind.Tables, 1),
            (Keyword.Views, _) => (ShowKind.Views, 1),
            (Keyword.Columns, _) => (ShowKind.Columns, 1),
            (Keyword.Functions, _) => (ShowKind.Functions, 1),
            (Keyword.User, Keyword.Functions) => (ShowKind.UserFunctions, 2),
            (Keyword.Modules, _) => (ShowKind.Modules, 1),
            (Keyword.Full, Keyword.Modules) => (ShowKind.FullModules, 2),
            (Keyword.Jars, _) => (ShowKind.Jars, 1),
            (Keyword.Jobs, _) => (ShowKind.Jobs, 1),
            _ => (null, 0),
        };
        if (kind is null)
        {
            throw first is Keyword.Partitions || Text(Current).Equals("PROCEDURES", StringComparison.OrdinalIgnoreCase)
                ? SqlException.NotSupported($"SHOW {Upper(Current)}", position)
                : Unexpected("TABLES, VIEWS, COLUMNS, FUNCTIONS, DATABASES, CATALOGS, JOBS or CREATE after SHOW");
        }

        Advance();
        if (words == 2)
        {
            Advance();
        }

        return kind.Value;
    }

    private Statement.Show ParseShowFilter(Statement.Show show)
    {
        if (Accept(Keyword.From) || Accept(Keyword.In))
        {
            show = show with { Name = ParseName("a name") };
        }

        bool negated = Is(Keyword.Not) && Ahead(1).Keyword == Keyword.Like;
        if (negated)
        {
            Advance();
        }

        if (Is(Keyword.Ilike))
        {
            throw SqlException.NotSupported("ILIKE", Position);
        }

        return Accept(Keyword.Like) ? show with { Like = ParseString("a pattern in quotes"), NotLike = negated } : show;
    }

    private Statement.Describe ParseDescribe()
    {
        SourcePosition position = Position;
        Advance();
        if (Is(Keyword.Catalog) || Is(Keyword.Database) || Is(Keyword.Job) && Ahead(1).Kind == TokenKind.String)
        {
            throw SqlException.NotSupported($"DESCRIBE {Upper(Current)}", position);
        }

        Accept(Keyword.Table);
        bool extended = Accept(Keyword.Extended);
        return new Statement.Describe(ParseName(ATable), extended) { Position = position };
    }

    private Statement.Use ParseUse()
    {
        SourcePosition position = Position;
        Expect(Keyword.Use);
        if (Is(Keyword.Modules))
        {
            throw SqlException.NotSupported("USE MODULES", position);
        }

        if (Accept(Keyword.Catalog))
        {
            Identifier catalog = ParseIdentifier("the name of a catalog");
            var name = new QualifiedName([catalog]) { Position = catalog.Position };
            return new Statement.Use(name, Catalog: true) { Position = position };
        }

        return new Statement.Use(ParseName("the name of a database"), Catalog: false) { Position = position };
    }
}
