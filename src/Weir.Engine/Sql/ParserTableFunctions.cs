namespace Weir.Engine.Sql;

/// <summary>Table functions, and the arguments of the windowing ones put in their places.</summary>
internal sealed partial class Parser
{
    private const int WindowParameters = 5;

    private static readonly string[] TumbleParameters = ["DATA", "TIMECOL", "SIZE", "OFFSET"];
    private static readonly string[] HopParameters = ["DATA", "TIMECOL", "SLIDE", "SIZE", "OFFSET"];
    private static readonly string[] CumulateParameters = ["DATA", "TIMECOL", "STEP", "SIZE", "OFFSET"];
    private static readonly string[] SessionParameters = ["DATA", "TIMECOL", "GAP"];

    private WindowFunction? WindowFunctionAhead()
    {
        if (Current.Kind is not (TokenKind.Word or TokenKind.QuotedName) ||
            Ahead(1).Kind != TokenKind.LeftParenthesis)
        {
            return null;
        }

        ReadOnlySpan<char> name = Text(Current).Trim('`');
        return name.Equals("TUMBLE", StringComparison.OrdinalIgnoreCase) ? WindowFunction.Tumble
            : name.Equals("HOP", StringComparison.OrdinalIgnoreCase) ? WindowFunction.Hop
            : name.Equals("CUMULATE", StringComparison.OrdinalIgnoreCase) ? WindowFunction.Cumulate
            : name.Equals("SESSION", StringComparison.OrdinalIgnoreCase) ? WindowFunction.Session
            : null;
    }

    private TableReference ParseTableFunction(bool lateral, SourcePosition position)
    {
        if (WindowFunctionAhead() is { } kind)
        {
            return lateral
                ? throw SqlException.NotSupported($"LATERAL before {Upper(Current)}", position, "Leave LATERAL out.")
                : ParseWindow(kind, position);
        }

        QualifiedName name = ParseName("a table function");
        ExpectLeftParenthesis();
        SyntaxList<Expression> arguments = Is(TokenKind.RightParenthesis)
            ? []
            : ParseCommaList(static parser => parser.ParseTableFunctionArgument());
        ExpectListEnd();
        var call = new Expression.Call(name, arguments) { Position = name.Position };
        return new TableReference.TableFunction(call, lateral) { Position = position };
    }

    private Expression ParseTableFunctionArgument()
    {
        SourcePosition position = Position;
        if (Ahead(1).Kind != TokenKind.Arrow)
        {
            return ParseTableFunctionValue();
        }

        // OFFSET is reserved and yet the name of an argument.
        Token word = Current;
        Identifier name = word.Kind == TokenKind.Word
            ? WordAsName().Last
            : ParseIdentifier("the name of an argument");
        Expect(TokenKind.Arrow, "=>");
        return new Expression.NamedArgument(name, ParseTableFunctionValue()) { Position = position };
    }

    private Expression ParseTableFunctionValue()
    {
        SourcePosition position = Position;
        if (Is(Keyword.Descriptor) && Ahead(1).Kind == TokenKind.LeftParenthesis)
        {
            Advance();
            return new Expression.Descriptor(ParseIdentifierList("the name of a column")) { Position = position };
        }

        if (Accept(Keyword.Table))
        {
            QualifiedName name = ParseName("a table name");
            return ParseTableArgument(new TableReference.Named(name) { Position = name.Position }, position);
        }

        return ParseExpression() switch
        {
            Expression.Subquery { Query: Query.Table table } => ParseTableArgument(
                new TableReference.Named(table.Name) { Position = table.Name.Position }, position),
            Expression.Subquery subquery => ParseTableArgument(
                new TableReference.Derived(subquery.Query, Lateral: false) { Position = position }, position),
            Expression value => value,
        };
    }

    /// <summary>One key, or several in parentheses: a comma already ends the argument.</summary>
    private Expression.TableArgument ParseTableArgument(TableReference table, SourcePosition position)
    {
        SyntaxList<Expression> partition = [];
        SyntaxList<OrderItem> order = [];
        if (Accept(Keyword.Partition))
        {
            Expect(Keyword.By);
            Expression keys = ParseExpression();
            partition = keys is Expression.Row row ? row.Items : [keys];
        }

        if (Accept(Keyword.Order))
        {
            Expect(Keyword.By);
            order = Is(TokenKind.LeftParenthesis) ? ParseOrderList() : [ParseOrderItem()];
        }

        return new Expression.TableArgument(table, partition, order) { Position = position };
    }

    private SyntaxList<OrderItem> ParseOrderList()
    {
        ExpectLeftParenthesis();
        SyntaxList<OrderItem> items = ParseCommaList(static parser => parser.ParseOrderItem());
        ExpectListEnd();
        return items;
    }

