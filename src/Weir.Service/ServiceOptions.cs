namespace Weir.Service;

/// <summary>What the operator wrote on the command line.</summary>
internal sealed record ServiceOptions
{
    public const string Usage =
        "usage: weir up [--data DIR] [--urls URL[;URL...]] [--empty] [--allow-path DIR]...";

    public string Data { get; init; } = "data";

    /// <summary>Addresses to listen on; the first is the one told to clients. Port 0 = any free one.</summary>
    public IReadOnlyList<string> Urls { get; init; } = ["http://127.0.0.1:8088"];

    /// <summary>No sample job in a fresh data directory.</summary>
    public bool Empty { get; init; }

    /// <summary>Directories that tables may use outside the project's own objects.</summary>
    public IReadOnlyList<string> AllowedPaths { get; init; } = [];

    /// <summary>True when nobody on another machine can reach us.</summary>
    public bool LoopbackOnly => Urls.All(static url =>
        Uri.TryCreate(url, UriKind.Absolute, out var parsed) && parsed.IsLoopback);

    /// <summary>Reads the arguments; the problem, when there is one, is one line for the operator.</summary>
    public static (ServiceOptions? Options, string? Problem) Parse(IReadOnlyList<string> args)
    {
        var options = new ServiceOptions();
        for (var i = 0; i < args.Count; i++)
        {
            var name = args[i];
            if (name == "--empty")
            {
                options = options with { Empty = true };
                continue;
            }

            if (name is not ("--data" or "--urls" or "--allow-path"))
            {
                return (null, $"unknown option '{name}'; {Usage}");
            }

            if (++i == args.Count || args[i].Length == 0)
            {
                return (null, $"{name} needs a value; {Usage}");
            }

            options = options.With(name, args[i]);
        }

        var wrong = options.Urls.FirstOrDefault(static url =>
            !Uri.TryCreate(url, UriKind.Absolute, out var parsed) || parsed.Scheme != Uri.UriSchemeHttp);
        return wrong is null && options.Urls.Count > 0
            ? (options, null)
            : (null, $"--urls: '{wrong}' is not an http URL like http://127.0.0.1:8088");
    }

    private ServiceOptions With(string name, string value) => name switch
    {
        "--data" => this with { Data = value },
        "--urls" => this with
        {
            Urls = value.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
        },
        _ => this with { AllowedPaths = [.. AllowedPaths, value] },
    };
}
