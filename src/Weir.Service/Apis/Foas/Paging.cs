using System.Globalization;

namespace Weir.Service.Apis.Foas;

/// <summary>Which page of a list is asked for: pageIndex counts from 1.</summary>
internal sealed record Paging(int Index, int Size)
{
    private const int UsualSize = 10;

    /// <summary>The vendor names no limit; a page of this size with a megabyte of code each is large enough.</summary>
    private const int MostSize = 500;

    public int Skip => (int)Math.Min(int.MaxValue, (Index - 1L) * Size);

    public static Paging Of(Call call) => new(
        Number(call, "pageIndex", 1, int.MaxValue),
        Number(call, "pageSize", UsualSize, MostSize));

    public int PagesFor(int total) => (int)((total + (long)Size - 1) / Size);

    private static int Number(Call call, string name, int otherwise, int most)
    {
        if (call.Query(name) is not { } text)
        {
            return otherwise;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? Math.Min(number, most)
            : throw new FoasException(Errors.Invalid(name, "It must be a whole number of at least 1."));
    }
}
