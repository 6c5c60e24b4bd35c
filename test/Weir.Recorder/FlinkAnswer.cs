using System.Text;
using Weir.Engine.Sql;
using Weir.Golden;
using Weir.TestServers;

namespace Weir.Recorder;

/// <summary>What Flink answered to a case: changes of known types, or the cause for which it refused or failed.</summary>
internal sealed record FlinkAnswer(IReadOnlyList<ColumnType> Schema, IReadOnlyList<Change> Changes, string? Error)
{
    // A case is a few rows; one that takes longer does not end (an unbounded source, a lost window).
    private static readonly TimeSpan LongestCase = TimeSpan.FromSeconds(60);

    private const int LinesOfCause = 3;

    private static readonly Dictionary<string, string> SessionProperties = new()
    {
        ["execution.runtime-mode"] = "streaming",
        ["parallelism.default"] = "1",
        ["table.local-time-zone"] = "UTC",
        ["table.dml-sync"] = "true",
    };

    /// <summary>Runs the case's statements in a session of its own.</summary>
    public static async Task<FlinkAnswer> Of(GoldenCase golden, Uri gateway)
    {
        string output = Directory.CreateTempSubdirectory("weir-golden-").FullName;
        await using SqlGateway session = await SqlGateway.Open(gateway, SessionProperties);
        using var deadline = new CancellationTokenSource(LongestCase);
        try
        {
            GatewayResult? last = null;
            foreach (StatementText statement in SqlParser.SplitStatements(golden.SqlFor(output)))
            {
                last = await session.Execute(statement.Text, deadline.Token);
            }
            return Answered(last!);
        }
        catch (GatewayException refused)
        {
            string cause = refused.RootCause.Replace(golden.Folder + "/input", "${input}").Replace(output, "${output}");
            return new FlinkAnswer([], [], Shorten(cause));
        }
        catch (OperationCanceledException)
        {
            return new FlinkAnswer([], [], $"no answer within {LongestCase.TotalSeconds} s");
        }
        finally
        {
            Directory.Delete(output, recursive: true);
        }
    }

    private static FlinkAnswer Answered(GatewayResult result)
    {
        List<ColumnType> schema = [.. result.Columns.Select(column =>
            new ColumnType(column.Name, FlinkType.Name(column.LogicalType)))];
        List<Change> changes = [.. result.Changes.Select(change =>
        {
            var text = new StringBuilder();
            FlinkValue.WriteRow(text, result.Columns.Zip(change.Fields,
                (column, field) => (column.Name, column.LogicalType, field)));
            return new Change(Op(change.Kind), text.ToString());
        })];
        return new FlinkAnswer(schema, changes, null);
    }

    // The lists of everything that would have been right help nobody here.
    private static string Shorten(string cause) =>
        string.Join('\n', cause.Split('\n').Where(line => line.Trim().Length > 0).Take(LinesOfCause));

    private static string Op(string kind) => kind switch
    {
        "INSERT" => "+I",
        "UPDATE_BEFORE" => "-U",
        "UPDATE_AFTER" => "+U",
        "DELETE" => "-D",
        _ => throw new InvalidDataException($"'{kind}' is not a row kind"),
    };
}
