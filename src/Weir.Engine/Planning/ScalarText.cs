using System.Globalization;
using System.Text;

namespace Weir.Engine.Planning;

/// <summary>Canonical text of a scalar: equal texts compute the same. Columns are written by <c>nameOf</c>: an index for
/// comparisons inside a query, the source column for identities of state.</summary>
internal static class ScalarText
{
    public static string Of(Scalar scalar) => Of(scalar, index => "$" + index.ToString(CultureInfo.InvariantCulture));

    public static string Of(Scalar scalar, Func<int, string> nameOf)
    {
        var text = new StringBuilder();
        Write(text, scalar, nameOf);
        return text.ToString();
    }

    private static void Write(StringBuilder text, Scalar scalar, Func<int, string> nameOf)
    {
        switch (scalar)
        {
            case Scalar.Column column:
                text.Append(nameOf(column.Index));
                break;
            case Scalar.Literal literal:
                text.Append(LiteralText(literal.Value)).Append(':').Append(literal.Type.NotNull());
                break;
            case Scalar.Field field:
                Write(text, field.Row, nameOf);
                text.Append('.').Append(field.Row.Type.Fields[field.Index].Name);
                break;
            case Scalar.Call call:
                WriteCall(text, call, nameOf);
                break;
            default:
                throw new InvalidOperationException($"No text for {scalar.GetType().Name}");
        }
    }

    private static void WriteCall(StringBuilder text, Scalar.Call call, Func<int, string> nameOf)
    {
        text.Append(call.Function.AliasOf ?? call.Function.Name).Append('(');
        for (var i = 0; i < call.Arguments.Length; i++)
        {
            if (i > 0)
            {
                text.Append(", ");
            }

            Write(text, call.Arguments[i], nameOf);
        }

        text.Append(')');
        if (call.Function.Name is "CAST" or "TRY_CAST")
        {
            text.Append(':').Append(call.Type.WithNullable(true));
        }
    }

    private static string LiteralText(object? value) => value switch
    {
        null => "NULL",
        string s => "'" + s.Replace("'", "''", StringComparison.Ordinal) + "'",
        byte[] bytes => "X'" + Convert.ToHexString(bytes) + "'",
        double d => d.ToString("R", CultureInfo.InvariantCulture),
        bool b => b ? "TRUE" : "FALSE",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}

/// <summary>Rebuilding scalars over other columns.</summary>
internal static class ScalarRewrite
{
    /// <summary>Replaces each column reference; fields of a replaced ROW are found again by name.</summary>
    public static Scalar Columns(Scalar scalar, Func<Scalar.Column, Scalar> replace) => scalar switch
    {
        Scalar.Column column => replace(column),
        Scalar.Literal => scalar,
        Scalar.Field field => Field(field, Columns(field.Row, replace)),
        Scalar.Call call => call with { Arguments = [.. call.Arguments.Select(a => Columns(a, replace))] },
        _ => throw new InvalidOperationException($"No rewrite for {scalar.GetType().Name}"),
    };

    public static Scalar Shift(Scalar scalar, int by) =>
        Columns(scalar, column => column with { Index = column.Index + by });

    /// <summary>All columns that are read.</summary>
    public static void Collect(Scalar scalar, ISet<int> columns)
    {
        switch (scalar)
        {
            case Scalar.Column column:
                columns.Add(column.Index);
                break;
            case Scalar.Field field:
                Collect(field.Row, columns);
                break;
            case Scalar.Call call:
                foreach (var argument in call.Arguments)
                {
                    Collect(argument, columns);
                }

                break;
        }
    }

    private static Scalar Field(Scalar.Field field, Scalar row)
    {
        var name = field.Row.Type.Fields[field.Index].Name;
        var index = row.Type.Fields.IndexOf(name);
        return new Scalar.Field(row, index, row.Type.Fields[index].Type.WithNullable(field.Type.Nullable));
    }
}
