using System.Text.Encodings.Web;
using System.Text.Json;
using Weir.Service.Model;

namespace Weir.Service.Store;

/// <summary>How values stand in columns: times as Unix milliseconds, enumerations by name, structures as JSON
/// text.</summary>
internal static class Columns
{
    /// <summary>Reflection, not generated code: a property that an older row does not have keeps its initial
    /// value.</summary>
    private static readonly JsonSerializerOptions Json = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter() },
    };

    public static string ToText<T>(T value) => JsonSerializer.Serialize(value, Json);

    public static T FromText<T>(string text) =>
        JsonSerializer.Deserialize<T>(text, Json) ?? throw new JsonException($"null where {typeof(T).Name} was stored");

    public static long ToMs(this DateTimeOffset at) => at.ToUnixTimeMilliseconds();

    public static long? ToMs(this DateTimeOffset? at) => at?.ToUnixTimeMilliseconds();

    /// <summary>Now, with the precision that a column keeps.</summary>
    public static DateTimeOffset NowMs(this TimeProvider clock) =>
        DateTimeOffset.FromUnixTimeMilliseconds(clock.GetUtcNow().ToUnixTimeMilliseconds());

    public static DateTimeOffset Time(this Row row, int column) =>
        DateTimeOffset.FromUnixTimeMilliseconds(row.Long(column));

    public static DateTimeOffset? TimeOrNull(this Row row, int column) =>
        row.IsNull(column) ? null : row.Time(column);

    public static TEnum Name<TEnum>(this Row row, int column)
        where TEnum : struct, Enum => Names<TEnum>.ByText[row.Text(column)];

    public static string Text<TEnum>(this TEnum value)
        where TEnum : struct, Enum => Names<TEnum>.ByValue[value];

    public static FieldBag Bag(this Row row, int column)
    {
        var text = row.Text(column);
        return text == "{}" ? FieldBag.Empty : FromText<FieldBag>(text);
    }

    private static class Names<TEnum>
        where TEnum : struct, Enum
    {
        public static readonly Dictionary<string, TEnum> ByText =
            Enum.GetValues<TEnum>().ToDictionary(static v => v.ToString(), StringComparer.Ordinal);

        public static readonly Dictionary<TEnum, string> ByValue =
            Enum.GetValues<TEnum>().ToDictionary(static v => v, static v => v.ToString());
    }
}
