using Weir.Engine.Columns;
using Weir.Engine.Functions;
using Weir.Engine.Functions.Kernels;
using Weir.Engine.Tests.Columns;
using Weir.Engine.Types;
using Xunit;

namespace Weir.Engine.Tests.Functions;

/// <summary>
/// Every function of the catalog, over every combination of a few types that it takes: a whole batch, a selection of it, and
/// each row in a batch of its own must give the same values, and fail for the same rows.
/// </summary>
public sealed class KernelTwinTests
{
    private const int Length = 70;
    private const int CombinationsPerArity = 8;

    private static readonly SqlType[] _types =
    [
        SqlType.Boolean, SqlType.TinyInt, SqlType.Int, SqlType.BigInt, SqlType.Float, SqlType.Double,
        SqlType.Decimal(10, 2), SqlType.Decimal(30, 5), SqlType.String, SqlType.Bytes, SqlType.Date, SqlType.Time(),
        SqlType.Timestamp(3), SqlType.TimestampLtz(3), SqlType.IntervalMonth, SqlType.IntervalSecond,
        SqlType.Array(SqlType.Int), SqlType.Array(SqlType.String), SqlType.Map(SqlType.String, SqlType.Int),
        SqlType.Row(new("a", SqlType.Int), new("b", SqlType.String)), SqlType.Null,
    ];

    public static IEnumerable<TheoryDataRow<string>> Names() => FunctionCatalog.All
        .Where(f => f.Deterministic || f.Name == "UNIX_TIMESTAMP")
        .Select(f => new TheoryDataRow<string>(f.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public void Batch_selection_and_single_rows_agree(string name)
    {
        var function = FunctionCatalog.Find(name)!;
        var seed = name.Sum(c => (int)c);
        var tried = 0;
        for (var arity = 0; arity <= 3; arity++)
        {
            foreach (var types in Combinations(function, arity, new Random(seed)).Take(CombinationsPerArity))
            {
                foreach (var target in Targets(function, types, new Random(seed)))
                {
                    new Twin(function, types, target, new RandomColumns(seed + tried)).Check();
                    tried++;
                }
            }
        }

        // Functions whose modes are words have their cases elsewhere.
        var needsWords = name is "EXTRACT" or "TIMESTAMPADD" or "TIMESTAMPDIFF" or "OVERLAPS" or "UNIX_TIMESTAMP"
            or "JSON_OBJECT" or "JSON_ARRAY";
        Assert.True(tried > 0 || needsWords, $"no arguments found for {name}");
    }

    private static IEnumerable<SqlType?> Targets(ScalarFunction function, SqlType[] types, Random random) =>
        function.Name is "CAST" or "TRY_CAST"
            ? _types.Append(SqlType.Char(3)).Append(SqlType.VarChar(4)).Where(t => TypeRules.CanCast(types[0], t))
                .OrderBy(_ => random.Next()).Take(8).Cast<SqlType?>()
            : [null];

    private static IEnumerable<SqlType[]> Combinations(ScalarFunction function, int arity, Random random)
    {
        var all = arity == 0
            ? [[]]
            : Enumerable.Range(0, (int)Math.Pow(_types.Length, arity))
                .Select(n => Enumerable.Range(0, arity)
                    .Select(i => _types[n / (int)Math.Pow(_types.Length, i) % _types.Length]).ToArray());
        // Some combinations with a bare NULL, which must be cast like any other argument.
        return all.Where(types => function.Resolve([.. types.Select(t => new Argument(t))]).Result is not null)
            .OrderBy(types => types.Contains(SqlType.Null) ? random.Next() / 8 : random.Next());
    }

    private sealed class Twin(ScalarFunction function, SqlType[] types, SqlType? target, RandomColumns random)
    {
        private readonly Column[] _columns = [.. types.Select(t => random.Column(t, Length, random.Random.Next(2) * 5))];
        private readonly EvaluationContext _context = new(TimeProvider.System, Zones.Find("Europe/Berlin")!);

        public void Check()
        {
            var kernel = Build();
            var selection = random.Selection(Length);
            var selected = kernel.Evaluate(Batch(), Rows.Selected(Length, selection), _context);
            var selectedFails = Failure();
            var kept = Copy(kernel.Type, selected, selection);
            var whole = kernel.Evaluate(Batch(), Rows.All(Length), _context);
            var wholeFails = Failure();
            var fails = new bool[Length];
            var single = Build();
            for (var row = 0; row < Length; row++)
            {
                var one = single.Evaluate(OneRow(row), Rows.All(1), _context);
                fails[row] = Failure();
                AssertSame($"row {row} alone and in the batch", one, whole, row);
                if (Array.IndexOf(selection, row) is >= 0 and var at)
                {
                    AssertSame($"row {row} alone and in the selection", one, kept, at);
                }
            }

            Assert.Equal(fails.Any(f => f), wholeFails);
            Assert.Equal(selection.Any(row => fails[row]), selectedFails);
            Assert.True(!wholeFails || kernel.CanFail, $"{function.Name} fails but says it cannot");
            CheckFilter(kernel, whole, selection);
        }

        // As a filter: the same rows, also in place.
        private void CheckFilter(Kernel kernel, Column whole, int[] selection)
        {
            if (kernel.Type.Kind != TypeKind.Boolean)
            {
                return;
            }

            var truth = (FixedColumn<byte>)whole;
            var expected = selection.Where(r => !truth.IsNull(r) && truth[r] != 0).ToArray();
            var space = selection.ToArray();
            var count = kernel.Select(Batch(), Rows.Selected(Length, space), space, _context);
            Failure();
            Assert.Equal(expected, space[..count]);
        }

        private void AssertSame(string what, Column a, Column b, int row)
        {
            if (!ColumnValues.AreEqual(a, 0, b, row))
            {
                Assert.Fail(Explain(what, a, b, row));
            }
        }

        private string Explain(string what, Column a, Column b, int row) =>
            $"{function.Name}({string.Join(", ", types.Select(t => t.ToString()))}){(target is null ? "" : $" AS {target}")}: {what} differ: "
            + $"{Show(a, 0)} and {Show(b, row)}";

        private static string Show(Column column, int row) => column is ListColumn or RowColumn
            ? "nested"
            : $"{Literals.Read(column, row, column is BytesColumn ? SqlType.String : SqlType.Int)}";

        private bool Failure()
        {
            var failed = _context.Failure is not null;
            try
            {
                _context.ThrowIfFailed();
            }
            catch (EvaluationException)
            {
                failed = true;
            }

            return failed;
        }

        private Kernel Build()
        {
            var arguments = types.Select(t => new Argument(t)).ToList();
            var resolution = function.Resolve(arguments);
            var kernels = types.Select((t, i) => resolution.Casts?[i] is { } cast
                ? CastFunctions.Cast(new ColumnKernel(i, t), cast)
                : new ColumnKernel(i, t));
            return function.Build(target ?? resolution.Result!, [.. kernels], arguments);
        }

        private Batch Batch()
        {
            var batch = new Batch(_columns);
            batch.Reset(Length);
            return batch;
        }

        private Batch OneRow(int row)
        {
            var batch = new Batch([.. types.Select((t, i) => Copy(t, _columns[i], [row]))]);
            batch.Reset(1);
            return batch;
        }

        private static Column Copy(SqlType type, Column column, int[] rows)
        {
            var copy = Column.Create(type);
            copy.Reset(0);
            copy.Append(column, rows);
            return copy;
        }
    }
}
