using Weir.Service.Control.JobStates;
using Weir.Service.Model;
using Weir.Service.Runtimes;
using Xunit;

namespace Weir.Service.Tests.Control;

public sealed class StateTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly RunError Trouble = new(RunErrorKind.External, "x", "trouble");

    [Fact]
    public void Every_state_has_its_ways_and_its_behaviour()
    {
        foreach (var state in Enum.GetValues<JobState>())
        {
            Assert.Equal(state, Standing.Of(state).State);
            Assert.NotEmpty(Edges.From(state));
        }
    }

    [Fact]
    public void A_way_that_is_not_declared_is_not_gone()
    {
        Assert.Throws<InvalidOperationException>(() => Edges.Demand(JobState.Draft, JobState.Running));
        Assert.Throws<InvalidOperationException>(() => Edges.Demand(JobState.Failed, JobState.Running));
    }

    [Fact]
    public void Every_state_in_which_something_may_run_is_live_and_leads_out_of_itself()
    {
        foreach (var state in Enum.GetValues<JobState>().Where(IsLive))
        {
            Assert.Contains(
                Edges.From(state), static to => !IsLive(to) || to is JobState.Running or JobState.StopFailed);
        }
    }

    /// <summary>All that can be desired, observed and refused, in every state: whatever the state makes of it is a
    /// declared way; and every declared way between live states and out of them is taken by something.</summary>
    [Fact]
    public void States_take_all_declared_ways_and_no_others()
    {
        var taken = new HashSet<(JobState, JobState)>();
        foreach (var state in Enum.GetValues<JobState>().Where(IsLive))
        {
            foreach (var view in Views(state))
            {
                foreach (var step in Steps(Standing.Of(state), view))
                {
                    if (step is Step.Move move)
                    {
                        Edges.Demand(state, move.To);
                        taken.Add((state, move.To));
                    }
                }
            }
        }

        var declared = Enum.GetValues<JobState>().Where(IsLive)
            .SelectMany(static from => Edges.From(from).Select(to => (from, to)));
        Assert.Equal(declared.Order(), taken.Order());
    }

    [Fact]
    public void Nobody_moves_a_resting_job_but_its_user()
    {
        foreach (var state in Enum.GetValues<JobState>().Where(static s => !IsLive(s)))
        {
            foreach (var view in Views(state))
            {
                Assert.All(Steps(Standing.Of(state), view), static step => Assert.IsType<Step.Rest>(step));
            }
        }
    }

    [Fact]
    public void Every_transient_state_has_a_deadline_or_repairs_without_end()
    {
        foreach (var state in Enum.GetValues<JobState>().Where(IsLive))
        {
            if (state is not (JobState.Running or JobState.StopFailed))
            {
                Assert.NotNull(Standing.Of(state).Deadline);
            }
        }
    }

    private static bool IsLive(JobState state) => JobIn(state).IsLive;

    private static Job JobIn(JobState state) => new()
    {
        Id = 1,
        ProjectId = "p",
        Name = "n",
        Kind = JobKind.Sql,
        State = state,
        StateSince = Now,
        CreatedBy = "u",
        CreatedAt = Now,
        UpdatedBy = "u",
        UpdatedAt = Now,
    };

    private static IEnumerable<Step> Steps(Standing standing, JobView view)
    {
        yield return standing.Next(view);
        yield return standing.SeeAbsent(view);
        yield return standing.Refused(view, Trouble);
        yield return standing.Refused(view, Trouble with { Kind = RunErrorKind.User });
        foreach (var phase in Enum.GetValues<RunPhase>())
        {
            yield return standing.See(view, new Observation.Present { Phase = phase });
        }

        SavepointStanding[] savepoints =
        [
            new SavepointStanding.InProgress("s"),
            new SavepointStanding.Completed("s", "path"),
            new SavepointStanding.Failed("s", Trouble),
            new SavepointStanding.Completed("another", "path"),
        ];
        foreach (var savepoint in savepoints)
        {
            yield return standing.See(
                view, new Observation.Present { Phase = RunPhase.Running, Savepoint = savepoint });
        }
    }

    private static IEnumerable<JobView> Views(JobState state) =>
        from desired in Enum.GetValues<DesiredState>()
        from purpose in Enum.GetValues<SavepointPurpose>().Cast<SavepointPurpose?>().Append(null)
        from restarts in new[] { false, true }
        from endsWithProcess in new[] { false, true }
        from overdue in new[] { false, true }
        from failures in new[] { 0, 9 }
        select new JobView
        {
            Job = JobIn(state) with { Desired = desired },
            Run = new Run
            {
                Id = 1,
                JobId = 1,
                DefinitionVersion = 1,
                DefinitionId = 1,
                Epoch = 1,
                RuntimeJobId = "r",
                Runtime = "t",
                StartedBy = "u",
                RequestedAt = Now,
                Hot = new HotSettings(new RestartPolicy { OnFailure = restarts, MaxPerHour = 5 }, ""),
                Savepoint = purpose is { } why ? new SavepointRequest("s", "", why, "u") : null,
            },
            Now = Now,
            EndsWithProcess = endsWithProcess,
            RecentFailures = failures,
            Overdue = overdue,
        };
}
