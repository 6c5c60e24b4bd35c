using System.Text;
using Weir.Service.Apis.Dli.Jobs;
using Weir.Service.Model;

namespace Weir.Service.Apis.Dli.Tags;

/// <summary>What tags may be called and how many a job may have. The wider figures of the two generations.</summary>
internal static class TagRules
{
    private const int MostTags = 20;
    private const int MostKeyLength = 128;
    private const int MostValueLength = 255;
    private const string ReservedPrefix = "_sys_";

    /// <summary>The bag with these tags added; one with the same key is replaced.</summary>
    public static FieldBag Add(FieldBag bag, IReadOnlyList<TagBody> tags)
    {
        foreach (var tag in tags)
        {
            var key = KeyOf(tag);
            CheckKey(key);
            var value = tag.Value ?? "";
            SqlJobChecks.Require(
                value.Length <= MostValueLength && value.EnumerateRunes().All(IsAllowed),
                () => Bad($"value of {key} may have up to {MostValueLength} letters, digits, blanks and _.:=+-@/",
                    $"{key}的值最长{MostValueLength}个字符，只能包含字母、数字、空格和_.:=+-@/"));
            bag = bag.With(key, value);
        }

        SqlJobChecks.Require(
            bag.Fields.Count <= MostTags,
            () => Errors.Parameter("tags", $"must not be more than {MostTags}", $"不能超过{MostTags}个"));
        return bag;
    }

    /// <summary>The bag without these tags; those it does not have are no error.</summary>
    public static FieldBag Remove(FieldBag bag, IReadOnlyList<TagBody> tags) =>
        tags.Aggregate(bag, (left, tag) => left.With(KeyOf(tag), null));

    public static TagBody[] List(FieldBag bag) =>
        [.. bag.Fields.Select(f => new TagBody { Key = f.Key, Value = f.Value })];

    private static string KeyOf(TagBody? tag) =>
        tag?.Key is { Length: > 0 } key ? key : throw new DliException(Bad("key must not be empty", "键不能为空"));

    private static void CheckKey(string key) => SqlJobChecks.Require(
        key.Length <= MostKeyLength
            && !key.StartsWith(ReservedPrefix, StringComparison.Ordinal)
            && key.EnumerateRunes().All(IsAllowed),
        () => Bad(
            $"key {key} may have up to {MostKeyLength} letters, digits, blanks and _.:=+-@ and not begin with "
                + ReservedPrefix,
            $"键{key}最长{MostKeyLength}个字符，只能包含字母、数字、空格和_.:=+-@，且不能以{ReservedPrefix}开头"));

    private static bool IsAllowed(Rune rune) =>
        Rune.IsLetterOrDigit(rune) || rune.Value is ' ' or '_' or '.' or ':' or '=' or '+' or '-' or '@' or '/';

    private static DliError Bad(string english, string chinese) => Errors.Parameter("tags", english, chinese);
}
