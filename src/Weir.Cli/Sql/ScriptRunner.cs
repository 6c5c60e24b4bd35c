using Weir.Engine.Planning;
using Weir.Engine.Runtime;
using Weir.Engine.Sql;

namespace Weir.Cli.Sql;

/// <summary>
/// Runs a script statement by statement: an INSERT or SELECT to its end when its input is bounded, else until cancelled.
/// Errors go to the error writer as <c>FILE:LINE:COL: message</c> and a hint.
/// </summary>
internal sealed class ScriptRunner(
    string name, OutputFormat format, IReadOnlyDictionary<string, string> settings, TextWriter output, TextWriter error)
{
    private const int Refused = 1;
    private readonly Lock _printing = new();

    public async Task<int> RunAsync(string script, CancellationToken cancel)
    {
        try
        {
            var options = new SessionOptions { Print = Print };
            var session = new SqlSession(options);
            foreach (var step in session.Run(Preamble() + script))
            {
                if (!await RunStepAsync(step, cancel).ConfigureAwait(false) || cancel.IsCancellationRequested)
                {
                    return cancel.IsCancellationRequested ? 0 : Refused;
                }
            }

            return 0;
        }
        catch (SqlException refused)
        {
            await ReportAsync(refused.Position, refused.Message, refused.Hint).ConfigureAwait(false);
            return Refused;
        }
    }

    // Settings of the command line are SET statements on the first line, so that they are checked like any other; the line
    // of the script itself is not moved by them.
    private string Preamble() => string.Concat(
        settings.Select(s => $"SET '{Quoted(s.Key)}' = '{Quoted(s.Value)}'; "));

    private static string Quoted(string text) => text.Replace("'", "''", StringComparison.Ordinal);

    private async Task<bool> RunStepAsync(SessionStep step, CancellationToken cancel)
    {
        switch (step.Kind)
        {
            case StepKind.Text:
                await output.WriteLineAsync(step.Text).ConfigureAwait(false);
                return true;
            case StepKind.Insert:
                return await RunJobAsync(step, new JobOptions(), cancel).ConfigureAwait(false);
            case StepKind.Select:
                var printer = ResultPrinter.Create(format, step.Columns!, step.Plan!.Zone, output);
                var options = new JobOptions
                {
                    PerRow = format == OutputFormat.Changelog,
                    OnResult = (batch, _) => printer.Add(batch),
                };
                var finished = await RunJobAsync(step, options, cancel).ConfigureAwait(false);
                printer.End();
                return finished;
            default:
                return true;
        }
    }

    private async Task<bool> RunJobAsync(SessionStep step, JobOptions options, CancellationToken cancel)
    {
        var job = Job.Start(step.Plan!, options.With(step.Plan!.Settings));
        await using var ended = job.ConfigureAwait(false);
        using var stop = cancel.Register(() => _ = job.CancelAsync());
        var phase = await job.Completion.ConfigureAwait(false);
        if (phase != JobPhase.Failed)
        {
            return true;
        }

        await ReportAsync(step.Position, job.Failure!.Message, null).ConfigureAwait(false);
        return false;
    }

    private void Print(string line)
    {
        lock (_printing)
        {
            output.WriteLine(line);
        }
    }

    private async Task ReportAsync(SourcePosition? position, string message, string? hint)
    {
        await error.WriteLineAsync(position is { } at ? $"{name}:{at}: {message}" : $"{name}: {message}")
            .ConfigureAwait(false);
        if (hint is not null)
        {
            await error.WriteLineAsync($"  hint: {hint}").ConfigureAwait(false);
        }
    }
}
