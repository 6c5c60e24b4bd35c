using Weir.Engine.Columns;
using Weir.Engine.Functions;
using Weir.Engine.Operators;
using Weir.Engine.Planning;
using Weir.Engine.Runtime;
using Weir.Engine.Types;
using Xunit;

namespace Weir.Engine.Tests.Runtime;

public sealed class CalcTests
{
    private static readonly Scalar Key = new Scalar.Column(0, SqlType.BigInt);
    private static readonly Scalar Value = new Scalar.Column(1, SqlType.BigInt);

    [Fact]
    public void A_projection_points_at_the_columns_of_its_input()
    {
        var input = Rows(1, 2, 3);
        var output = Run(CalcCompiler.Compile(null, [Value, Key, Value]), input);
        Assert.Same(input.Columns[1], output!.Columns[0]);
        Assert.Same(input.Columns[0], output.Columns[1]);
        Assert.Same(input.Columns[1], output.Columns[2]);
    }

    [Fact]
    public void A_filter_narrows_the_selection_and_keeps_kinds_and_marks_in_place()
    {
        var input = Rows(1, 2, 3, 4);
        input.SetKind(3, RowKind.Delete);
        input.AddMark(2, 77);
        var output = Run(CalcCompiler.Compile(Greater(Value, 2), [Value]), input)!;
        Assert.Equal([2, 3], output.Rows.Selection.ToArray());
        Assert.Equal(RowKind.Delete, output.KindOf(3));
        Assert.Equal(new WatermarkMark(2, 77), Assert.Single(output.Marks.ToArray()));
    }

    [Fact]
    public void When_no_row_is_left_the_watermark_still_goes_on()
    {
        var input = Rows(1, 2);
        input.AddMark(2, 5);
        var seen = new Recorder();
        Open(CalcCompiler.Compile(Greater(Value, 9), [Value])).Process(0, input, seen);
        Assert.Null(seen.Batch);
        Assert.Equal(5, seen.Time);
    }

    [Fact]
    public void What_can_fail_is_computed_only_for_rows_that_pass_the_filter()
    {
        var divided = Call("/", SqlType.BigInt, Literal(12), Value);
        var output = Run(CalcCompiler.Compile(Greater(Value, 0), [divided]), Rows(0, 3, 4))!;
        Assert.Equal([4L, 3L], Values(output, 0));
    }

    [Fact]
    public void A_row_that_cannot_be_computed_fails_and_nothing_is_emitted()
    {
        var seen = new Recorder();
        var calc = Open(CalcCompiler.Compile(null, [Call("/", SqlType.BigInt, Literal(1), Value)]));
        Assert.Throws<EvaluationException>(() => calc.Process(0, Rows(1, 0), seen));
        Assert.Null(seen.Batch);
    }

    [Fact]
    public void A_common_sub_expression_is_computed_once_per_batch()
    {
        var counter = new Counter();
        var common = CountedCall(counter, Value);
        var calc = Open(CalcCompiler.Compile(
            Greater(common, 1), [common, Call("+", SqlType.BigInt, common, CountedCall(counter, Value))]));
        var seen = new Recorder();
        calc.Process(0, Rows(0, 1, 2), seen);
        Assert.Equal([2L, 3L], Values(seen.Batch!, 0));
        Assert.Equal([4L, 6L], Values(seen.Batch!, 1));
        Assert.Equal(1, counter.Evaluations);
        calc.Process(0, Rows(5), seen);
        Assert.Equal([6L], Values(seen.Batch!, 0));
        Assert.Equal(2, counter.Evaluations);
    }

    [Fact]
    public void What_is_not_deterministic_is_never_shared()
    {
        var counter = new Counter();
        var random = CountedCall(counter, Value, isDeterministic: false);
        Run(CalcCompiler.Compile(null, [random, random]), Rows(1));
        Assert.Equal(2, counter.Evaluations);
    }

