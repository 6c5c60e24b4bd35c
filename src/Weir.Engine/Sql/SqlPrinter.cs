using System.Text;

namespace Weir.Engine.Sql;

/// <summary>
/// Syntax tree to text that parses to an equal tree, on one line, with the parentheses that are needed and no others.
/// The other parts: SqlPrinterStatements, SqlPrinterQueries, SqlPrinterTables, SqlPrinterExpressions,
/// SqlPrinterFunctions, SqlPrinterJson, SqlPrinterTypes.
/// </summary>
internal sealed partial class SqlPrinter
{
    private readonly StringBuilder _text = new();

    private SqlPrinter()
    {
    }

    public static string Print(SyntaxNode node)
    {
        var printer = new SqlPrinter();
        printer.AddNode(node);
        return printer._text.ToString();
    }

    /// <summary>The name as it must be written: in back-ticks unless it is plain and no keyword.</summary>
    public static string Quote(string name) => IsPlain(name) ? name : $"`{name.Replace("`", "``")}`";

    private static bool IsPlain(string name)
    {
        foreach (char c in name)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c != '_')
            {
                return false;
            }
        }

        return name.Length > 0 && !char.IsAsciiDigit(name[0]) && Keywords.Find(name) == default &&
            !name.Equals("QUALIFY", StringComparison.OrdinalIgnoreCase);
    }

    private void AddNode(SyntaxNode node)
    {
        switch (node)
        {
            case Statement statement:
                AddStatement(statement);
                break;
            case Query query:
                AddQuery(query);
                break;
            case TableReference table:
                AddTable(table);
                break;
            case Expression expression:
                AddExpression(expression, Precedence.None);
                break;
            case DataType type:
                AddType(type);
                break;
            default:
                AddPart(node);
                break;
        }
    }

    /// <summary>Nodes that only stand inside others.</summary>
    private void AddPart(SyntaxNode node)
    {
        switch (node)
        {
            case Identifier name:
                AddName(name);
                break;
            case QualifiedName name:
                AddName(name);
                break;
            case IntervalQualifier qualifier:
                AddQualifier(qualifier);
                break;
            case RowField field:
                AddField(field);
                break;
            case OrderItem item:
                AddOrder(item);
                break;
            case WindowSpecification window:
                AddWindow(window);
                break;
            case SelectItem item:
                AddItem(item);
                break;
            case GroupingItem item:
                AddGrouping(item);
                break;
            case ColumnDefinition column:
                AddColumn(column);
                break;
            default:
                throw new InvalidOperationException($"{node.GetType().Name} is not printed by itself");
        }
    }

    private SqlPrinter Add(string text)
    {
        _text.Append(text);
        return this;
    }

    private SqlPrinter Add(char text)
    {
        _text.Append(text);
        return this;
    }

    private SqlPrinter AddName(Identifier name) => Add(Quote(name.Text));

    private SqlPrinter AddName(QualifiedName name)
    {
        for (int i = 0; i < name.Parts.Count; i++)
        {
            Add(i == 0 ? "" : ".").AddName(name.Parts[i]);
        }

        return this;
    }

    private SqlPrinter AddString(string value) => Add('\'').Add(value.Replace("'", "''")).Add('\'');

    private SqlPrinter AddList<T>(SyntaxList<T> items, Action<T> print)
    {
        for (int i = 0; i < items.Count; i++)
        {
            Add(i == 0 ? "" : ", ");
            print(items[i]);
        }

        return this;
    }

    private SqlPrinter AddNames(SyntaxList<Identifier> names) =>
        Add('(').AddList(names, name => AddName(name)).Add(')');

    private SqlPrinter AddExpressions(SyntaxList<Expression> items) =>
        AddList(items, item => AddExpression(item, Precedence.None));
}
