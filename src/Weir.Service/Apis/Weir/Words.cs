using System.Text.Json;

namespace Weir.Service.Apis.Weir;

/// <summary>Our enumerations as they stand in answers: lower case with underscores.</summary>
internal static class Words
{
    public static string Of<TEnum>(TEnum value)
        where TEnum : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}
