using Weir.Service.Model;

namespace Weir.Service.Apis.Weir;

internal sealed record JobListBody(int Total, IReadOnlyList<JobBody> Jobs);

/// <summary>A job in a list, and the head of a report.</summary>
internal sealed record JobBody
{
    public required int Id { get; init; }

    public required string Name { get; init; }

    public required string Description { get; init; }

    public required string Kind { get; init; }

    public required string Type { get; init; }

    public required string State { get; init; }

    public required string Desired { get; init; }

    public required string StatusText { get; init; }

    public DateTimeOffset? UnknownSince { get; init; }

    /// <summary>Null while the job has only a draft.</summary>
    public int? CurrentVersion { get; init; }

    public bool DraftPending { get; init; }

    public required string Queue { get; init; }

    public int Epoch { get; init; }

    public int? RunId { get; init; }

    public required string CreatedBy { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; init; }

    public static JobBody Of(JobDetail detail)
    {
        var job = detail.Job;
        return new JobBody
        {
            Id = job.Id,
            Name = job.Name,
            Description = job.Description,
            Kind = Words.Of(job.Kind),
            Type = job.Type,
            State = Words.Of(job.State),
            Desired = Words.Of(job.Desired),
            StatusText = job.StatusText,
            UnknownSince = job.UnknownSince,
            CurrentVersion = job.CurrentVersion,
            DraftPending = job.DraftPending,
            Queue = job.Queue.Length == 0 ? Model.Queue.Default : job.Queue,
            Epoch = job.Epoch,
            RunId = job.RunId,
            CreatedBy = detail.CreatorName,
            CreatedAt = job.CreatedAt,
            UpdatedAt = job.UpdatedAt,
        };
    }
}
