namespace Weir.Engine.Sql;

internal sealed partial class SqlPrinter
{
    private void AddStatement(Statement statement)
    {
        switch (statement)
        {
            case Statement.Select select:
                AddQuery(select.Query);
                break;
            case Statement.Insert insert:
                AddInsert(insert);
                break;
            case Statement.StatementSet set:
                Add("EXECUTE ").AddStatementSet(set);
                break;
            case Statement.Explain explain:
                AddExplain(explain);
                break;
            case Statement.CreateTable table:
                AddCreateTable(table);
                break;
            case Statement.CreateView or Statement.CreateFunction or Statement.CreateCatalog
                or Statement.CreateDatabase or Statement.Drop:
                AddDefinition(statement);
                break;
            default:
                AddSetting(statement);
                break;
        }
    }

    private void AddInsert(Statement.Insert insert)
    {
        Add(insert.Overwrite ? "INSERT OVERWRITE " : "INSERT INTO ").AddName(insert.Target);
        AddHints(insert.Hints, "", " ").Add(' ');
        if (insert.Partition.Count > 0)
        {
            Add("PARTITION (").AddList(insert.Partition, AddPartitionValue).Add(") ");
        }

        if (insert.Columns.Count > 0)
        {
            Add('(').AddList(insert.Columns, column => AddName(column)).Add(") ");
        }

        AddQuery(insert.Query);
    }

    private void AddPartitionValue(PartitionValue value)
    {
        AddName(value.Column).Add(" = ").AddExpression(value.Value, Precedence.None);
    }

    private void AddStatementSet(Statement.StatementSet set)
    {
        Add("STATEMENT SET BEGIN ");
        foreach (Statement.Insert insert in set.Inserts)
        {
            AddInsert(insert);
            Add("; ");
        }

        Add("END");
    }

    private void AddExplain(Statement.Explain explain)
    {
        Add("EXPLAIN ").AddList(explain.Details, detail => Add(detail)).Add(explain.Details.Count > 0 ? " " : "");
        if (explain.Body is Statement.StatementSet set)
        {
            AddStatementSet(set);
        }
        else
        {
            AddStatement(explain.Body);
        }
    }

    private void AddDefinition(Statement statement)
    {
        switch (statement)
        {
            case Statement.CreateView view:
                AddCreate("VIEW", view.Temporary, view.IfNotExists).AddName(view.Name);
                if (view.Columns.Count > 0)
                {
                    Add(' ').AddNames(view.Columns);
                }

                AddComment(view.Comment).Add(" AS ").AddQuery(view.Query);
                break;
            case Statement.CreateFunction function:
                AddCreate(function.System ? "SYSTEM FUNCTION" : "FUNCTION", function.Temporary, function.IfNotExists);
                AddName(function.Name).Add(" AS ").AddString(function.ClassName);
                Add(function.Language is null ? "" : $" LANGUAGE {function.Language}");
                Add(function.Jars.Count > 0 ? " USING " : "").AddList(function.Jars, jar => Add("JAR ").AddString(jar));
                break;
            case Statement.CreateCatalog catalog:
                AddCreate("CATALOG", false, catalog.IfNotExists).AddName(catalog.Name);
                AddComment(catalog.Comment).AddOptions(catalog.Options);
                break;
            case Statement.CreateDatabase database:
                AddCreate("DATABASE", false, database.IfNotExists).AddName(database.Name);
                AddComment(database.Comment).AddOptions(database.Options);
                break;
            case Statement.Drop drop:
                Add(drop.Temporary ? "DROP TEMPORARY " : "DROP ").Add(drop.System ? "SYSTEM " : "");
                Add(drop.Kind.ToString().ToUpperInvariant()).Add(drop.IfExists ? " IF EXISTS " : " ");
                AddName(drop.Name).Add(drop.Cascade ? " CASCADE" : "");
                break;
        }
    }

    private SqlPrinter AddCreate(string kind, bool temporary, bool ifNotExists) =>
        Add(temporary ? "CREATE TEMPORARY " : "CREATE ").Add(kind).Add(ifNotExists ? " IF NOT EXISTS " : " ");

    private SqlPrinter AddComment(string? comment) => comment is null ? this : Add(" COMMENT ").AddString(comment);

    private SqlPrinter AddOptions(SyntaxList<Option> options) => options.Count == 0
        ? this
        : Add(" WITH (").AddList(options, option => AddString(option.Key).Add(" = ").AddString(option.Value)).Add(')');

