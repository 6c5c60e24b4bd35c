using Weir.Service.Model;
using Weir.Service.Store;

namespace Weir.Service.Accounts;

/// <summary>What a first start makes: an account with its administrator, who has a password and a key, and a project
/// with the queue and the bucket that every project has.</summary>
internal static class FirstStart
{
    private const string AccountName = "weir";
    private const string ProjectName = "default";
    private const string UserName = "admin";

    /// <summary>Null when the database already has accounts.</summary>
    /// <param name="save">Keeps the credentials for the operator. Called before anything is stored: a start that dies
    /// half way is then simply made again, and nobody is left with an account whose password is lost.</param>
    public static async Task<Credentials?> Run(
        Database database, MasterKey masterKey, TimeProvider clock, string runtime, Action<Credentials> save)
    {
        if (!database.Read(AccountStore.IsEmpty))
        {
            return null;
        }

        var now = clock.NowMs();
        var account = Secrets.HexId();
        var project = new Project(Secrets.HexId(), ProjectName, account, now);
        var made = new Credentials(
            "",
            project.Id,
            project.Name,
            AccountName,
            UserName,
            Secrets.Text(20),
            Secrets.AccessKey(),
            Secrets.Text(40));
        var user = new UserRow(Secrets.HexId(), account, AccountName, UserName, Passwords.Hash(made.Password), now);
        save(made);
        await database.Record<Done>(session =>
        {
            AccountStore.AddAccount(session, account, AccountName, now);
            AccountStore.AddProject(session, project);
            AccountStore.AddUser(session, user);
            AccountStore.AddKey(session, made.AccessKey, user.Id, masterKey.Seal(made.SecretKey, made.AccessKey), now);
            PlaceStore.SetQueue(session, new Queue(project.Id, Queue.Default, runtime, null, now));
            PlaceStore.AddBucket(session, new Bucket(project.Id, Bucket.Default, now));
            return default(Done);
        });
        return made;
    }
}
