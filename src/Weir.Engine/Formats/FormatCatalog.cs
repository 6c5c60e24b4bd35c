using Weir.Engine.Formats.Csv;
using Weir.Engine.Formats.DebeziumJson;
using Weir.Engine.Formats.Json;
using Weir.Engine.Formats.Raw;
using Weir.Engine.Options;

namespace Weir.Engine.Formats;

/// <summary>The formats there are, by the name that the option <c>format</c> gives.</summary>
public sealed class FormatCatalog(IReadOnlyList<Format> formats)
{
    /// <summary>What the engine brings along.</summary>
    public static FormatCatalog BuiltIn { get; } =
        new([new CsvFormat(), new DebeziumJsonFormat(), new JsonFormat(), new RawFormat()]);

    public IReadOnlyList<Format> All => formats;

    /// <exception cref="OptionException">There is no format of that name.</exception>
    public Format Find(string name) =>
        formats.FirstOrDefault(f => f.Name == name) ?? throw new OptionException(
            $"There is no format '{name}'",
            NearestName.Of(name, formats.Select(f => f.Name)) is { } near
                ? $"Did you mean '{near}'?"
                : $"There are: {string.Join(", ", formats.Select(f => f.Name))}");
}
