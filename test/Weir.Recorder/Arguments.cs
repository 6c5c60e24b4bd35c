using Weir.Golden;

namespace Weir.Recorder;

/// <summary>The command line.</summary>
/// <param name="Cases">Cases or folders of cases; none means all.</param>
/// <param name="Check">Compare with what is recorded, write nothing.</param>
/// <param name="Root">The folder of cases.</param>
/// <param name="Gateway">The SQL gateway of a Flink that is running already; null to start one.</param>
internal sealed record Arguments(IReadOnlyList<string> Cases, bool Check, string Root, Uri? Gateway)
{
    public const string Usage = "usage: Weir.Recorder [--case NAME]... [--check] [--root DIR] [--gateway URL]";

    /// <summary>Null when the arguments make no sense.</summary>
    public static Arguments? Parse(string[] args)
    {
        List<string> cases = [];
        bool check = false;
        string? root = null;
        Uri? gateway = null;
        for (int i = 0; i < args.Length; i++)
        {
            bool more = i + 1 < args.Length;
            switch (args[i])
            {
                case "--check":
                    check = true;
                    break;
                case "--case" when more:
                    cases.Add(args[++i].TrimEnd('/'));
                    break;
                case "--root" when more:
                    root = Path.GetFullPath(args[++i]);
                    break;
                case "--gateway" when more && Uri.TryCreate(args[i + 1], UriKind.Absolute, out gateway):
                    i++;
                    break;
                default:
                    return null;
            }
        }
        return new Arguments(cases, check, root ?? GoldenCase.Root(), gateway);
    }

    public bool Wants(GoldenCase golden) => Cases.Count == 0
        || Cases.Any(name => golden.Name == name || golden.Name.StartsWith(name + "/", StringComparison.Ordinal));
}
