using System.Globalization;
using System.Text;
using Weir.Engine.Columns;
using Weir.Engine.Functions;
using Weir.Engine.Functions.Kernels;
using Weir.Engine.Types;

namespace Weir.Engine.Tests.Functions;

/// <summary>
/// Reads one call in a small notation and computes it: <c>NAME(arg, ...)</c>, where an argument is a call,
/// <c>12</c> INT, <c>12L</c> BIGINT, <c>1.50</c> DECIMAL, <c>1e0</c> DOUBLE, <c>1.5f</c> FLOAT, <c>'text'</c>,
/// <c>X'0aff'</c>, TRUE, FALSE, <c>NULL</c>, <c>NULL:TYPE</c>, or <c>TYPE'text'</c> for a cast from text; and
/// <c>CAST(arg AS TYPE)</c>, <c>TRY_CAST(arg AS TYPE)</c>, <c>INTERVAL(n ms)</c>, <c>MONTHS(n)</c>.
/// </summary>
internal sealed class CaseReader(string text, TimeProvider? time = null, string zone = "UTC")
{
    private readonly EvaluationContext _context =
        new(time ?? TimeProvider.System, Zones.Find(zone) ?? throw new ArgumentException(zone));

    private int _at;

    /// <summary>The result as text: NULL, or what CAST to STRING gives, or <c>FAILS message</c> when the row fails, or
    /// <c>REFUSED message</c> when the arguments do not fit.</summary>
    public static string Compute(string call, TimeProvider? time = null, string zone = "UTC")
    {
        try
        {
            var reader = new CaseReader(call, time, zone);
            var value = reader.ReadArgument();
            if (reader._at != call.Length)
            {
                throw new FormatException($"cannot read '{call}' from {reader._at} on");
            }

            return TextOf(value, reader._context);
        }
        catch (EvaluationException e)
        {
            return $"FAILS {e.Message}";
        }
        catch (RefusedException e)
        {
            return $"REFUSED {e.Message}";
        }
    }

    /// <summary>The type of the result.</summary>
    public static SqlType TypeOf(string call) => new CaseReader(call).ReadArgument().Type;

    private static string TextOf(TestValue value, EvaluationContext context)
    {
        if (value.Type.Kind == TypeKind.Null)
        {
            return "NULL";
        }

        var kernel = CastFunctions.Cast(new HeldKernel(value.Type) { Held = value.Column }, SqlType.String);
        var column = (BytesColumn)kernel.Evaluate(new Batch([]), Rows.All(1), context);
        return column.IsNull(0) ? "NULL" : Encoding.UTF8.GetString(column[0]);
    }

    private TestValue ReadArgument()
    {
        SkipBlanks();
        if (text[_at] == '\'')
        {
            return TestValue.Text(ReadQuoted());
        }

        if (char.IsAsciiDigit(text[_at]) || (text[_at] == '-' && char.IsAsciiDigit(text[_at + 1])))
        {
            return ReadNumber();
        }

        var name = ReadUntil('(', '\'', ',', ')', ':', ' ');
        if (Peek() == ' ' && name is not ("TRUE" or "FALSE" or "NULL"))
        {
            name += ReadUntil('(', '\'');
        }

        return (name, Peek()) switch
        {
            ("X", '\'') => new TestValue(SqlType.Bytes.NotNull(), Convert.FromHexString(ReadQuoted())),
            ("TRUE" or "FALSE", not '(') => new TestValue(SqlType.Boolean.NotNull(), name == "TRUE"),
            ("NULL", ':') => ReadTypedNull(),
            ("NULL", _) => new TestValue(SqlType.Null, (object?)null),
            (_, '\'') => Cast(TestValue.Text(ReadQuoted()), TypeReader.Read(name).NotNull(), "CAST"),
            _ => ReadCall(name),
        };
    }

    private TestValue ReadTypedNull()
    {
        _at++;
        return new TestValue(TypeReader.Read(text, ref _at), (object?)null);
    }

