using System.Diagnostics;
using System.Text.RegularExpressions;
using Xunit;

namespace Weir.Service.Tests.EndToEnd;

/// <summary>The tour in the README works as it stands.</summary>
public sealed partial class TourTests
{
    [Fact]
    public async Task The_tour_in_the_readme_runs()
    {
        await using var service = await LiveService.Start();
        var script = "set -eo pipefail\n" + string.Join(
            '\n', Block().Matches(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "README.md")))
                .Select(match => match.Groups[1].Value));
        var start = new ProcessStartInfo("bash", ["-c", script])
        {
            WorkingDirectory = service.Home,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var tour = Process.Start(start)!;
        var output = tour.StandardOutput.ReadToEndAsync();
        var errors = tour.StandardError.ReadToEndAsync();
        try
        {
            await tour.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(2));
        }
        catch (TimeoutException)
        {
            tour.Kill(entireProcessTree: true);
        }

        var text = await output + await errors;
        Assert.True(tour.ExitCode == 0, text);
        Assert.Contains("DLI.12003", text);
        Assert.Contains("\"n\":2,\"best\":20", text);
        Assert.Contains("\"verdict\":\"kept_from_now\"", text);
        Assert.Contains("The job is successfully deleted.", text);
    }

    [GeneratedRegex("```bash\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();
}
