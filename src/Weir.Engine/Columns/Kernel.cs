using Weir.Engine.Types;

namespace Weir.Engine.Columns;

/// <summary>
/// A compiled scalar expression: evaluates itself over the rows of a batch into a column that it owns and refills at the
/// next call. One instance belongs to one operator instance (kernels are not shared between threads).
/// </summary>
public abstract class Kernel(SqlType type)
{
    public SqlType Type => type;

    /// <summary>True when evaluating a row can fail the job (division by zero, a failing CAST): such a kernel must be
    /// given only the rows it is really needed for.</summary>
    public virtual bool CanFail => false;

    /// <summary>
    /// The values at the given rows. The result is as long as <c>rows.Length</c>; what stands at rows that were not asked
    /// for is unspecified. May return a column of the batch itself.
    /// </summary>
    public abstract Column Evaluate(Batch batch, Rows rows, EvaluationContext context);

    /// <summary>
    /// BOOLEAN kernels only: writes the rows at which the value is TRUE, ascending, to <paramref name="into"/> and returns how
    /// many they are. <paramref name="into"/> holds at least <c>rows.Count</c> and may be the memory of the selection of
    /// <paramref name="rows"/> itself.
    /// </summary>
    public virtual int Select(Batch batch, Rows rows, Span<int> into, EvaluationContext context) =>
        WhereTrue((FixedColumn<byte>)Evaluate(batch, rows, context), rows, into);

    /// <summary>The rows at which a BOOLEAN column is TRUE; see <see cref="Select"/>.</summary>
    public static int WhereTrue(FixedColumn<byte> column, Rows rows, Span<int> into)
    {
        var values = column.Values;
        var count = 0;
        if (!rows.IsAll)
        {
            var selection = rows.Selection;
            for (var i = 0; i < selection.Length; i++)
            {
                var row = selection[i];
                into[count] = row;
                count += values[row] != 0 && !column.IsNull(row) ? 1 : 0;
            }
        }
        else if (column.HasNulls)
        {
            for (var row = 0; row < rows.Length; row++)
            {
                into[count] = row;
                count += values[row] != 0 && !column.IsNull(row) ? 1 : 0;
            }
        }
        else
        {
            for (var row = 0; row < values.Length; row++)
            {
                into[count] = row;
                count += values[row] != 0 ? 1 : 0;
            }
        }

        return count;
    }
}

/// <summary>
/// What an evaluation shares: the clock reading of the batch, the session's zone and the first failure. A kernel reports a
/// failing row here and goes on (the row becomes NULL); the operator raises once, after the batch.
/// </summary>
public sealed class EvaluationContext(TimeProvider time, TimeZoneInfo zone)
{
    private string? _failure;

    public TimeProvider Time => time;

    /// <summary>Session time zone (<c>table.local-time-zone</c>).</summary>
    public TimeZoneInfo Zone => zone;

    /// <summary>The current watermark in milliseconds, or <see cref="long.MinValue"/> before the first.</summary>
    public long Watermark { get; set; } = long.MinValue;

    /// <summary>The first failure since the last <see cref="ThrowIfFailed"/>.</summary>
    public string? Failure => _failure;

    /// <summary>Marks a row as failed; only the first message is kept.</summary>
    public void Fail(string message) => _failure ??= message;

    /// <exception cref="EvaluationException">When a row failed.</exception>
    public void ThrowIfFailed()
    {
        if (_failure is { } message)
        {
            _failure = null;
            throw new EvaluationException(message);
        }
    }
}

/// <summary>A row could not be computed: the job fails with this message (user data, not a bug).</summary>
public sealed class EvaluationException(string message) : Exception(message);
