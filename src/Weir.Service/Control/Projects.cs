using Weir.Service.Accounts;
using Weir.Service.Model;
using Weir.Service.Runtimes;
using Weir.Service.Store;

namespace Weir.Service.Control;

/// <summary>The projects of an account. Each new one gets the queue and the bucket that every project has.</summary>
internal sealed class Projects(Database database, TimeProvider clock)
{
    /// <summary>Refused when the account has a project of this name.</summary>
    public Task<Outcome<Project>> Create(Caller caller, string name, FieldBag traits)
    {
        var now = clock.NowMs();
        return database.Ask<Project>(session =>
        {
            if (AccountStore.Projects(session, caller.AccountId).Any(p => p.Name == name))
            {
                return new Refusal.NameTaken(name);
            }

            var project = new Project(Secrets.HexId(), name, caller.AccountId, now) { Traits = traits };
            AccountStore.AddProject(session, project);
            PlaceStore.SetQueue(session, new Queue(project.Id, Queue.Default, RuntimeSet.Embedded, null, now));
            PlaceStore.AddBucket(session, new Bucket(project.Id, Bucket.Default, now));
            return project;
        });
    }

    /// <summary>The caller's own project with all that is kept of it.</summary>
    public Task<Project> Show(Caller caller) => Task.FromResult(
        database.Read(s => AccountStore.Projects(s, caller.AccountId)).Single(p => p.Id == caller.ProjectId));
}
