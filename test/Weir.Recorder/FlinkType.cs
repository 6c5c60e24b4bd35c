using System.Text.Json;

namespace Weir.Recorder;

/// <summary>Flink's logical types, as the SQL gateway sends them (JSON), written the way Flink prints them.</summary>
internal static class FlinkType
{
    // The length that STRING and BYTES stand for.
    private const int Unlimited = int.MaxValue;

    public static string Name(JsonElement type)
    {
        string bare = Kind(type) switch
        {
            "INTEGER" => "INT",
            "DECIMAL" => $"DECIMAL({Number(type, "precision")}, {Number(type, "scale")})",
            "CHAR" => $"CHAR({Number(type, "length")})",
            "VARCHAR" => Sized(type, "VARCHAR", "STRING"),
            "BINARY" => $"BINARY({Number(type, "length")})",
            "VARBINARY" => Sized(type, "VARBINARY", "BYTES"),
            "TIME_WITHOUT_TIME_ZONE" => $"TIME({Number(type, "precision")})",
            "TIMESTAMP_WITHOUT_TIME_ZONE" => $"TIMESTAMP({Number(type, "precision")})",
            "TIMESTAMP_WITH_LOCAL_TIME_ZONE" => $"TIMESTAMP_LTZ({Number(type, "precision")})",
            "ARRAY" => $"ARRAY<{Name(type.GetProperty("elementType"))}>",
            "MULTISET" => $"MULTISET<{Name(type.GetProperty("elementType"))}>",
            "MAP" => $"MAP<{Name(type.GetProperty("keyType"))}, {Name(type.GetProperty("valueType"))}>",
            "ROW" => $"ROW<{string.Join(", ", Fields(type).Select(field => $"`{field.Name}` {Name(field.Type)}"))}>",
            string other => other,
        };
        return type.GetProperty("nullable").GetBoolean() ? bare : bare + " NOT NULL";
    }

    public static string Kind(JsonElement type) => type.GetProperty("type").GetString()!;

    public static int Number(JsonElement type, string property) => type.GetProperty(property).GetInt32();

    /// <summary>The fields of a ROW type.</summary>
    public static IEnumerable<(string Name, JsonElement Type)> Fields(JsonElement type) =>
        type.GetProperty("fields").EnumerateArray()
            .Select(field => (field.GetProperty("name").GetString()!, field.GetProperty("fieldType")));

    private static string Sized(JsonElement type, string sized, string unlimited) =>
        Number(type, "length") == Unlimited ? unlimited : $"{sized}({Number(type, "length")})";
}
