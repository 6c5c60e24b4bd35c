using Weir.Engine.Columns;
using Weir.Engine.Connectors;
using Weir.Engine.Planning;
using Weir.Engine.Results;
using Weir.Engine.Runtime;
using Weir.Engine.Types;
using Weir.Golden;

namespace Weir.Engine.Tests.Golden;

/// <summary>What a case answered: the columns and every change of its last SELECT, as JSON lines.</summary>
internal sealed record CaseAnswer(IReadOnlyList<ColumnType> Schema, IReadOnlyList<string> Changes)
{
    public IReadOnlyList<string> Rows(IReadOnlyList<ColumnType> schema) =>
        Change.Materialise(Changes.Select(line => Change.Parse(line, schema)));
}

/// <summary>A statement's job failed while running.</summary>
internal sealed class JobFailedException(JobFailure failure) : Exception(failure.Message, failure.Exception);

/// <summary>
/// Runs the statements of a case, each as the legs of one journey: every leg but the last is stopped at a known place of
/// the input and the next one restored from there. Owns the folders that the case writes to.
/// </summary>
internal sealed class CaseRun : IDisposable
{
    // Hang guards, not measurements: cases have a few rows.
    private static readonly TimeSpan LongestLeg = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(30);

    private readonly string _output = Directory.CreateTempSubdirectory("weir-case-").FullName;
    private readonly string _savepoints = Directory.CreateTempSubdirectory("weir-case-").FullName;
    private readonly List<string> _changes = [];
    private readonly SqlSession _session;
    private Gate _gate = new(int.MaxValue);
    private int _stops;

    public CaseRun()
    {
        var connectors = ConnectorCatalog.BuiltIn.All.Select(inner => new GatedConnector(inner, () => _gate));
        _session = new SqlSession(new SessionOptions { Connectors = new ConnectorCatalog([.. connectors]) });
    }

    /// <summary>Runs all statements and gives the answer of the last one.</summary>
    /// <exception cref="Weir.Engine.Sql.SqlException">A statement is refused.</exception>
    /// <exception cref="JobFailedException">A job failed.</exception>
    public async Task<CaseAnswer> Answer(GoldenCase golden, IEnumerable<Leg> legs)
    {
        RowFields? columns = null;
        foreach (var step in _session.Run(golden.SqlFor(_output)))
        {
            if (step.Plan is { } plan)
            {
                columns = step.Columns;
                _changes.Clear();
                await Travel(plan, columns, legs);
            }
        }

        return new CaseAnswer([.. columns!.Select(c => new ColumnType(c.Name, c.Type.ToString()))], [.. _changes]);
    }

    public void Dispose()
    {
        Directory.Delete(_output, recursive: true);
        Directory.Delete(_savepoints, recursive: true);
    }

    private async Task Travel(Plan plan, RowFields? columns, IEnumerable<Leg> legs)
    {
        string? restore = null;
        long epoch = 0;
        foreach (var leg in legs)
        {
            _gate = new Gate(leg.Batches);
            await using var job = Job.Start(plan, Options(plan, columns, leg, ++epoch, restore));
            await Task.WhenAny(job.Completion, _gate.Held).WaitAsync(LongestLeg);
            if (!job.Completion.IsCompleted)
            {
                restore = Path.Combine(_savepoints, $"{++_stops}");
                await job.StopAsync(restore, LongestStop);
            }

            switch (await job.Completion.WaitAsync(LongestLeg))
            {
                case JobPhase.Failed:
                    throw new JobFailedException(job.Failure!);
                case JobPhase.Finished:
                    return;
            }
        }

        throw new InvalidOperationException("The legs ended before the input did");
    }

    private JobOptions Options(Plan plan, RowFields? columns, Leg leg, long epoch, string? restore)
    {
        var json = columns is null ? null : new RowJson(columns, plan.Zone);
        return new JobOptions
        {
            Epoch = epoch,
            Parallelism = leg.Parallelism,
            BatchRows = leg.BatchRows,
            PerRow = leg.PerRow,
            RestoreFrom = restore,
            OnResult = (batch, _) => Collect(batch, json!),
        };
    }

    private void Collect(Batch batch, RowJson json)
    {
        var rows = batch.Rows;
        lock (_changes)
        {
            for (var i = 0; i < rows.Count; i++)
            {
                _changes.Add(json.Change(batch, rows[i]));
            }
        }
    }
}
