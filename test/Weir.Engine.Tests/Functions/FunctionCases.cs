using Xunit;

namespace Weir.Engine.Tests.Functions;

/// <summary>Runs a table of cases: one <c>call -&gt; result</c> a line.</summary>
internal static class FunctionCases
{
    public static void Check(string table, TimeProvider? time = null, string zone = "UTC")
    {
        var wrong = new List<string>();
        foreach (var line in table.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var arrow = line.LastIndexOf(" -> ", StringComparison.Ordinal);
            var call = line[..arrow];
            var expected = line[(arrow + 4)..].Trim('|');
            string actual;
            try
            {
                actual = CaseReader.Compute(call, time, zone);
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                actual = e.ToString();
            }

            if (actual != expected)
            {
                wrong.Add($"{call} -> {actual}, not {expected}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }
}
