using System.Globalization;
using System.Reflection;

namespace Weir.Service.Store;

/// <summary>Brings a database up to date: numbered SQL files, embedded, each applied once in a transaction.</summary>
internal static class Migrations
{
    private const string Prefix = "Weir.Service.Store.Migrations.";

    /// <summary>The newest schema this program knows.</summary>
    public static int Newest => Known()[^1].Number;

    /// <exception cref="NewerDataException">The database has a migration that this program does not know.</exception>
    public static void Apply(Session session, TimeProvider clock, int upTo = int.MaxValue)
    {
        session.Execute(
            """
            CREATE TABLE IF NOT EXISTS migrations (
              number BIGINT PRIMARY KEY, name TEXT NOT NULL, applied_at BIGINT NOT NULL)
            """);
        var done = session.Number("SELECT MAX(number) FROM migrations") ?? 0;
        if (done > Newest)
        {
            throw new NewerDataException((int)done, Newest);
        }

        foreach (var (number, name, sql) in Known().Where(m => m.Number > done && m.Number <= upTo))
        {
            session.Execute("BEGIN IMMEDIATE");
            session.Script(sql);
            session.Execute(
                "INSERT INTO migrations (number, name, applied_at) VALUES (@number, @name, @at)",
                ("number", number), ("name", name), ("at", clock.GetUtcNow().ToUnixTimeMilliseconds()));
            session.Execute("COMMIT");
        }
    }

    private static List<(int Number, string Name, string Sql)> Known()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return
        [
            .. assembly.GetManifestResourceNames()
                .Where(static n => n.StartsWith(Prefix, StringComparison.Ordinal))
                .Select(n => (Number(n), n[Prefix.Length..], Text(assembly, n)))
                .OrderBy(static m => m.Item1),
        ];
    }

    private static int Number(string resource) =>
        int.Parse(resource.AsSpan(Prefix.Length, 4), NumberStyles.None, CultureInfo.InvariantCulture);

    private static string Text(Assembly assembly, string resource)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }
}

/// <summary>The data were written by a newer version of the program.</summary>
internal sealed class NewerDataException(int found, int known)
    : InvalidOperationException($"its format is {found} and this Weir knows formats up to {known}; use a newer Weir");
