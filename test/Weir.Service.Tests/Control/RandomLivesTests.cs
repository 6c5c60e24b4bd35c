using Weir.Service.Control;
using Weir.Service.Model;
using Weir.Service.Runtimes;
using Weir.Service.Store;
using Xunit;

namespace Weir.Service.Tests.Control;

/// <summary>Random things happen in a random order to one job, beside a model of what must be true whatever happens. A
/// failure is a seed.</summary>
public sealed class RandomLivesTests
{
    private const int Seeds = 60;
    private const int Steps = 60;

    [Fact]
    public async Task Whatever_happens_the_rules_hold()
    {
        for (var seed = 1; seed <= Seeds; seed++)
        {
            try
            {
                await Live(seed);
            }
            catch (Exception failure) when (failure is not SimulatedCrashException)
            {
                throw new InvalidOperationException($"seed {seed}", failure);
            }
        }
    }

    private static async Task Live(int seed)
    {
        var random = new Random(seed);
        await using var world = await World.Open(endsWithProcess: seed % 2 == 0);
        var job = await world.NewJob(settings: new JobSettings
        {
            Restart = new RestartPolicy { OnFailure = seed % 3 > 0, FromCheckpoint = true, MaxPerHour = 4 },
        });
        var model = new Model(world, job, random);
        for (var step = 0; step < Steps; step++)
        {
            await model.Step();
        }

        await model.End();
    }

    private sealed class Model(World world, int job, Random random)
    {
        private readonly List<string> acknowledged = ["select 1"];
        private int epoch;
        private int versions = 1;

        public async Task Step()
        {
            try
            {
                await Happen();
                if (random.Next(3) > 0)
                {
                    await world.Settle();
                }
            }
            catch (SimulatedCrashException)
            {
                await Reopen();
            }

            await Check();
        }

        /// <summary>Peace returns: nothing fails any more, and what was last wanted comes true.</summary>
        public async Task End()
        {
            world.AtFailPoint = static _ => { };
            Calm();
            for (var i = 0; i < 40; i++)
            {
                await world.Pass(TimeSpan.FromMinutes(1));
            }

            await Check();
            var shown = await world.Show(job);
            Assert.Null(shown.Job.UnknownSince);
            Assert.Contains(shown.Job.State, shown.Job.Desired switch
            {
                DesiredState.Running => [JobState.Running],
                DesiredState.Paused => [JobState.Paused],
                _ => Enum.GetValues<JobState>()
                    .Where(s => !(shown.Job with { State = s }).IsLive && s != JobState.Paused),
            });
            Assert.Equal(shown.Job.State == JobState.Running ? 1 : 0, world.Cluster.Live(job));
        }

        private async Task Happen()
        {
            var what = random.Next(16);
            switch (what)
            {
                case 0 or 1 or 2:
                    await world.Jobs.Run(world.Caller, job, new RunRequest { From = (StartFrom)random.Next(3) });
                    break;
                case 3:
                    await world.Jobs.Stop(world.Caller, job, random.Next(2) == 0);
                    break;
                case 4:
                    await world.Jobs.Pause(world.Caller, job);
                    break;
                case 5:
                    await world.Jobs.Savepoint(world.Caller, job, "");
                    break;
                case 6 or 7:
                    await Update();
                    break;
                case 8 or 9:
                    await OnCopy(static (runtime, copy) => runtime.Checkpoint(copy));
                    break;
                case 10:
                    await OnCopy(Fail);
                    break;
                case 11:
                    world.Runtime.Unreachable = random.Next(2) == 0;
                    break;
                case 12:
                    world.Runtime.LosesAnswer = _ => random.Next(4) == 0;
                    world.Runtime.FailsSavepoints = random.Next(4) == 0;
                    world.Runtime.Stuck = random.Next(6) == 0;
                    break;
                case 13:
                    world.Time.Advance(TimeSpan.FromSeconds(random.Next(1, 900)));
                    break;
                case 14:
                    CrashSoon();
                    break;
                default:
                    await Reopen();
                    break;
            }
        }

        private async Task Update()
        {
            var sql = $"select {random.Next()}";
            var edit = new JobEdit { Definition = (_, before) => before with { Sql = sql } };
            if ((await world.Jobs.Update(world.Caller, job, edit)).Accepted)
            {
                acknowledged.Add(sql);
            }
        }

        private async Task OnCopy(Func<ToyRuntime, ToyRun, Task> act)
        {
            if ((await world.Show(job)).Run is { } run
                && world.Cluster.Find(run.RuntimeJobId) is { IsLive: true } copy
                && !world.Runtime.Unreachable)
            {
                await act(world.Runtime, copy);
            }
        }

        private static Task Fail(ToyRuntime runtime, ToyRun copy)
        {
            runtime.End(copy, RunPhase.Failed, new RunError(RunErrorKind.External, "x", "bad luck"));
            return Task.CompletedTask;
        }

        private void CrashSoon()
        {
            var left = random.Next(8);
            world.AtFailPoint = name =>
            {
                if (left-- == 0)
                {
                    throw new SimulatedCrashException(name);
                }
            };
        }

        private void Calm()
        {
            world.Runtime.Unreachable = false;
            world.Runtime.LosesAnswer = static _ => false;
            world.Runtime.FailsSavepoints = false;
            world.Runtime.Stuck = false;

            // What a cluster left hanging while it was stuck goes on now.
            foreach (var copy in world.Cluster.Runs.Values.Where(static c => c.Phase == RunPhase.Starting))
            {
                copy.Phase = RunPhase.Running;
            }
        }

        private async Task Reopen()
        {
            world.AtFailPoint = static _ => { };
            await world.Reopen();
        }

        private async Task Check()
        {
            Assert.InRange(world.Cluster.Live(job), 0, 1);
            var shown = await world.Show(job);
            Assert.True(shown.Job.Epoch >= epoch, "epochs only grow");
            epoch = shown.Job.Epoch;
            var definitions = (await world.Jobs.Definitions(world.Caller, job)).Value;
            Assert.True(definitions.Count >= versions, "definitions are never forgotten");
            versions = definitions.Count;
            var texts = definitions.Reverse().Select(static d => d.Content.Sql).ToList();
            Assert.Equal(acknowledged, texts.Where(acknowledged.Contains));
            var copies = world.Cluster.Copies.Select(id => world.Cluster.Find(id)).OfType<ToyRun>().ToList();
            Assert.Equal(copies.OrderBy(static c => c.Key.Epoch), copies);
        }
    }
}
