using System.Text;

namespace Weir.Engine.Options;

/// <summary>
/// Options checked against their specs once, then read by type. Every error names the key, and an unknown key the
/// nearest known one.
/// </summary>
public sealed class OptionValues
{
    private readonly Dictionary<string, string> _given;
    private readonly Dictionary<string, OptionSpec> _specs;
    private readonly string _owner;

    private OptionValues(string owner, Dictionary<string, string> given, Dictionary<string, OptionSpec> specs)
    {
        _owner = owner;
        _given = given;
        _specs = specs;
    }

    /// <param name="owner">Who owns the options, as messages name it: <c>connector 'print'</c>.</param>
    /// <param name="ownsPrefix">Keys that are checked elsewhere.</param>
    /// <exception cref="OptionException">Unknown, missing, unsupported or bad.</exception>
    public static OptionValues Check(
        string owner,
        IEnumerable<KeyValuePair<string, string>> given,
        IReadOnlyList<OptionSpec> specs,
        Func<string, bool>? ownsPrefix = null)
    {
        var byKey = specs.ToDictionary(s => s.Key);
        var own = given.Where(o => byKey.ContainsKey(o.Key) || ownsPrefix?.Invoke(o.Key) != true)
            .ToDictionary(o => o.Key, o => o.Value);
        var values = new OptionValues(owner, own, byKey);
        foreach (var (key, text) in own)
        {
            values.CheckOne(key, text);
        }

        var missing = specs.FirstOrDefault(s => s.Required && !own.ContainsKey(s.Key));
        return missing is null
            ? values
            : throw new OptionException($"The {owner} needs the option '{missing.Key}'", missing.Description);
    }

    public bool Has(string key) => _given.ContainsKey(key);

    /// <summary>The text as given, or the default; null when there is neither.</summary>
    public string? Text(string key) => _given.TryGetValue(key, out var text) ? text : _specs[key].Default;

    /// <summary>The text of an option that is required or has a default.</summary>
    public string RequiredText(string key) => Text(key)!;

    public bool Boolean(string key) => OptionText.TryBoolean(Text(key) ?? "false", out var value) && value;

    public long? Integer(string key) => Text(key) is { } text && OptionText.TryInteger(text, out var value) ? value : null;

    public double? Number(string key) => Text(key) is { } text && OptionText.TryNumber(text, out var value) ? value : null;

    public TimeSpan? Duration(string key) =>
        Text(key) is { } text && OptionText.TryDuration(text, out var value) ? value : null;

    public long? Size(string key) => Text(key) is { } text && OptionText.TrySize(text, out var value) ? value : null;

    public Rune? Character(string key) =>
        Text(key) is { } text && OptionText.TryCharacter(text, out var value) ? value : null;

    /// <summary>An error about the value of one option.</summary>
    public OptionException Bad(string key, string why) =>
        new($"The option '{key}' of the {_owner} has a bad value '{Text(key)}': {why}");

    private void CheckOne(string key, string text)
    {
        if (!_specs.TryGetValue(key, out var spec))
        {
            throw Unknown(key);
        }

        if (spec.Unsupported && !string.Equals(text, spec.Default, StringComparison.OrdinalIgnoreCase))
        {
            throw new OptionException(
                $"The option '{key}' of the {_owner} is not supported yet",
                spec.Default is null ? "Leave it out" : $"Leave it out or set it to '{spec.Default}'");
        }

        if (!Parses(spec.Kind, text))
        {
            throw Bad(key, $"it must be {Wanted(spec.Kind)}");
        }

        if (spec.Choices.Count > 0 && !spec.Choices.Contains(text, StringComparer.OrdinalIgnoreCase))
        {
            throw Bad(key, $"it must be one of {string.Join(", ", spec.Choices)}");
        }
    }

    private OptionException Unknown(string key) => new(
        $"The {_owner} has no option '{key}'",
        NearestName.Of(key, _specs.Keys) is { } near
            ? $"Did you mean '{near}'?"
            : $"It has: {string.Join(", ", _specs.Keys.Order(StringComparer.Ordinal))}");

    private static bool Parses(OptionKind kind, string text) => kind switch
    {
        OptionKind.Text => true,
        OptionKind.Integer => OptionText.TryInteger(text, out _),
        OptionKind.Boolean => OptionText.TryBoolean(text, out _),
        OptionKind.Number => OptionText.TryNumber(text, out _),
        OptionKind.Duration => OptionText.TryDuration(text, out _),
        OptionKind.Size => OptionText.TrySize(text, out _),
        OptionKind.Character => OptionText.TryCharacter(text, out _),
    };

    private static string Wanted(OptionKind kind) => kind switch
    {
        OptionKind.Text => "a text",
        OptionKind.Integer => "a whole number",
        OptionKind.Boolean => "'true' or 'false'",
        OptionKind.Number => "a number",
        OptionKind.Duration => "a duration such as '10 s', '500 ms' or '1 min'",
        OptionKind.Size => "a size such as '128 mb' or '64 kb'",
        OptionKind.Character => "a single character",
    };
}
