using System.Globalization;

namespace Weir.Service.Control.Parameters;

/// <summary>The settings of a properties text, sorted by who understands them. Of a key that stands twice the later one
/// counts.</summary>
internal sealed class ParameterSet
{
    private static readonly string[] BackendTtls = ["state.backend.niagara.ttl.ms", "state.backend.gemini.ttl.ms"];

    private readonly List<KeyValuePair<string, string>> settings;

    private ParameterSet(List<KeyValuePair<string, string>> settings) => this.settings = settings;

    /// <summary>In the order in which they stand.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Settings => settings;

    /// <summary>Keys that neither the table nor the engine knows: kept, and nothing acts on them.</summary>
    public IEnumerable<string> Unknown => settings
        .Select(static s => s.Key)
        .Where(static key => ParameterTable.Find(key) is null && !EngineKeys.Knows(key));

    /// <summary>What is wrong with it: a sentence that begins with the key; null = nothing.</summary>
    public string? Problem => settings
        .Select(static s => (s.Key, Why: ParameterTable.Find(s.Key) is { } parameter
            ? parameter.Refuse(s.Value)
            : EngineKeys.Refuse(s.Key, s.Value)))
        .Where(static s => s.Why is not null)
        .Select(static s => $"{s.Key} {s.Why}.")
        .FirstOrDefault();

    /// <summary>The value of a key, without blanks around it; null when it is not set.</summary>
    public string? this[string key] => settings.FirstOrDefault(s => s.Key == key).Value?.Trim();

    /// <summary>How long the state backends keep data at most; null = they do not say.</summary>
    public TimeSpan? BackendTtl
    {
        get
        {
            var given = BackendTtls.Select(key => Milliseconds(this[key])).OfType<TimeSpan>().ToList();
            return given.Count == 0 ? null : given.Min();
        }
    }

    public static ParameterSet Parse(string properties) =>
        Of(PropertiesText.Parse(properties).Select(static e => KeyValuePair.Create(e.Key, e.Value)));

    public static ParameterSet Of(IEnumerable<KeyValuePair<string, string>> given)
    {
        var settings = new List<KeyValuePair<string, string>>();
        foreach (var setting in given)
        {
            settings.RemoveAll(known => known.Key == setting.Key);
            settings.Add(setting);
        }

        return new ParameterSet(settings);
    }

    /// <summary>These settings with others over them.</summary>
    public ParameterSet With(ParameterSet others) => Of([.. settings, .. others.settings]);

    /// <summary>What the engine makes of them, by its own names. A key of the engine's own counts like any other: the one
    /// written last wins.</summary>
    public Dictionary<string, string> EngineSettings()
    {
        var engine = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in settings)
        {
            if (EngineKeys.Knows(key))
            {
                engine[key] = value.Trim();
            }

            foreach (var (name, setting) in ParameterTable.Find(key)?.ToEngine?.Invoke(value.Trim()) ?? [])
            {
                engine[name] = setting;
            }
        }

        return engine;
    }

    private static TimeSpan? Milliseconds(string? text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var milliseconds)
            ? TimeSpan.FromMilliseconds(milliseconds)
            : null;
}
