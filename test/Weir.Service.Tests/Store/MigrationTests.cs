using Weir.Service.Store;
using Xunit;

namespace Weir.Service.Tests.Store;

public sealed class MigrationTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("weir-migrations-").FullName;

    public static TheoryData<int> EarlierVersions => [.. Enumerable.Range(1, Migrations.Newest)];

    private string File => Path.Combine(root, "weir.db");

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Theory]
    [MemberData(nameof(EarlierVersions))]
    public void Every_earlier_version_comes_up_to_date_and_keeps_its_rows(int version)
    {
        using (var old = Open())
        {
            Migrations.Apply(old, TimeProvider.System, upTo: version);
            old.Execute("INSERT INTO accounts (id, name, created_at) VALUES ('a', 'a', 1)");
            old.Execute("INSERT INTO projects (id, account_id, name, created_at) VALUES ('p', 'a', 'p', 1)");
        }

        using (Database.Open(File, TimeProvider.System))
        {
        }

        using var now = Open();
        Assert.Equal(Migrations.Newest, now.Number("SELECT MAX(number) FROM migrations"));
        Assert.Equal("p", now.First("SELECT name FROM projects", static row => row.Text(0)));
    }

    [Fact]
    public void Migrations_are_numbered_without_gaps_and_applied_once()
    {
        using var session = Open();
        Migrations.Apply(session, TimeProvider.System);
        Migrations.Apply(session, TimeProvider.System);

        var applied = session.All("SELECT number FROM migrations ORDER BY number", static row => row.Int(0));
        Assert.Equal(Enumerable.Range(1, Migrations.Newest), applied);
    }

    [Fact]
    public void A_database_of_a_newer_program_is_refused()
    {
        using (var session = Open())
        {
            Migrations.Apply(session, TimeProvider.System);
            session.Execute("INSERT INTO migrations (number, name, applied_at) VALUES (9999, 'x', 0)");
        }

        var refused = Assert.Throws<NewerDataException>(() => Database.Open(File, TimeProvider.System));
        Assert.Contains("9999", refused.Message);
    }

    private Session Open()
    {
        SQLitePCL.Batteries_V2.Init();
        return Session.Open(File, writes: true);
    }
}
