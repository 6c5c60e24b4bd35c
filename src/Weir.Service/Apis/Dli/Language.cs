namespace Weir.Service.Apis.Dli;

/// <summary>The two languages of the dialect's messages, chosen by the header X-Language.</summary>
internal enum Language
{
    English,
    Chinese,
}

/// <summary>One text in both languages.</summary>
internal readonly record struct Text(string English, string Chinese)
{
    public string In(Language language) => language == Language.Chinese ? Chinese : English;

    /// <summary>The language a request asks for; English when it asks for none or for one we do not have.</summary>
    public static Language Asked(string? header) =>
        header is not null && header.AsSpan().Trim().StartsWith("zh", StringComparison.OrdinalIgnoreCase)
            ? Language.Chinese
            : Language.English;
}
