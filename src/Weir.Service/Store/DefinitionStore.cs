using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Weir.Service.Model;

namespace Weir.Service.Store;

/// <summary>
/// Rows of <c>definitions</c> (append-only, each names the one before it) and <c>drafts</c>. Definitions never change
/// once written, so those used lately are kept in memory.
/// </summary>
internal sealed class DefinitionStore
{
    public const string Table = "definitions";

    /// <summary>Characters of SQL and settings kept in memory; beyond that all are dropped and read again.</summary>
    private const long CacheLimit = 32L * 1024 * 1024;

    private readonly Dictionary<long, StoredDefinition> cache = [];
    private readonly Lock cacheLock = new();
    private long cached;

    /// <summary>A definition with its SQL left empty, for lists.</summary>
    public static Definition? WithoutSql(Session session, long id) => session.First(
        """
        SELECT d.id, d.job_id, d.version, d.hash, '', t.settings, d.sql_from, d.settings_from, d.created_at,
          d.created_by, d.previous
        FROM definitions d JOIN definitions t ON t.id = d.settings_from
        WHERE d.id = @id
        """,
        static row => Read(row).Definition,
        ("id", id));

    public StoredDefinition? InMemory(long id)
    {
        lock (cacheLock)
        {
            return cache.GetValueOrDefault(id);
        }
    }

    public StoredDefinition? Find(Session session, long id)
    {
        if (InMemory(id) is { } known)
        {
            return known;
        }

        var found = session.First(
            """
            SELECT d.id, d.job_id, d.version, d.hash, s.sql_text, t.settings, d.sql_from, d.settings_from,
              d.created_at, d.created_by, d.previous
            FROM definitions d
            JOIN definitions s ON s.id = d.sql_from
            JOIN definitions t ON t.id = d.settings_from
            WHERE d.id = @id
            """,
            Read,
            ("id", id));
        if (found is not null && !session.Writes)
        {
            Remember(found);
        }

        return found;
    }

    /// <summary>Newest first, from the given one backwards.</summary>
    public List<Definition> Back(Session session, long? newest, int limit)
    {
        var found = new List<Definition>();
        for (var next = newest; next is { } id && found.Count < limit;)
        {
            var stored = Find(session, id) ?? throw new InvalidOperationException($"definition {id} is missing");
            found.Add(stored.Definition);
            next = stored.Previous;
        }

        return found;
    }

    /// <summary>Appends a definition that has its number. Texts that another row holds are not written again.</summary>
    public static void Append(Session session, StoredDefinition added)
    {
        var definition = added.Definition;
        session.Execute(
            """
            INSERT INTO definitions (id, job_id, version, previous, hash, sql_from, sql_text, settings_from, settings,
              created_by, created_at)
            VALUES (@id, @job, @version, @previous, @hash, @sqlFrom, @sql, @settingsFrom, @settings, @by, @at)
            """,
            ("id", definition.Id), ("job", definition.JobId), ("version", definition.Version),
            ("previous", added.Previous), ("hash", definition.Hash), ("sqlFrom", added.SqlFrom),
            ("sql", added.SqlFrom == definition.Id ? definition.Content.Sql : null),
            ("settingsFrom", added.SettingsFrom),
            ("settings", added.SettingsFrom == definition.Id ? added.SettingsText : null),
            ("by", definition.CreatedBy), ("at", definition.CreatedAt.ToMs()));
    }

    /// <summary>The pending draft; null when nothing is pending.</summary>
    public static JobDefinition? Draft(Session session, int jobId, bool withSql = true) => session.First(
        withSql
            ? "SELECT sql_text, settings FROM drafts WHERE job_id = @job"
            : "SELECT '', settings FROM drafts WHERE job_id = @job",
        static row => new JobDefinition
        {
            Sql = row.Text(0),
            Settings = Columns.FromText<JobSettings>(row.Text(1)),
        },
        ("job", jobId));

    public static void SetDraft(Session session, int jobId, JobDefinition draft) => session.Execute(
        """
        INSERT INTO drafts (job_id, sql_text, settings) VALUES (@job, @sql, @settings)
        ON CONFLICT (job_id) DO UPDATE SET sql_text = excluded.sql_text, settings = excluded.settings
        """,
        ("job", jobId), ("sql", draft.Sql), ("settings", Columns.ToText(draft.Settings)));

    public static void DropDraft(Session session, int jobId) =>
        session.Execute("DELETE FROM drafts WHERE job_id = @job", ("job", jobId));

    /// <summary>The next definition of a job with this content; it gets its id when it is written.</summary>
    /// <param name="before">The newest one, whose texts are shared; null when there is none or it cannot be seen yet.
    /// </param>
    public static StoredDefinition Next(
        Job job, StoredDefinition? before, JobDefinition content, string by, DateTimeOffset at)
    {
        var old = before?.Definition.Content;
        var sameSql = old?.Sql == content.Sql;
        var sameSettings = old?.Settings == content.Settings;
        var settings = sameSettings ? before!.SettingsText : Columns.ToText(content.Settings);
        return new StoredDefinition(
            new Definition(0, job.Id, job.LastVersion + 1, Hash(content.Sql, settings), content, at, by),
            sameSql ? before!.SqlFrom : 0,
            sameSettings ? before!.SettingsFrom : 0,
            settings,
            job.LastDefinition);
    }

    /// <summary>Lets a definition be found without reading it; only for one that is committed.</summary>
    public void Remember(StoredDefinition stored)
    {
        var size = stored.Definition.Content.Sql.Length + stored.SettingsText.Length;
        lock (cacheLock)
        {
            if (cached + size > CacheLimit)
            {
                cache.Clear();
                cached = 0;
            }

            if (cache.TryAdd(stored.Definition.Id, stored))
            {
                cached += size;
            }
        }
    }

    private static string Hash(string sql, string settings)
    {
        var limit = Encoding.UTF8.GetMaxByteCount(sql.Length + 1 + settings.Length);
        var bytes = ArrayPool<byte>.Shared.Rent(limit);
        var length = Encoding.UTF8.GetBytes(sql, bytes);
        bytes[length++] = 0;
        length += Encoding.UTF8.GetBytes(settings, bytes.AsSpan(length));
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes.AsSpan(0, length), hash);
        ArrayPool<byte>.Shared.Return(bytes);
        return Convert.ToHexStringLower(hash);
    }

    private static StoredDefinition Read(Row row)
    {
        var settings = row.Text(5);
        var content = new JobDefinition { Sql = row.Text(4), Settings = Columns.FromText<JobSettings>(settings) };
        return new StoredDefinition(
            new Definition(
                row.Long(0), row.Int(1), row.Int(2), row.Text(3), content, row.Time(8), row.Text(9)),
            row.Long(6),
            row.Long(7),
            settings,
            row.LongOrNull(10));
    }
}

/// <summary>A definition with the ids of the rows that hold its two texts, and of the one before it.</summary>
internal sealed record StoredDefinition(
    Definition Definition, long SqlFrom, long SettingsFrom, string SettingsText, long? Previous)
{
    /// <summary>The same with its number; texts that no earlier row holds are its own.</summary>
    public StoredDefinition Numbered(long id) => this with
    {
        Definition = Definition with { Id = id },
        SqlFrom = SqlFrom == 0 ? id : SqlFrom,
        SettingsFrom = SettingsFrom == 0 ? id : SettingsFrom,
    };
}
