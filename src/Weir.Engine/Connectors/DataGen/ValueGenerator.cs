using System.Text;
using Weir.Engine.Columns;
using Weir.Engine.Formats.Values;
using Weir.Engine.Types;

namespace Weir.Engine.Connectors.DataGen;

/// <summary>Makes the values of a column. Immutable: shared by all readers.</summary>
/// <param name="field">Number of the field in the table: part of the seed.</param>
/// <param name="nullRate">Share of rows that are NULL.</param>
internal abstract class ValueGenerator(int field, double nullRate)
{
    /// <summary>Rows that there are values for; null: without end.</summary>
    public virtual long? Rows => null;

    /// <summary>The generator when only some fields of the type are wanted.</summary>
    public virtual ValueGenerator For(SqlType wanted) => this;

    /// <param name="nowMicros">The clock, microseconds since 1970.</param>
    /// <param name="index">Number of the row in the table.</param>
    public void Fill(Column column, int row, ulong seed, long index, long nowMicros)
    {
        var random = new RowRandom(seed, field, index);
        if (nullRate > 0 && random.NextUnit() < nullRate)
        {
            column.SetNullDeep(row);
        }
        else
        {
            Set(column, row, ref random, seed, index, nowMicros);
        }
    }

    protected abstract void Set(
        Column column, int row, ref RowRandom random, ulong seed, long index, long nowMicros);

    /// <summary>A number into a column of any width.</summary>
    protected static void SetNumber(Column column, int row, Int128 number)
    {
        switch (column)
        {
            case FixedColumn<sbyte> c:
                c[row] = (sbyte)number;
                break;
            case FixedColumn<short> c:
                c[row] = (short)number;
                break;
            case FixedColumn<int> c:
                c[row] = (int)number;
                break;
            case FixedColumn<long> c:
                c[row] = (long)number;
                break;
            case FixedColumn<Int128> c:
                c[row] = number;
                break;
            case FixedColumn<float> c:
                c[row] = (float)number;
                break;
            case FixedColumn<double> c:
                c[row] = (double)number;
                break;
            case FixedColumn<byte> c:
                c[row] = (byte)number;
                break;
        }
    }
}

/// <summary>start, start + 1, ... end; DECIMALs and texts too.</summary>
internal sealed class SequenceGenerator(int field, SqlType type, long start, long end) : ValueGenerator(field, 0)
{
    public override long? Rows => Math.Max(0, end - start + 1);

    protected override void Set(
        Column column, int row, ref RowRandom random, ulong seed, long index, long nowMicros)
    {
        var value = start + index;
        if (column is BytesColumn text)
        {
            text.Set(row, Encoding.UTF8.GetBytes($"{value}"));
        }
        else
        {
            SetNumber(column, row, type.Kind == TypeKind.Decimal ? value * Decimals.PowerOfTen(type.Scale) : value);
        }
    }
}

/// <summary>Whole numbers and booleans.</summary>
internal sealed class IntegerGenerator(int field, double nullRate, long min, long max) : ValueGenerator(field, nullRate)
{
    protected override void Set(
        Column column, int row, ref RowRandom random, ulong seed, long index, long nowMicros) =>
        SetNumber(column, row, random.NextBetween(min, max));
}

/// <summary>FLOAT and DOUBLE.</summary>
internal sealed class FloatingGenerator(int field, double nullRate, double min, double max)
    : ValueGenerator(field, nullRate)
{
    protected override void Set(
        Column column, int row, ref RowRandom random, ulong seed, long index, long nowMicros)
    {
        // The difference of the limits may be more than a double holds.
        var share = random.NextUnit();
        var value = (min * (1 - share)) + (max * share);
        if (column is FixedColumn<float> narrow)
        {
            narrow[row] = (float)value;
        }
        else
        {
            ((FixedColumn<double>)column)[row] = value;
        }
    }
}

/// <summary>DECIMAL, by its unscaled value.</summary>
internal sealed class DecimalGenerator(int field, double nullRate, Int128 min, Int128 max)
    : ValueGenerator(field, nullRate)
{
    protected override void Set(
        Column column, int row, ref RowRandom random, ulong seed, long index, long nowMicros)
    {
        // 128 random bits over a span of up to 127: what is uneven about it is far below what anybody can see.
        var bits = new UInt128(random.Next(), random.Next());
        SetNumber(column, row, min + (Int128)(bits % (UInt128)(max - min + 1)));
    }
}

/// <summary>Texts of hexadecimal digits, or as many bytes.</summary>
internal sealed class BytesGenerator(int field, double nullRate, int length, bool variable, bool text)
    : ValueGenerator(field, nullRate)
{
    protected override void Set(
        Column column, int row, ref RowRandom random, ulong seed, long index, long nowMicros)
    {
        var bytes = (BytesColumn)column;
        var count = variable ? (int)random.NextBetween(1, length) : length;
        var space = bytes.Reserve(count);
        var bits = 0UL;
        for (var i = 0; i < count; i++)
        {
            bits = i % 8 == 0 ? random.Next() : bits >> 8;
            space[i] = text ? "0123456789abcdef"u8[(int)bits & 15] : (byte)bits;
        }

        bytes.Commit(row, count);
    }
}

/// <summary>DATE and TIME of now, TIMESTAMP of now or up to a while ago.</summary>
internal sealed class TimeGenerator(int field, double nullRate, SqlType type, TimeSpan maxPast)
    : ValueGenerator(field, nullRate)
{
    protected override void Set(
        Column column, int row, ref RowRandom random, ulong seed, long index, long nowMicros)
    {
        var value = type.Kind switch
        {
            TypeKind.Date => Calendar.DayOfMicros(nowMicros),
            TypeKind.Time => Calendar.TimeOfMicros(nowMicros) / 1000,
            _ => TimeText.CutTo(
                nowMicros - (random.NextBetween(0, (long)maxPast.TotalMilliseconds) * 1000), Math.Min(3, type.Precision)),
        };
        SetNumber(column, row, value);
    }
}

/// <summary>ROW: each field for itself.</summary>
internal sealed class RowGenerator(RowFields fields, IReadOnlyList<ValueGenerator> generators) : ValueGenerator(0, 0)
{
    public override long? Rows => generators.Select(g => g.Rows).Min();

    public override ValueGenerator For(SqlType wanted) => new RowGenerator(
        wanted.Fields, [.. wanted.Fields.Select(f => generators[fields.IndexOf(f.Name)].For(f.Type))]);

    protected override void Set(
        Column column, int row, ref RowRandom random, ulong seed, long index, long nowMicros)
    {
        var children = ((RowColumn)column).Children;
        for (var i = 0; i < children.Length; i++)
        {
            generators[i].Fill(children[i], row, seed, index, nowMicros);
        }
    }
}
