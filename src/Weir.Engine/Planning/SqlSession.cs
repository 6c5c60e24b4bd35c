using System.Collections.Immutable;
using Weir.Engine.Options;
using Weir.Engine.Sql;
using Weir.Engine.Types;

namespace Weir.Engine.Planning;

/// <summary>What became of one statement.</summary>
public enum StepKind
{
    /// <summary>Done: a definition or a setting.</summary>
    Done,

    /// <summary><see cref="SessionStep.Plan"/> writes to tables.</summary>
    Insert,

    /// <summary><see cref="SessionStep.Plan"/> yields rows.</summary>
    Select,

    /// <summary><see cref="SessionStep.Text"/> is the answer (EXPLAIN, SHOW, DESCRIBE).</summary>
    Text,
}

public sealed record SessionStep(StepKind Kind, SourcePosition Position)
{
    public Plan? Plan { get; init; }

    /// <summary>Columns of a SELECT.</summary>
    public RowFields? Columns { get; init; }

    public string? Text { get; init; }
}

/// <summary>
/// Compiles statements in order: definitions and settings change the session, INSERT and SELECT become plans.
/// Not thread-safe.
/// </summary>
public sealed class SqlSession
{
    private readonly SessionOptions _options;
    private readonly Catalog _catalog = new();
    private ImmutableDictionary<string, string> _settings;

    public SqlSession(SessionOptions options)
    {
        _options = options;
        _settings = options.Settings.ToImmutableDictionary(StringComparer.Ordinal);
    }

    private TimeZoneInfo Zone => _settings.TryGetValue(SettingCatalog.ZoneKey, out var zone)
        ? SettingCatalog.ZoneOf(zone) ?? _options.Zone
        : _options.Zone;

    /// <summary>Compiles a script step by step: the next statement only when the caller asks for it, so that an INSERT can
    /// be run to its end before the SELECT behind it.</summary>
    /// <exception cref="SqlException">A statement is refused.</exception>
    public IEnumerable<SessionStep> Run(string script)
    {
        foreach (var statement in SqlParser.ParseScript(script))
        {
            yield return Apply(statement);
        }
    }

    /// <summary>Compiles a service job: all INSERTs of the script are one plan.</summary>
    /// <exception cref="SqlException">A statement is refused, or there is no INSERT.</exception>
    public static Plan CompileJob(string script, SessionOptions options)
    {
        var session = new SqlSession(options);
        var inserts = new List<Statement.Insert>();
        foreach (var statement in SqlParser.ParseScript(script))
        {
            switch (statement)
            {
                case Statement.Insert insert:
                    inserts.Add(insert);
                    break;
                case Statement.StatementSet set:
                    inserts.AddRange(set.Inserts);
                    break;
                case Statement.Select select:
                    throw SqlException.Semantic("A job writes to tables: a query alone has nowhere to write",
                        select.Position, "Put INSERT INTO a table in front of it.");
                default:
                    session.Apply(statement);
                    break;
            }
        }

        return inserts.Count > 0
            ? session.PlanInserts(inserts)
            : throw SqlException.Semantic("The script has no INSERT statement, so there is nothing to run", null);
    }

    private SessionStep Apply(Statement statement)
    {
        switch (statement)
        {
            case Statement.CreateTable create:
                Define(create.Name, create.IfNotExists, () => _catalog.Add(TableBinder.Bind(create)));
                break;
            case Statement.CreateView create:
                Define(create.Name, create.IfNotExists, () => _catalog.Add(View(create)));
                break;
            case Statement.Drop { Kind: ObjectKind.Table or ObjectKind.View } drop:
                Drop(drop);
                break;
            case Statement.SetOption set:
                return Set(set);
            case Statement.ResetOption reset:
                _settings = reset.Key is { } key ? _settings.Remove(key) : _settings.Clear();
                break;
            case Statement.Insert insert:
                return new(StepKind.Insert, statement.Position) { Plan = PlanInserts([insert]) };
            case Statement.StatementSet set:
                return new(StepKind.Insert, statement.Position) { Plan = PlanInserts([.. set.Inserts]) };
            case Statement.Select select:
                return Select(select);
            case Statement.Explain explain:
                return new(StepKind.Text, statement.Position) { Text = Explain(explain) };
            case Statement.Show { Kind: ShowKind.Tables }:
                return Listing(statement, _catalog.TableNames.Concat(_catalog.ViewNames));
            case Statement.Show { Kind: ShowKind.Views }:
                return Listing(statement, _catalog.ViewNames);
            default:
                throw SqlException.NotSupported(StatementName(statement), statement.Position);
        }

        return new(StepKind.Done, statement.Position);
    }