    private TableReference.Window ParseWindow(WindowFunction kind, SourcePosition position)
    {
        string function = Name(kind);
        SourcePosition at = Open();
        string[] parameters = ParametersOf(kind);
        var values = new Expression?[WindowParameters];
        bool named = false;
        int count = 0;
        do
        {
            if (Is(TokenKind.RightParenthesis))
            {
                break;
            }

            Expression argument = ParseTableFunctionArgument();
            named |= argument is Expression.NamedArgument;
            int place = named ? PlaceOf(argument, parameters, function) : count;
            Put(values, place, argument, parameters, function);
            count++;
        }
        while (Accept(TokenKind.Comma));
        ExpectListEnd();
        return ToWindow(kind, parameters, values, at) with { Position = position };
    }

    private static int PlaceOf(Expression argument, string[] parameters, string function)
    {
        if (argument is not Expression.NamedArgument named)
        {
            throw SqlException.Syntax(
                "Arguments by position and by name cannot be mixed", argument.Position,
                $"{function} has {string.Join(", ", parameters)}.");
        }

        string name = named.ArgumentName.Text;
        int place = Array.FindIndex(parameters, each => each.Equals(name, StringComparison.OrdinalIgnoreCase));
        return place >= 0
            ? place
            : throw SqlException.Syntax(
                $"{function} has no argument {name}", argument.Position, $"It has {string.Join(", ", parameters)}.");
    }

    private static void Put(
        Expression?[] values, int place, Expression argument, string[] parameters, string function)
    {
        if (place >= parameters.Length)
        {
            throw SqlException.Syntax(
                $"{function} has no more than {parameters.Length} arguments", argument.Position,
                $"It has {string.Join(", ", parameters)}.");
        }

        if (values[place] is not null)
        {
            throw SqlException.Syntax($"The argument {parameters[place]} is given twice", argument.Position);
        }

        values[place] = argument is Expression.NamedArgument named ? named.Value : argument;
    }

    private static TableReference.Window ToWindow(
        WindowFunction kind, string[] parameters, Expression?[] values, SourcePosition position)
    {
        for (int i = 0; i < parameters.Length; i++)
        {
            if (values[i] is null && parameters[i] != "OFFSET")
            {
                throw SqlException.Syntax(
                    $"{Name(kind)} lacks its argument {parameters[i]}", position,
                    $"It has {string.Join(", ", parameters)}.");
            }
        }

        Expression.TableArgument data = DataOf(values[0]!, kind);
        Identifier column = TimeColumnOf(values[1]!);
        bool hasStep = kind is WindowFunction.Hop or WindowFunction.Cumulate;
        int size = hasStep ? 3 : 2;
        Expression? offset = kind == WindowFunction.Session ? null : values[size + 1];
        for (int i = 2; i < parameters.Length; i++)
        {
            RefuseTableValue(values[i], parameters[i]);
        }

        return new TableReference.Window(
            kind, data.Table, data.PartitionBy, column, values[size]!, hasStep ? values[2] : null, offset);
    }

    private static void RefuseTableValue(Expression? value, string parameter)
    {
        if (value is Expression.TableArgument or Expression.Descriptor)
        {
            throw SqlException.Syntax($"{parameter} must be an interval", value.Position);
        }
    }

    private static Expression.TableArgument DataOf(Expression value, WindowFunction kind)
    {
        if (value is not Expression.TableArgument data)
        {
            throw SqlException.Syntax(
                "DATA must be a table", value.Position,
                value is Expression.Name name
                    ? $"Write TABLE {name.Path}."
                    : "Write TABLE t, or a query in parentheses.");
        }

        if (data.PartitionBy.Count > 0 && kind != WindowFunction.Session)
        {
            throw SqlException.NotSupported($"PARTITION BY in {Name(kind)}", data.PartitionBy[0].Position);
        }

        return data.OrderBy.Count > 0
            ? throw SqlException.NotSupported($"ORDER BY in {Name(kind)}", data.OrderBy[0].Position)
            : data;
    }

    private static Identifier TimeColumnOf(Expression value) =>
        value is Expression.Descriptor { Columns.Count: 1 } descriptor
            ? descriptor.Columns[0]
            : throw SqlException.Syntax("TIMECOL must be DESCRIPTOR(column) with one column", value.Position);

    private static string[] ParametersOf(WindowFunction kind) => kind switch
    {
        WindowFunction.Tumble => TumbleParameters,
        WindowFunction.Hop => HopParameters,
        WindowFunction.Cumulate => CumulateParameters,
        WindowFunction.Session => SessionParameters,
    };

    private static string Name(WindowFunction kind) => kind.ToString().ToUpperInvariant();
}
