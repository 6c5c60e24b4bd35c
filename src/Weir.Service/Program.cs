using Weir.Service;
using Weir.Service.Accounts;
using Weir.Service.Control;
using Weir.Service.Runtimes.Embedded;
using Weir.Service.Store;

var (options, problem) = ServiceOptions.Parse(args);
if (options is null)
{
    Console.Error.WriteLine($"weir: {problem}");
    return 2;
}

try
{
    await using var host = await ServiceHost.Start(options, TimeProvider.System, Runtimes, Announce);
    Console.WriteLine($"Weir is ready at {host.Url}");
    await host.WaitForEnd();
    return 0;
}
catch (StartException refused)
{
    Console.Error.WriteLine($"weir: {refused.Message}");
    return 1;
}

static IEnumerable<Weir.Service.Runtimes.Runtime> Runtimes(DataDirectory directory, PathRule paths) =>
    [new EmbeddedRuntime(paths, TimeProvider.System)];

void Announce(Credentials made) => Console.WriteLine(
    $"""
    First start. These are shown once; they are also in {Path.Combine(options.Data, "credentials.json")}.
      project     {made.ProjectName} (id {made.ProjectId})
      user        {made.User} of the domain {made.Domain}
      password    {made.Password}
      access key  {made.AccessKey}
      secret key  {made.SecretKey}
    """);
