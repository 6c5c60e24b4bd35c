using Weir.Service.Apis.Dli.Jobs;
using Weir.Service.Model;

namespace Weir.Service.Apis.Dli.Tags;

/// <summary>The v3 tag operations on jobs: list, and add or remove several at once.</summary>
internal static class JobTags
{
    public static async Task<Reply> HandleList(Call call)
    {
        var id = JobId.Read(call, JobErrors.OnShow);
        var outcome = await call.Control.Jobs.Show(call.Caller, id);
        if (outcome.Refusal is { } refusal)
        {
            throw new DliException(JobErrors.OnShow(refusal));
        }

        var tags = TagRules.List(outcome.Value.Job.Tags);
        return Reply.Ok(new TagsAnswer(tags, tags.Length), DliJson.Wire.TagsAnswer);
    }

    public static Task<Reply> HandleCreate(Call call) => Change(call, TagRules.Add);

    public static Task<Reply> HandleDelete(Call call) => Change(call, TagRules.Remove);

    private static async Task<Reply> Change(Call call, Func<FieldBag, IReadOnlyList<TagBody>, FieldBag> change)
    {
        var id = JobId.Read(call, JobErrors.OnShow);
        var tags = JsonBody.Read(call.Body, DliJson.Wire.TagsBody).Tags ?? [];
        DliException? refused = null;
        var outcome = await call.Control.Jobs.SetTags(call.Caller, id, before =>
        {
            try
            {
                return change(before, tags);
            }
            catch (DliException error)
            {
                refused = error;
                return before;
            }
        });
        return outcome.Match(
            _ => refused is null ? Reply.NoContent : throw refused,
            refusal => throw new DliException(JobErrors.OnShow(refusal)));
    }
}
