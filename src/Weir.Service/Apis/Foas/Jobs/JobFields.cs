using System.Globalization;
using System.Text;
using Weir.Service.Control.Parameters;

namespace Weir.Service.Apis.Foas.Jobs;

/// <summary>The nine fields that CreateJob and UpdateJob share. Null = absent; the empty text sets a field to
/// empty.</summary>
internal sealed record JobFields
{
    public string? Packages { get; init; }

    public string? PlanJson { get; init; }

    public string? Code { get; init; }

    public string? Description { get; init; }

    public string? EngineVersion { get; init; }

    public string? ClusterId { get; init; }

    public string? QueueName { get; init; }

    public string? FolderId { get; init; }

    public string? Properties { get; init; }

    /// <summary>Reads and checks each field by itself.</summary>
    public static JobFields Read(Fields body) => new()
    {
        Packages = Text(body, "packages", JobLimits.OtherText),
        PlanJson = Text(body, "planJson", JobLimits.PlanJson),
        Code = Text(body, "code", JobLimits.Code),
        Description = Text(body, "description", JobLimits.Description),
        EngineVersion = Text(body, "engineVersion", JobLimits.OtherName),
        ClusterId = Text(body, "clusterId", JobLimits.OtherName),
        QueueName = Text(body, "queueName", JobLimits.OtherName),
        FolderId = Folder(body.Text("folderId")),
        Properties = CheckProperties(Text(body, "properties", JobLimits.Properties)),
    };

    /// <summary>The name of a new job or project: whatever a path can carry.</summary>
    public static string Name(Fields body, string field)
    {
        var name = body.Required(field);
        var isGood = name.Length <= JobLimits.Name && name.Trim() == name
            && name.EnumerateRunes().All(static rune => !Rune.IsControl(rune) && !"/\\?#%&\uFFFD".Contains((char)rune.Value));
        return isGood
            ? name
            : throw new FoasException(Errors.Invalid(
                field,
                $"It may have up to {JobLimits.Name} characters, none of them / \\ ? # % &, and no blanks at its ends."));
    }

    private static string? Text(Fields body, string name, int limit) =>
        body.Text(name) is { } text && text.Length > limit
            ? throw new FoasException(Errors.Invalid(name, $"It is longer than {limit} characters."))
            : body.Text(name);

    private static string? Folder(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return text;
        }

        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var folder)
            ? folder.ToString(CultureInfo.InvariantCulture)
            : throw new FoasException(Errors.Invalid("folderId", "It must be a whole number, not negative."));
    }

    private static string? CheckProperties(string? text) => text is not null && ParameterSet.Parse(text).Problem is { } why
        ? throw new FoasException(Errors.Invalid("properties", why))
        : text;
}