    private static SessionStep Listing(Statement statement, IEnumerable<string> names) =>
        new(StepKind.Text, statement.Position) { Text = string.Join('\n', names.Order(StringComparer.Ordinal)) };

    private static string StatementName(Statement statement) => statement switch
    {
        Statement.CreateFunction => "CREATE FUNCTION",
        Statement.CreateCatalog => "CREATE CATALOG",
        Statement.CreateDatabase => "CREATE DATABASE",
        Statement.Drop drop => $"DROP {drop.Kind.ToString().ToUpperInvariant()}",
        Statement.Show show => $"SHOW {show.Kind.ToString().ToUpperInvariant()}",
        Statement.Describe => "DESCRIBE",
        Statement.Use => "USE",
        _ => statement.GetType().Name.ToUpperInvariant(),
    };

    private void Define(QualifiedName name, bool ifNotExists, Action add)
    {
        var plain = Catalog.NameOf(name);
        if (!_catalog.Contains(plain))
        {
            add();
        }
        else if (!ifNotExists)
        {
            throw SqlException.Name($"There is already a table or view '{plain}'", name.Position);
        }
    }

    private ViewEntry View(Statement.CreateView create)
    {
        var rel = new QueryBinder(_catalog).Bind(create.Query);
        return create.Columns.Count == 0 || create.Columns.Count == rel.Columns.Length
            ? new(Catalog.NameOf(create.Name), [.. create.Columns.Select(c => c.Text)], create.Query, create.Position)
            : throw SqlException.Semantic(
                $"The view names {create.Columns.Count} columns but its query has {rel.Columns.Length}",
                create.Position);
    }

    private void Drop(Statement.Drop drop)
    {
        var name = Catalog.NameOf(drop.Name);
        if (!_catalog.Remove(name, drop.Kind == ObjectKind.View) && !drop.IfExists)
        {
            var kind = drop.Kind == ObjectKind.View ? "view" : "table";
            throw SqlException.Name($"There is no {kind} '{name}'", drop.Name.Position);
        }
    }

    private SessionStep Set(Statement.SetOption set)
    {
        if (set.Key is not { } key)
        {
            return Listing(set, _settings.Select(s => $"{s.Key} = {s.Value}"));
        }

        if (SettingCatalog.Find(key) is null)
        {
            var near = NearestName.Of(key, SettingCatalog.All.Select(s => s.Key));
            throw SqlException.NotSupported($"The setting '{key}'", set.Position,
                near is null ? null : $"Did you mean '{near}'?");
        }

        try
        {
            OptionValues.Check("session", [new(key, set.Value ?? "")], SettingCatalog.All);
        }
        catch (OptionException error)
        {
            throw SqlException.Semantic(error.Message, set.Position, error.Hint);
        }

        if (key == SettingCatalog.ZoneKey && SettingCatalog.ZoneOf(set.Value ?? "") is null)
        {
            throw SqlException.Semantic($"There is no time zone '{set.Value}'", set.Position,
                "Use an IANA name such as 'Asia/Shanghai', or an offset such as '+08:00'.");
        }

        _settings = _settings.SetItem(key, set.Value ?? "");
        return new(StepKind.Done, set.Position);
    }

    private SessionStep Select(Statement.Select select)
    {
        var rel = Optimize([new QueryBinder(_catalog).Bind(select.Query)])[0];
        var planner = new PhysicalPlanner(_options, Zone);
        planner.Survey([rel]);
        return new(StepKind.Select, select.Position)
        {
            Plan = new Plan([planner.Collect(rel)], _settings, Zone),
            Columns = rel.Schema,
        };
    }

    private Plan PlanInserts(IReadOnlyList<Statement.Insert> inserts)
    {
        var binder = new QueryBinder(_catalog);
        var bound = inserts.Select(insert => InsertBinder.Bind(insert, _catalog, binder)).ToList();
        var roots = Optimize([.. bound.Select(b => b.Query)]);
        var planner = new PhysicalPlanner(_options, Zone);
        planner.Survey(roots);
        var sinks = bound.Select((b, i) => (PlanNode)planner.Sink(b.Table, roots[i], inserts[i].Position));
        return new Plan([.. sinks], _settings, Zone);
    }

    private static ImmutableArray<Rel> Optimize(ImmutableArray<Rel> roots)
    {
        var ranks = new RankRule();
        return PruneRule.Apply([.. roots.Select(ranks.Apply)]);
    }

    private string Explain(Statement.Explain explain)
    {
        var plan = explain.Body switch
        {
            Statement.Insert insert => PlanInserts([insert]),
            Statement.StatementSet set => PlanInserts([.. set.Inserts]),
            Statement.Select select => Select(select).Plan!,
            _ => throw SqlException.NotSupported($"EXPLAIN {StatementName(explain.Body)}", explain.Position),
        };
        return plan.Explain();
    }
}
