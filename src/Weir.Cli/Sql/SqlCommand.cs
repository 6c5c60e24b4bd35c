using System.CommandLine;
using System.CommandLine.Parsing;

namespace Weir.Cli.Sql;

/// <summary><c>weir sql</c>: runs statements on the embedded engine in this process.</summary>
internal static class SqlCommand
{
    private const int WrongUsage = 2;

    public static Command Create()
    {
        var file = new Option<string?>("--file", "-f") { Description = "A file of SQL statements." };
        var text = new Option<string?>("--execute", "-e") { Description = "SQL statements." };
        var format = new Option<OutputFormat>("--format")
        {
            Description = "How SELECT prints: table, json (the final rows), changelog (every change), csv.",
            DefaultValueFactory = _ => OutputFormat.Table,
        };
        var settings = new Option<string[]>("-D")
        {
            Description = "A setting, key=value, as SET does.",
            AllowMultipleArgumentsPerToken = false,
        };
        var command = new Command("sql", "Runs SQL statements on the embedded engine, without a service.")
        {
            file, text, format, settings,
        };
        command.Validators.Add(result => Validate(result, file, text, settings));
        command.SetAction((parsed, cancel) => RunAsync(
            parsed.GetValue(file), parsed.GetValue(text), parsed.GetValue(format), parsed.GetValue(settings) ?? [], cancel));
        return command;
    }

    private static void Validate(
        CommandResult result, Option<string?> file, Option<string?> text, Option<string[]> settings)
    {
        if (result.GetValue(file) is null == result.GetValue(text) is null)
        {
            result.AddError("Give the statements either by --file or by -e.");
        }

        if ((result.GetValue(settings) ?? []).FirstOrDefault(s => s.IndexOf('=', StringComparison.Ordinal) < 1) is { } bad)
        {
            result.AddError($"-D takes key=value; found '{bad}'.");
        }
    }

    private static async Task<int> RunAsync(
        string? file, string? text, OutputFormat format, string[] settings, CancellationToken cancel)
    {
        if (file is not null && !File.Exists(file))
        {
            await Console.Error.WriteLineAsync($"There is no file '{file}'.").ConfigureAwait(false);
            return WrongUsage;
        }

        var script = file is null ? text! : await File.ReadAllTextAsync(file, cancel).ConfigureAwait(false);
        var values = settings.Select(s => s.Split('=', 2)).ToDictionary(s => s[0], s => s[1]);
        var runner = new ScriptRunner(file ?? "-e", format, values, Console.Out, Console.Error);
        return await runner.RunAsync(script, cancel).ConfigureAwait(false);
    }
}

/// <summary>How the rows of a SELECT are printed.</summary>
internal enum OutputFormat
{
    Table,
    Json,
    Changelog,
    Csv,
}
