namespace Weir.Engine.Sql;

internal sealed partial class SqlPrinter
{
    private void AddType(DataType type)
    {
        switch (type)
        {
            case DataType.Basic basic:
                AddBasic(basic);
                break;
            case DataType.Interval interval:
                Add("INTERVAL ").AddQualifier(interval.Qualifier);
                break;
            case DataType.Array array:
                AddElement("ARRAY", array.Element);
                break;
            case DataType.Multiset multiset:
                AddElement("MULTISET", multiset.Element);
                break;
            case DataType.Map map:
                Add("MAP<").AddType(map.Key);
                Add(", ").AddType(map.Value);
                Add('>');
                break;
            case DataType.Row row:
                Add("ROW<").AddList(row.Fields, AddField).Add('>');
                break;
            case DataType.Raw raw:
                Add("RAW(").AddString(raw.ClassName).Add(", ").AddString(raw.Serializer).Add(')');
                break;
            case DataType.Named named:
                AddName(named.Name);
                break;
            default:
                throw new InvalidOperationException($"No text for {type.GetType().Name}");
        }

        Add(type.NotNull ? " NOT NULL" : "");
    }

    private void AddElement(string name, DataType element)
    {
        Add(name).Add('<').AddType(element);
        Add('>');
    }

    private void AddBasic(DataType.Basic type)
    {
        Add(type.Type == BasicType.TimestampLtz ? "TIMESTAMP_LTZ" : type.Type.ToString().ToUpperInvariant());
        if (type.Precision is { } precision)
        {
            Add($"({precision}{(type.Scale is { } scale ? $", {scale}" : "")})");
        }
    }

    private void AddField(RowField field)
    {
        AddName(field.Name).Add(' ').AddType(field.Type);
        if (field.Comment is not null)
        {
            Add(' ').AddString(field.Comment);
        }
    }

    private void AddQualifier(IntervalQualifier qualifier)
    {
        AddUnit(qualifier.Start);
        bool alone = qualifier.End is null;
        if (qualifier.Precision is { } precision)
        {
            string fraction = alone && qualifier.FractionPrecision is { } digits ? $", {digits}" : "";
            Add($"({precision}{fraction})");
        }

        if (qualifier.End is { } end)
        {
            Add(" TO ").AddUnit(end);
            Add(qualifier.FractionPrecision is { } digits ? $"({digits})" : "");
        }
    }

    private SqlPrinter AddUnit(TimeUnit unit) => Add(unit.ToString().ToUpperInvariant());
}