    private void AddCreateTable(Statement.CreateTable table)
    {
        AddCreate("TABLE", table.Temporary, table.IfNotExists).AddName(table.Name);
        AddTableElements(table);
        AddComment(table.Comment);
        if (table.PartitionedBy.Count > 0)
        {
            Add(" PARTITIONED BY ").AddNames(table.PartitionedBy);
        }

        AddOptions(table.Options);
        if (table.Like is { } like)
        {
            Add(" LIKE ").AddName(like.Source);
            if (like.Options.Count > 0)
            {
                Add(" (");
                for (int i = 0; i < like.Options.Count; i++)
                {
                    Add(i == 0 ? "" : " ").Add(like.Options[i].Merge.ToString().ToUpperInvariant());
                    Add(' ').Add(like.Options[i].Feature.ToString().ToUpperInvariant());
                }

                Add(')');
            }
        }

        if (table.Query is not null)
        {
            Add(" AS ").AddQuery(table.Query);
        }
    }

    private void AddTableElements(Statement.CreateTable table)
    {
        if (table.Columns.Count == 0 && table.Watermark is null && table.PrimaryKey is null)
        {
            return;
        }

        Add(" (").AddList(table.Columns, AddColumn);
        string comma = table.Columns.Count > 0 ? ", " : "";
        if (table.Watermark is { } watermark)
        {
            Add(comma).Add("WATERMARK FOR ").AddName(watermark.Column).Add(" AS ");
            AddExpression(watermark.Expression, Precedence.None);
            comma = ", ";
        }

        if (table.PrimaryKey is { } key)
        {
            Add(comma).Add(key.Name is null ? "" : $"CONSTRAINT {Quote(key.Name.Text)} ");
            Add("PRIMARY KEY ").AddNames(key.Columns).Add(" NOT ENFORCED");
        }

        Add(')');
    }

    private void AddColumn(ColumnDefinition column)
    {
        AddName(column.Name).Add(' ');
        switch (column)
        {
            case ColumnDefinition.Physical physical:
                AddType(physical.Type);
                break;
            case ColumnDefinition.Computed computed:
                Add("AS ").AddExpression(computed.Expression, Precedence.None);
                break;
            case ColumnDefinition.Metadata metadata:
                AddType(metadata.Type);
                Add(" METADATA");
                if (metadata.Key is not null)
                {
                    Add(" FROM ").AddString(metadata.Key);
                }

                Add(metadata.Virtual ? " VIRTUAL" : "");
                break;
        }

        AddComment(column.Comment);
    }

    private void AddSetting(Statement statement)
    {
        switch (statement)
        {
            case Statement.SetOption { Key: null }:
                Add("SET");
                break;
            case Statement.SetOption set:
                Add("SET ").AddString(set.Key).Add(" = ").AddString(set.Value!);
                break;
            case Statement.ResetOption reset:
                Add(reset.Key is null ? "RESET" : "RESET ");
                if (reset.Key is not null)
                {
                    AddString(reset.Key);
                }

                break;
            case Statement.Show show:
                AddShow(show);
                break;
            case Statement.Describe describe:
                Add(describe.Extended ? "DESCRIBE EXTENDED " : "DESCRIBE ").AddName(describe.Name);
                break;
            case Statement.Use use:
                Add(use.Catalog ? "USE CATALOG " : "USE ").AddName(use.Name);
                break;
            default:
                throw new InvalidOperationException($"No text for {statement.GetType().Name}");
        }
    }

    private void AddShow(Statement.Show show)
    {
        bool create = show.Kind is ShowKind.CreateTable or ShowKind.CreateView;
        Add("SHOW ").Add(show.Kind switch
        {
            ShowKind.CurrentCatalog => "CURRENT CATALOG",
            ShowKind.CurrentDatabase => "CURRENT DATABASE",
            ShowKind.UserFunctions => "USER FUNCTIONS",
            ShowKind.FullModules => "FULL MODULES",
            ShowKind.CreateTable => "CREATE TABLE",
            ShowKind.CreateView => "CREATE VIEW",
            _ => show.Kind.ToString().ToUpperInvariant(),
        });
        if (show.Name is not null)
        {
            Add(create ? " " : " FROM ").AddName(show.Name);
        }

        if (show.Like is not null)
        {
            Add(show.NotLike ? " NOT LIKE " : " LIKE ").AddString(show.Like);
        }
    }
}
