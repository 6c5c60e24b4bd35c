using Weir.Service.Control;
using Weir.Service.Model;
using Weir.Service.Runtimes;
using Weir.Service.Store;
using Xunit;

namespace Weir.Service.Tests.Control;

/// <summary>The life of a job, with the process dying at each fail-point in turn: what was acknowledged is there, one
/// epoch lives at a time, and the job gets where it was wanted.</summary>
public sealed class CrashTests
{
    private static readonly JobSettings Restarts = new()
    {
        Restart = new RestartPolicy { OnFailure = true, FromCheckpoint = true },
    };

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public async Task A_life_survives_a_crash_at_every_step(bool endsWithProcess, bool losesAnswers)
    {
        var points = await Live(endsWithProcess, losesAnswers, crashAt: int.MaxValue);
        Assert.InRange(points, 40, 400);
        for (var point = 0; point < points; point++)
        {
            try
            {
                await Live(endsWithProcess, losesAnswers, point);
            }
            catch (Xunit.Sdk.XunitException failure)
            {
                throw new InvalidOperationException($"after a crash at fail-point {point}", failure);
            }
        }
    }

    /// <summary>Lives one life with a crash at the given fail-point; returns how many there were.</summary>
    private static async Task<int> Live(bool endsWithProcess, bool losesAnswers, int crashAt)
    {
        var reached = 0;
        await using var world = await World.Open(endsWithProcess);
        var life = new Life(world, losesAnswers);
        var job = await world.NewJob(settings: Restarts);
        world.AtFailPoint = name =>
        {
            if (reached++ == crashAt)
            {
                throw new SimulatedCrashException(name);
            }
        };

        await life.Want(() => world.Jobs.Run(world.Caller, job, new RunRequest()), JobState.Running);
        await life.Checkpoint(job);
        await life.Want(() => world.Jobs.Savepoint(world.Caller, job, ""), JobState.Running);
        await life.Want(() => world.Jobs.Stop(world.Caller, job, withSavepoint: true), JobState.Stopped);
        var savepoint = (await world.Show(job)).Savepoint;
        Assert.NotNull(savepoint);
        await life.Want(() => world.Jobs.Update(world.Caller, job, World.Sql("select 2")), JobState.Stopped);
        await life.Want(
            () => world.Jobs.Run(world.Caller, job, new RunRequest { From = StartFrom.Savepoint }), JobState.Running);

        var second = (await world.Show(job)).Run!;
        Assert.Equal(savepoint.Id, second.FirstPoint);
        Assert.Equal("select 2", (await world.Copy(job)).Order.Definition.Content.Sql);
        Assert.NotNull((await world.Copy(job)).Order.RestoreFrom);
        await life.Want(() => world.Jobs.Pause(world.Caller, job), JobState.Paused);
        await life.Want(
            () => world.Jobs.Run(world.Caller, job, new RunRequest { From = StartFrom.Latest }), JobState.Running);
        Assert.NotNull((await world.Copy(job)).Order.RestoreFrom);
        await life.Want(() => world.Jobs.Stop(world.Caller, job, withSavepoint: false), JobState.Stopped);

        var versions = (await world.Jobs.Definitions(world.Caller, job)).Value;
        Assert.Equal("select 2", versions[0].Content.Sql);
        Assert.All(
            (await world.Jobs.Updates(world.Caller, job)).Value,
            static update => Assert.Equal(2, update.ToVersion));
        Assert.Equal(0, world.Cluster.Live(job));

        // A copy that died with the process may be started again under its own id; one in a cluster never is.
        Assert.True(endsWithProcess || world.Cluster.Copies.Count == world.Cluster.Copies.Distinct().Count());
        await life.Want(() => world.Jobs.Delete(world.Caller, job), null);
        return reached;
    }

    /// <summary>Somebody who wants things and does not give up when the service dies under them.</summary>
    private sealed class Life(World world, bool losesAnswers)
    {
        private bool lose;
        private string crash = "";

        public async Task Want<T>(Func<Task<Outcome<T>>> intention, JobState? then)
        {
            var acknowledged = await Survive(async () => (await intention()).Accepted);
            await Settle();
            if (then is { } state && (!acknowledged || await world.State(1) != state))
            {
                // The crash ate the intention or its answer; whoever got no answer asks again.
                await Survive(async () => (await intention()).Accepted);
                await Settle();
            }

            if (then is { } expected)
            {
                var actual = await world.State(1);
                Assert.True(actual == expected, $"{actual} instead of {expected}; {crash}");
            }
        }

        public Task Checkpoint(int job) => Survive(async () => await world.Runtime.Checkpoint(await world.Copy(job)));

        private async Task Settle()
        {
            for (var i = 0; i < 6; i++)
            {
                world.Runtime.LosesAnswer = _ => losesAnswers && (lose = !lose);
                await Survive(async () =>
                {
                    await world.Settle();
                    return true;
                });
                Assert.InRange(world.Cluster.Live(1), 0, 1);
                world.Time.Advance(TimeSpan.FromSeconds(40));
            }
        }

        /// <summary>False when the process died on the way; then it has been started again.</summary>
        private async Task<bool> Survive(Func<Task<bool>> work)
        {
            try
            {
                return await work();
            }
            catch (SimulatedCrashException here)
            {
                crash = here.Message;
                await world.Reopen();
                return false;
            }
        }
    }
}