    [Fact]
    public void What_is_needed_only_behind_a_condition_is_not_shared()
    {
        var counter = new Counter();
        var rare = CountedCall(counter, Value);
        var either = Call("CASE", SqlType.BigInt, Greater(Value, 100), rare, Literal(0));
        Run(CalcCompiler.Compile(null, [either, either]), Rows(1, 2));
        Assert.Equal(0, counter.Rows);
    }

    [Fact]
    public void Operators_that_act_on_ticks_say_when_they_want_them()
    {
        var wrong = typeof(Operator).Assembly.GetTypes()
            .Where(static t => t.IsSubclassOf(typeof(Operator)))
            .Where(static t => Overrides(t, nameof(Operator.OnTick)) && !Overrides(t, "get_WantsTick"));
        Assert.Empty(wrong);
    }

    private static bool Overrides(Type type, string method) => type.GetMethod(method)!.DeclaringType == type;

    private static Batch? Run(Operator calc, Batch input)
    {
        var seen = new Recorder();
        Open(calc).Process(0, input, seen);
        return seen.Batch;
    }

    private static Operator Open(Operator calc)
    {
        calc.Open(new OperatorContext
        {
            Subtask = 0,
            Parallelism = 1,
            MaxParallelism = 128,
            Time = TimeProvider.System,
            Evaluation = new EvaluationContext(TimeProvider.System, TimeZoneInfo.Utc),
            Memory = new Engine.State.MemoryBudget(1 << 20),
            Metrics = new OperatorMetrics(),
        });
        return calc;
    }

    private static Batch Rows(params long[] values)
    {
        var batch = new Batch([Column.Create(SqlType.BigInt), Column.Create(SqlType.BigInt)]);
        batch.Reset(values.Length);
        foreach (var column in batch.Columns)
        {
            column.Reset(values.Length);
        }

        values.CopyTo(((FixedColumn<long>)batch.Columns[1]).Values);
        return batch;
    }

    private static long[] Values(Batch batch, int column)
    {
        var values = new List<long>();
        for (var i = 0; i < batch.Count; i++)
        {
            values.Add(((FixedColumn<long>)batch.Columns[column])[batch.Rows[i]]);
        }

        return [.. values];
    }

    private static Scalar.Literal Literal(long value) => new(value, SqlType.BigInt.NotNull());

    private static Scalar.Call Greater(Scalar left, long right) => Call(">", SqlType.Boolean, left, Literal(right));

    private static Scalar.Call Call(string function, SqlType type, params Scalar[] arguments) =>
        new(FunctionCatalog.Find(function)!, [.. arguments], type);

    // Adds one, and counts how often and for how many rows it is asked.
    private static Scalar.Call CountedCall(Counter counter, Scalar argument, bool isDeterministic = true) => new(
        new ScalarFunction(
            "COUNTED",
            static _ => Resolution.Of(SqlType.BigInt),
            (type, inputs, _) => new CountedKernel(type, inputs[0], counter)) { Deterministic = isDeterministic },
        [argument],
        SqlType.BigInt);

    private sealed class Counter
    {
        public int Evaluations { get; set; }

        public int Rows { get; set; }
    }

    private sealed class CountedKernel(SqlType type, Kernel input, Counter counter) : Kernel(type)
    {
        private readonly FixedColumn<long> _result = (FixedColumn<long>)Column.Create(type);

        public override Column Evaluate(Batch batch, Rows rows, EvaluationContext context)
        {
            counter.Evaluations++;
            counter.Rows += rows.Count;
            var values = (FixedColumn<long>)input.Evaluate(batch, rows, context);
            _result.Reset(rows.Length);
            for (var i = 0; i < rows.Count; i++)
            {
                _result[rows[i]] = values[rows[i]] + 1;
            }

            return _result;
        }
    }

    private sealed class Recorder : Output
    {
        public Batch? Batch { get; private set; }

        public long? Time { get; private set; }

        public override bool IsBlocked => false;

        public override void Emit(Batch batch) => Batch = batch;

        public override void Watermark(long time) => Time = time;
    }
}
