using Weir.Engine.Options;
using Weir.Engine.Planning;

namespace Weir.Service.Control.Parameters;

/// <summary>Settings that the embedded engine knows by its own (Flink's) names: they act from any properties text.</summary>
internal static class EngineKeys
{
    public static bool Knows(string key) => SettingCatalog.Find(key) is not null;

    /// <summary>What is wrong with the value of a key that the engine knows, as the end of a sentence; null = nothing, or
    /// the key is not the engine's.</summary>
    public static string? Refuse(string key, string value)
    {
        if (SettingCatalog.Find(key) is not { } spec)
        {
            return null;
        }

        if (key == SettingCatalog.ZoneKey && SettingCatalog.ZoneOf(value) is null)
        {
            return $"must be a time zone such as Asia/Shanghai or +08:00, not '{value}'";
        }

        try
        {
            OptionValues.Check("job", [KeyValuePair.Create(key, value)], [spec]);
            return null;
        }
        catch (OptionException bad)
        {
            return $"is refused: {bad.Message}";
        }
    }
}
