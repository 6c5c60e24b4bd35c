namespace Weir.Engine.Functions.Temporal;

/// <summary>English names, as Java's ROOT and US locales have them.</summary>
internal static class DateNames
{
    /// <summary>January first.</summary>
    public static IReadOnlyList<string> Months { get; } =
    [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ];

    /// <summary>Monday first.</summary>
    public static IReadOnlyList<string> Days { get; } =
        ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

    /// <summary>The name at an index: three letters, all of them (four letters in the pattern), or one (five).</summary>
    public static string Of(IReadOnlyList<string> names, int index, int count) => count switch
    {
        4 => names[index],
        5 => names[index][..1],
        _ => names[index][..3],
    };

    public static string PartOfDay(int hour, int minute) => (hour, minute) switch
    {
        (0, 0) => "midnight",
        (12, 0) => "noon",
        ( >= 6 and < 12, _) => "in the morning",
        ( >= 12 and < 18, _) => "in the afternoon",
        ( >= 18 and < 21, _) => "in the evening",
        _ => "at night",
    };
}
