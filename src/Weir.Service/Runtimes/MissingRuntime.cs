using Weir.Service.Model;

namespace Weir.Service.Runtimes;

/// <summary>Stands for a runtime that runs are bound to and this service was not configured with: what they do is not
/// known until it is configured again.</summary>
internal sealed class MissingRuntime(string name) : Runtime(name)
{
    private string Why => $"this service is not configured with the runtime '{Name}'";

    public override bool EndsWithProcess => false;

    public override bool CanRun(JobKind kind) => false;

    public override Task<Reply> Start(StartOrder order, CancellationToken cancel) => Lost();

    public override Task<Observation> Observe(RunHandle run, CancellationToken cancel) =>
        Task.FromResult<Observation>(new Observation.Unknown(Why));

    public override Task<Reply> Stop(RunHandle run, StopOrder order, CancellationToken cancel) => Lost();

    public override Task<Reply> Savepoint(RunHandle run, SavepointRequest request, CancellationToken cancel) => Lost();

    private Task<Reply> Lost() => Task.FromResult<Reply>(new Reply.Unknown(Why));
}
