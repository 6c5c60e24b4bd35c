using System.Text;
using Weir.Engine.Formats.Values;
using Weir.Engine.Options;
using Weir.Engine.Types;

namespace Weir.Engine.Connectors.DataGen;

/// <summary>Which options a column of a type has, and the generator they describe.</summary>
internal static class GeneratorFactory
{
    private const int DefaultLength = 100;

    // A batch of the longest values must stay within some megabytes.
    private const int MaxLength = 1 << 20;

    // Fields of a ROW get numbers of their own: the columns of a table stay below this.
    private const int FieldsPerLevel = 10_000;

    public static IReadOnlyList<OptionSpec> Specs(string prefix, SqlType type, bool sequence)
    {
        OptionSpec kind = new(prefix + ".kind", OptionKind.Text, "How values are made.", Default: "random")
        {
            Choices = ["random", "sequence"],
        };
        if (sequence)
        {
            return
            [
                kind,
                new(prefix + ".start", OptionKind.Integer, "First value of the sequence.", Required: true),
                new(prefix + ".end", OptionKind.Integer, "Last value of the sequence.", Required: true),
            ];
        }

        return [kind, new(prefix + ".null-rate", OptionKind.Number, "Share of NULLs.", Default: "0"), .. Limits(prefix, type)];
    }

    public static ValueGenerator Of(string prefix, string column, SqlType type, OptionValues values, int field)
    {
        if (type.Kind == TypeKind.Row)
        {
            return new RowGenerator(type.Fields, [.. type.Fields.Select((f, i) =>
                Of($"{prefix}.{f.Name}", column, f.Type, values, (field * FieldsPerLevel) + i + 1))]);
        }

        if (values.Text(prefix + ".kind")!.Equals("sequence", StringComparison.OrdinalIgnoreCase))
        {
            return Sequence(prefix, column, type, values, field);
        }

        var nullRate = values.Number(prefix + ".null-rate")!.Value;
        if (nullRate is not (>= 0 and <= 1))
        {
            throw values.Bad(prefix + ".null-rate", "it must be between 0 and 1");
        }

        return Random(prefix, column, type, values, field, nullRate);
    }

    private static IEnumerable<OptionSpec> Limits(string prefix, SqlType type)
    {
        if (type.IsNumeric)
        {
            var kind = type.IsInteger ? OptionKind.Integer : OptionKind.Number;
            yield return new OptionSpec(prefix + ".min", kind, "Least value.");
            yield return new OptionSpec(prefix + ".max", kind, "Greatest value.");
        }
        else if (type.Kind is TypeKind.VarChar or TypeKind.VarBinary)
        {
            yield return new OptionSpec(prefix + ".length", OptionKind.Integer, "Length of the values.");
            yield return new OptionSpec(
                prefix + ".var-len", OptionKind.Boolean, "Lengths from 1 up to the length.", Default: "false");
        }
        else if (type.IsTimestamp)
        {
            yield return new OptionSpec(prefix + ".max-past", OptionKind.Duration, "How far back at most.", Default: "0 s");
        }
    }

    private static SequenceGenerator Sequence(
        string prefix, string column, SqlType type, OptionValues values, int field)
    {
        if (!type.IsNumeric && !type.IsString)
        {
            throw new OptionException($"The column '{column}' of type {type} cannot be a sequence");
        }

        var start = values.Integer(prefix + ".start")!.Value;
        var end = values.Integer(prefix + ".end")!.Value;
        return end >= start && end - start >= 0
            ? new SequenceGenerator(field, type, start, end)
            : throw values.Bad(prefix + ".end", $"it is less than the start, {start}");
    }

