using Weir.Service.Model;

namespace Weir.Service.Apis.Dli.Jobs;

/// <summary>What to do with records that cannot be read: "0" ignores, "1" fails, "2:directory" keeps them (also a bare
/// "2", as one SDK documents it).</summary>
internal static class DirtyDataStrategy
{
    private const string StoreIn = "2:";

    public static bool IsValid(string? text) =>
        text is null or "0" or "1" or "2" || (text.StartsWith(StoreIn, StringComparison.Ordinal) && text.Length > 2);

    public static DirtyData Parse(string text) => text switch
    {
        "0" => new DirtyData(),
        "1" => new DirtyData(DirtyDataAction.Fail),
        "2" => new DirtyData(DirtyDataAction.Store),
        _ => new DirtyData(DirtyDataAction.Store, text[StoreIn.Length..]),
    };

    public static string Print(DirtyData policy) => policy.Action switch
    {
        DirtyDataAction.Ignore => "0",
        DirtyDataAction.Fail => "1",
        DirtyDataAction.Store => policy.Directory.Length == 0 ? "2" : StoreIn + policy.Directory,
    };
}
