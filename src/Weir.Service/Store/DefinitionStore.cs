using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Weir.Service.Model;

namespace Weir.Service.Store;

/// <summary>
/// Rows of <c>definitions</c> (append-only) and <c>drafts</c>. Definitions never change once written, so those used
/// lately are kept in memory.
/// </summary>
internal sealed class DefinitionStore
{
    /// <summary>Characters of SQL and settings kept in memory; beyond that all are dropped and read again.</summary>
    private const long CacheLimit = 32L * 1024 * 1024;

    private readonly Dictionary<(int Job, int Version), StoredDefinition> cache = [];
    private readonly Lock cacheLock = new();
    private long cached;

    /// <summary>A definition with its SQL left empty, for lists.</summary>
    public static Definition? WithoutSql(Session session, int jobId, int version) => session.First(
        """
        SELECT d.job_id, d.version, d.hash, '', t.settings, d.sql_from, d.settings_from, d.created_at, d.created_by
        FROM definitions d JOIN definitions t ON t.job_id = d.job_id AND t.version = d.settings_from
        WHERE d.job_id = @job AND d.version = @version
        """,
        static row => Read(row).Definition,
        ("job", jobId), ("version", version));

    public StoredDefinition? Find(Session session, int jobId, int version)
    {
        lock (cacheLock)
        {
            if (cache.TryGetValue((jobId, version), out var known))
            {
                return known;
            }
        }

        var found = session.First(
            """
            SELECT d.job_id, d.version, d.hash, s.sql_text, t.settings, d.sql_from, d.settings_from, d.created_at,
              d.created_by
            FROM definitions d
            JOIN definitions s ON s.job_id = d.job_id AND s.version = d.sql_from
            JOIN definitions t ON t.job_id = d.job_id AND t.version = d.settings_from
            WHERE d.job_id = @job AND d.version = @version
            """,
            Read,
            ("job", jobId), ("version", version));
        if (found is not null && !session.Writes)
        {
            Remember(found);
        }

        return found;
    }

    /// <summary>The newest versions, newest first.</summary>
    public List<Definition> Newest(Session session, int jobId, int lastVersion, int limit) =>
    [
        .. Enumerable.Range(0, Math.Min(lastVersion, limit))
            .Select(back => Find(session, jobId, lastVersion - back)?.Definition).OfType<Definition>(),
    ];

    /// <summary>Appends a definition. The texts that are the same object as before are not written again.</summary>
    public void Append(Session session, StoredDefinition added)
    {
        var (definition, sqlFrom, settingsFrom, settings) = added;
        session.Execute(
            """
            INSERT INTO definitions (job_id, version, hash, sql_from, sql_text, settings_from, settings, created_by,
              created_at)
            VALUES (@job, @version, @hash, @sqlFrom, @sql, @settingsFrom, @settings, @by, @at)
            """,
            ("job", definition.JobId), ("version", definition.Version), ("hash", definition.Hash),
            ("sqlFrom", sqlFrom), ("sql", sqlFrom == definition.Version ? definition.Content.Sql : null),
            ("settingsFrom", settingsFrom),
            ("settings", settingsFrom == definition.Version ? settings : null),
            ("by", definition.CreatedBy), ("at", definition.CreatedAt.ToMs()));
    }

    /// <summary>The pending draft; null when nothing is pending.</summary>
    public static JobDefinition? Draft(Session session, int jobId, bool withSql = true) => session.First(
        withSql
            ? "SELECT sql_text, settings FROM drafts WHERE job_id = @job"
            : "SELECT '', settings FROM drafts WHERE job_id = @job",
        static row => new JobDefinition
        {
            Sql = row.GetString(0),
            Settings = Columns.FromText<JobSettings>(row.GetString(1)),
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

    /// <summary>The version after <paramref name="before"/> with this content; its texts are written when
    /// stored.</summary>
    public static StoredDefinition Next(
        int jobId, int version, StoredDefinition? before, JobDefinition content, string by, DateTimeOffset at)
    {
        var sameSql = before is not null && before.Definition.Content.Sql == content.Sql;
        var sameSettings = before is not null && before.Definition.Content.Settings == content.Settings;
        var settings = sameSettings ? before!.SettingsText : Columns.ToText(content.Settings);
        var kept = content with { Settings = sameSettings ? before!.Definition.Content.Settings : content.Settings };
        return new StoredDefinition(
            new Definition(jobId, version, Hash(content.Sql, settings), kept, at, by),
            sameSql ? before!.SqlFrom : version,
            sameSettings ? before!.SettingsFrom : version,
            settings);
    }

    /// <summary>Lets a definition be found without reading it; only for one that is committed.</summary>
    public void Remember(StoredDefinition stored)
    {
        var definition = stored.Definition;
        var size = definition.Content.Sql.Length + stored.SettingsText.Length;
        lock (cacheLock)
        {
            if (cached + size > CacheLimit)
            {
                cache.Clear();
                cached = 0;
            }

            if (cache.TryAdd((definition.JobId, definition.Version), stored))
            {
                cached += size;
            }
        }
    }

    private static string Hash(string sql, string settings)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(sql));
        hash.AppendData([0]);
        hash.AppendData(Encoding.UTF8.GetBytes(settings));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static StoredDefinition Read(DbDataReader row)
    {
        var settings = row.GetString(4);
        var content = new JobDefinition { Sql = row.GetString(3), Settings = Columns.FromText<JobSettings>(settings) };
        return new StoredDefinition(
            new Definition(
                row.GetInt32(0), row.GetInt32(1), row.GetString(2), content, row.Time(7), row.GetString(8)),
            row.GetInt32(5),
            row.GetInt32(6),
            settings);
    }
}

/// <summary>A definition with the versions whose rows hold its two texts.</summary>
internal sealed record StoredDefinition(Definition Definition, int SqlFrom, int SettingsFrom, string SettingsText);