    private static ValueGenerator Random(
        string prefix, string column, SqlType type, OptionValues values, int field, double nullRate) => type.Kind switch
        {
            TypeKind.Boolean => new IntegerGenerator(field, nullRate, 0, 1),
            TypeKind.TinyInt => Integer(prefix, values, field, nullRate, sbyte.MinValue, sbyte.MaxValue),
            TypeKind.SmallInt => Integer(prefix, values, field, nullRate, short.MinValue, short.MaxValue),
            TypeKind.Int => Integer(prefix, values, field, nullRate, int.MinValue, int.MaxValue),
            TypeKind.BigInt => Integer(prefix, values, field, nullRate, long.MinValue, long.MaxValue),
            TypeKind.Float => Floating(prefix, values, field, nullRate, float.MaxValue),
            TypeKind.Double => Floating(prefix, values, field, nullRate, double.MaxValue),
            TypeKind.Decimal => Decimal(prefix, type, values, field, nullRate),
            TypeKind.Char => new BytesGenerator(field, nullRate, type.Precision, false, text: true),
            TypeKind.Binary => new BytesGenerator(field, nullRate, type.Precision, false, text: false),
            TypeKind.VarChar or TypeKind.VarBinary => Bytes(prefix, type, values, field, nullRate),
            TypeKind.Date or TypeKind.Time => new TimeGenerator(field, nullRate, type, TimeSpan.Zero),
            TypeKind.Timestamp or TypeKind.TimestampLtz =>
                new TimeGenerator(field, nullRate, type, values.Duration(prefix + ".max-past")!.Value),
            _ => throw new OptionException(
                $"The connector 'datagen' cannot make column '{column}': {type} is not supported yet"),
        };

    private static IntegerGenerator Integer(
        string prefix, OptionValues values, int field, double nullRate, long least, long most)
    {
        var min = values.Integer(prefix + ".min") ?? least;
        var max = values.Integer(prefix + ".max") ?? most;
        if (min < least || min > most)
        {
            throw values.Bad(prefix + ".min", "the type of the column cannot hold it");
        }

        if (max > most || max < min)
        {
            throw values.Bad(prefix + ".max", $"it must be between the least value, {min}, and {most}");
        }

        return new IntegerGenerator(field, nullRate, min, max);
    }

    private static FloatingGenerator Floating(
        string prefix, OptionValues values, int field, double nullRate, double most)
    {
        var min = values.Number(prefix + ".min") ?? -most;
        var max = values.Number(prefix + ".max") ?? most;
        return max >= min
            ? new FloatingGenerator(field, nullRate, Math.Max(min, -most), Math.Min(max, most))
            : throw values.Bad(prefix + ".max", $"it is less than the least value, {min}");
    }

    // Without limits from 0 up to what the type holds, as Flink does.
    private static DecimalGenerator Decimal(
        string prefix, SqlType type, OptionValues values, int field, double nullRate)
    {
        var min = Unscaled(prefix + ".min", type, values) ?? 0;
        var max = Unscaled(prefix + ".max", type, values) ?? (Decimals.PowerOfTen(type.Precision) - 1);
        return max >= min
            ? new DecimalGenerator(field, nullRate, min, max)
            : throw values.Bad(prefix + ".max", "it is less than the least value");
    }

    private static Int128? Unscaled(string key, SqlType type, OptionValues values)
    {
        if (values.Text(key) is not { } text)
        {
            return null;
        }

        var read = DecimalField.TryParse(Encoding.UTF8.GetBytes(text), type.Precision, type.Scale, out var unscaled);
        return read == DecimalResult.Ok ? unscaled : throw values.Bad(key, "the type of the column cannot hold it");
    }

    private static BytesGenerator Bytes(string prefix, SqlType type, OptionValues values, int field, double nullRate)
    {
        var length = values.Integer(prefix + ".length") ?? Math.Min(DefaultLength, type.Precision);
        return length >= 1 && length <= Math.Min(type.Precision, MaxLength)
            ? new BytesGenerator(field, nullRate, (int)length, values.Boolean(prefix + ".var-len"), type.IsString)
            : throw values.Bad(prefix + ".length", $"it must be between 1 and {Math.Min(type.Precision, MaxLength)}");
    }
}