    private TestValue ReadNumber()
    {
        var start = _at;
        while (_at < text.Length && (char.IsAsciiLetterOrDigit(text[_at]) || text[_at] is '.' or '-' or '+'))
        {
            _at++;
        }

        var word = text[start.._at];
        var culture = CultureInfo.InvariantCulture;
        return word switch
        {
            _ when word.EndsWith('L') => new(SqlType.BigInt.NotNull(), long.Parse(word[..^1], culture)),
            _ when word.EndsWith('f') => new(SqlType.Float.NotNull(), (double)float.Parse(word[..^1], culture)),
            _ when word.Contains('e') => new(SqlType.Double.NotNull(), double.Parse(word, culture)),
            _ when word.Contains('.') => Decimal(word),
            _ => new(SqlType.Int.NotNull(), long.Parse(word, culture)),
        };
    }

    private static TestValue Decimal(string word)
    {
        var digits = word.TrimStart('-').Replace(".", "", StringComparison.Ordinal);
        var scale = word.Length - word.IndexOf('.', StringComparison.Ordinal) - 1;
        DecimalText.TryParse(Encoding.UTF8.GetBytes(word), digits.Length, scale, out var value);
        return new TestValue(SqlType.Decimal(digits.Length, scale).NotNull(), value);
    }

    private TestValue ReadCall(string name)
    {
        // The parenthesis of a type that is cast to: DECIMAL(5, 2)'1.5'.
        if (TypeReader.IsParameterized(name) && text.IndexOf(')', _at) is var close && close + 1 < text.Length
            && text[close + 1] == '\'')
        {
            var type = TypeReader.Read(name + text[_at..(close + 1)]).NotNull();
            _at = close + 1;
            return Cast(TestValue.Text(ReadQuoted()), type, "CAST");
        }

        var arguments = new List<TestValue>();
        _at++;
        SkipBlanks();
        while (text[_at] != ')')
        {
            arguments.Add(ReadArgument());
            SkipBlanks();
            if (text[_at..].StartsWith("AS ", StringComparison.Ordinal))
            {
                _at += 3;
                var type = TypeReader.Read(text, ref _at);
                _at++;
                return Cast(arguments[0], type, name);
            }

            if (text[_at] == ',')
            {
                _at++;
                SkipBlanks();
            }
        }

        _at++;
        return name switch
        {
            "INTERVAL" => new(SqlType.IntervalSecond.NotNull(), (long)arguments[0].Boxed!),
            "MONTHS" => new(SqlType.IntervalMonth.NotNull(), (int)(long)arguments[0].Boxed!),
            _ => new TestCall(name, arguments, null, _context).Compute(),
        };
    }

    private TestValue Cast(TestValue value, SqlType type, string function)
    {
        if (!TypeRules.CanCast(value.Type, type))
        {
            throw new RefusedException($"no cast of {value.Type} to {type}");
        }

        return new TestCall(function, [value], type, _context).Compute();
    }

    private string ReadQuoted()
    {
        var result = new StringBuilder();
        for (_at++; ; _at++)
        {
            if (text[_at] != '\'')
            {
                result.Append(text[_at]);
            }
            else if (_at + 1 < text.Length && text[_at + 1] == '\'')
            {
                result.Append('\'');
                _at++;
            }
            else
            {
                _at++;
                return result.ToString();
            }
        }
    }

    private string ReadUntil(params char[] ends)
    {
        var start = _at;
        while (_at < text.Length && !ends.Contains(text[_at]))
        {
            _at++;
        }

        return text[start.._at];
    }

    private char Peek() => _at < text.Length ? text[_at] : '\0';

    private void SkipBlanks()
    {
        while (Peek() == ' ')
        {
            _at++;
        }
    }
}

/// <summary>The arguments of a call do not fit.</summary>
internal sealed class RefusedException(string message) : Exception(message);
