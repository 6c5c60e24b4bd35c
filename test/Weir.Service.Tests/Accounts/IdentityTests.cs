using System.Security.Cryptography;
using Weir.Service.Accounts;
using Weir.Service.Model;
using Weir.Service.Store;
using Weir.Service.Tests.Control;
using Xunit;

namespace Weir.Service.Tests.Accounts;

public sealed class IdentityTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("weir-identity-").FullName;
    private readonly ManualTime time = new();
    private readonly MasterKey key = new(RandomNumberGenerator.GetBytes(MasterKey.KeyBytes));

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public async Task A_first_start_makes_one_administrator_and_a_second_one_nothing()
    {
        using var database = Open();
        var made = await Begin(database);

        Assert.Null(await FirstStart.Run(database, key, time, "embedded", static _ => Assert.Fail("again")));
        Assert.Equal(32, made.ProjectId.Length);
        Assert.Equal(("admin", "default"), (made.User, made.ProjectName));
        Assert.DoesNotContain(made.Password, made.ToString());
    }

    [Fact]
    public async Task A_login_fits_only_with_everything_right()
    {
        using var database = Open();
        var made = await Begin(database);
        var identity = new Identity(database, key, time);
        var right = new Login(made.User, made.Password, made.Domain, made.ProjectId, null);

        Assert.NotNull(await identity.LogIn(right));
        Assert.NotNull(await identity.LogIn(right with { AccountName = null, ProjectId = null }));
        Assert.NotNull(await identity.LogIn(right with { ProjectId = null, ProjectName = made.ProjectName }));
        Assert.Null(await identity.LogIn(right with { Password = made.Password + "x" }));
        Assert.Null(await identity.LogIn(right with { UserName = "root" }));
        Assert.Null(await identity.LogIn(right with { AccountName = "other" }));
        Assert.Null(await identity.LogIn(right with { ProjectId = "other" }));
        Assert.Null(await identity.LogIn(right with { ProjectName = "other" }));
    }

    [Fact]
    public async Task A_token_lives_a_day_also_across_a_restart()
    {
        IssuedToken token;
        using (var database = Open())
        {
            var made = await Begin(database);
            token = (await new Identity(database, key, time).LogIn(
                new Login(made.User, made.Password, null, null, null)))!;
        }

        using var again = Open();
        var identity = new Identity(again, key, time);
        time.Advance(TimeSpan.FromHours(23.9));
        Assert.Equal(TokenStanding.Valid, identity.Check(token.Token, out var caller));
        Assert.Equal(token.Caller, caller);
        Assert.Equal(TokenStanding.Unknown, identity.Check(token.Token + "x", out _));
        time.Advance(TimeSpan.FromHours(0.2));
        Assert.Equal(TokenStanding.Expired, identity.Check(token.Token, out caller));
        Assert.Null(caller);
    }

    [Fact]
    public async Task The_store_holds_no_token_password_or_secret_in_clear()
    {
        Credentials made;
        IssuedToken token;
        using (var database = Open())
        {
            made = await Begin(database);
            token = (await new Identity(database, key, time).LogIn(
                new Login(made.User, made.Password, null, null, null)))!;
        }

        var bytes = Directory.GetFiles(root).SelectMany(File.ReadAllBytes).ToArray();
        foreach (var secret in new[] { made.Password, made.SecretKey, token.Token })
        {
            Assert.Equal(-1, bytes.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(secret)));
        }
    }

    [Fact]
    public async Task A_key_opens_to_its_secret_and_owner()
    {
        using var database = Open();
        var made = await Begin(database);
        var identity = new Identity(database, key, time);

        var found = identity.FindKey(made.AccessKey)!;
        Assert.Equal((made.SecretKey, made.ProjectId), (found.Secret, found.Owner.ProjectId));
        Assert.Null(identity.FindKey("nobody"));
        Assert.DoesNotContain(made.SecretKey, found.ToString());
        Assert.Null(identity.InProject(found.Owner, "foreign"));
        Assert.Equal(found.Owner, identity.InProject(found.Owner, made.ProjectId));
        Assert.Equal([made.ProjectId], identity.ProjectsOf(found.Owner).Select(static p => p.Id));
    }

    [Fact]
    public void A_sealed_secret_opens_only_with_its_key_and_for_its_owner()
    {
        var sealedText = key.Seal("secret", "AK1");

        Assert.Equal("secret", key.Open(sealedText, "AK1"));
        Assert.NotEqual(sealedText, key.Seal("secret", "AK1"));
        Assert.ThrowsAny<CryptographicException>(() => key.Open(sealedText, "AK2"));
        var other = new MasterKey(RandomNumberGenerator.GetBytes(MasterKey.KeyBytes));
        Assert.ThrowsAny<CryptographicException>(() => other.Open(sealedText, "AK1"));
    }

    [Fact]
    public async Task A_first_start_that_dies_before_it_is_stored_is_simply_made_again()
    {
        using var database = Open();
        await Assert.ThrowsAsync<IOException>(() => FirstStart.Run(
            database, key, time, "embedded", static _ => throw new IOException("disk full")));

        Assert.NotNull(await FirstStart.Run(database, key, time, "embedded", static _ => { }));
    }

    private Database Open() => Database.Open(Path.Combine(root, "weir.db"), time);

    private async Task<Credentials> Begin(Database database)
    {
        Credentials? saved = null;
        var made = await FirstStart.Run(database, key, time, "embedded", c => saved = c);
        Assert.Same(made, saved);
        return made!;
    }
}
