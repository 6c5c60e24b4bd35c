using System.Security.Cryptography;
using Weir.Engine.Columns;
using Weir.Engine.Functions.Kernels;
using Weir.Engine.Types;

namespace Weir.Engine.Functions.Numeric;

/// <summary>RAND([seed]), RAND_INTEGER([seed,] bound), UUID(): a new value for each row.</summary>
internal static class RandomFunctions
{
    private static readonly Signature _rand = new(Parameter.Int) { Optional = 1 };
    private static readonly Signature _randInteger = new(Parameter.Int, Parameter.Int) { Optional = 1 };
    private static readonly Signature _none = new();

    public static IEnumerable<ScalarFunction> All { get; } =
    [
        new("RAND", a => _rand.Resolve("RAND", a, _ => SqlType.Double.WithNullable(Declare.AnyNullable(a))),
            (t, k, _) => new RandomKernel(t, k.Count > 0 ? k[0] : null, null)) { Deterministic = false },
        new("RAND_INTEGER",
            a => _randInteger.Resolve("RAND_INTEGER", a, _ => SqlType.Int.WithNullable(Declare.AnyNullable(a))),
            (t, k, _) => new RandomKernel(t, k.Count > 1 ? k[0] : null, k[^1])) { Deterministic = false },
        new("UUID", a => _none.Resolve("UUID", a, _ => SqlType.Char(UuidKernel.Length).NotNull()),
            (t, _, _) => new UuidKernel(t)) { Deterministic = false },
    ];
}

/// <summary>Random numbers from the generator that java.util.Random documents, so that a seed gives Flink's numbers.
/// A literal seed makes one sequence; any other seed makes one number for each row.</summary>
internal sealed class RandomKernel : ScalarKernel
{
    private const long Multiplier = 0x5DEECE66D;
    private const long Mask = (1L << 48) - 1;

    private readonly Column _result;
    private readonly Kernel? _seed;
    private readonly Kernel? _bound;
    private readonly bool _reseeds;
    private long _state;

    public RandomKernel(SqlType type, Kernel? seed, Kernel? bound)
        : base(type, [.. new[] { seed, bound }.OfType<Kernel>()])
    {
        _result = Column.Create(type);
        _seed = seed;
        _bound = bound;
        _reseeds = seed is not null and not LiteralKernel;
        Seed(seed is LiteralKernel { Value: long value }
            ? value
            : BitConverter.ToInt64(RandomNumberGenerator.GetBytes(sizeof(long))));
    }

    protected override bool FailsItself => _bound is not null;

    public override Column Evaluate(Batch batch, Rows rows, EvaluationContext context)
    {
        var seeds = (FixedColumn<int>?)_seed?.Evaluate(batch, rows, context);
        var bounds = (FixedColumn<int>?)_bound?.Evaluate(batch, rows, context);
        _result.Reset(rows.Length);
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            if (seeds is not null && seeds.IsNull(row) || bounds is not null && bounds.IsNull(row))
            {
                _result.SetNull(row);
                continue;
            }

            if (_reseeds)
            {
                Seed(seeds![row]);
            }

            if (bounds is null)
            {
                ((FixedColumn<double>)_result)[row] = NextDouble();
            }
            else if (bounds[row] > 0)
            {
                ((FixedColumn<int>)_result)[row] = NextInt(bounds[row]);
            }
            else
            {
                context.Fail("bound must be positive");
                _result.SetNull(row);
            }
        }

        return _result;
    }

    private void Seed(long seed) => _state = (seed ^ Multiplier) & Mask;

    private int Next(int bits)
    {
        _state = ((_state * Multiplier) + 0xB) & Mask;
        return (int)(_state >> (48 - bits));
    }

    private double NextDouble() => (((long)Next(26) << 27) + Next(27)) * (1.0 / (1L << 53));

    private int NextInt(int bound)
    {
        if ((bound & -bound) == bound)
        {
            return (int)((bound * (long)Next(31)) >> 31);
        }

        // Numbers of the last, incomplete round would come too often: drawn again.
        while (true)
        {
            var bits = Next(31);
            var value = bits % bound;
            if (bits - value + (bound - 1) >= 0)
            {
                return value;
            }
        }
    }
}

/// <summary>Random UUIDs of version 4, in lower case.</summary>
internal sealed class UuidKernel(SqlType type) : ScalarKernel(type)
{
    public const int Length = 36;

    private const int Size = 16;
    private readonly BytesColumn _result = new();
    private byte[] _random = [];

    public override Column Evaluate(Batch batch, Rows rows, EvaluationContext context)
    {
        _result.Reset(rows.Length);
        if (_random.Length < rows.Count * Size)
        {
            _random = new byte[rows.Count * Size];
        }

        var bytes = _random.AsSpan(0, rows.Count * Size);
        RandomNumberGenerator.Fill(bytes);
        for (var i = 0; i < rows.Count; i++)
        {
            var one = bytes.Slice(i * Size, Size);
            one[6] = (byte)((one[6] & 0x0F) | 0x40);
            one[8] = (byte)((one[8] & 0x3F) | 0x80);
            new Guid(one, bigEndian: true).TryFormat(_result.Reserve(Length), out var length);
            _result.Commit(rows[i], length);
        }

        return _result;
    }
}
