using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Weir.Engine.State;
using Weir.Engine.State.Snapshots;

namespace Weir.Engine.Runtime.Checkpoints;

/// <summary>
/// Everything a checkpoint says about itself. It is written last: a folder without a manifest is no checkpoint. The format
/// number rises with every change; a reader refuses a manifest whose <see cref="OldestReader"/> is newer than itself.
/// </summary>
internal sealed record Manifest
{
    /// <summary>The format that this code writes.</summary>
    public const int CurrentFormat = 1;

    /// <summary>The oldest format that this code still reads.</summary>
    public const int OldestReadable = 1;

    public int Format { get; init; } = CurrentFormat;

    /// <summary>The oldest code (by its <see cref="CurrentFormat"/>) that understands this manifest.</summary>
    public int OldestReader { get; init; } = 1;

    public string Hash { get; init; } = KeyHash.Name;

    public required int MaxParallelism { get; init; }

    public required string Job { get; init; }

    public required long Epoch { get; init; }

    public required long Id { get; init; }

    /// <summary>Number of the job definition that ran.</summary>
    public long Definition { get; init; }

    public bool IsSavepoint { get; init; }

    /// <summary>Milliseconds since 1970-01-01 UTC.</summary>
    public long CreatedMs { get; init; }

    /// <summary>Size of the whole state that it refers to.</summary>
    public long Bytes { get; init; }

    /// <summary>Titles of the plan's nodes, inputs first: for people.</summary>
    public required ImmutableArray<string> Plan { get; init; }

    /// <summary>Files that the pages lie in, relative to the manifest's folder.</summary>
    public required ImmutableArray<string> Files { get; init; }

    public required ImmutableArray<ManifestOperator> Operators { get; init; }
}

/// <summary>What one operator keeps in a checkpoint.</summary>
/// <param name="Name">See <see cref="StateNames"/>.</param>
/// <param name="Kind">Of its keyed state; null when it has none.</param>
/// <param name="Upstream">See <see cref="StateDescriptor.Upstream"/>.</param>
internal sealed record ManifestOperator(
    string Name, string Title, string? Kind, string? Upstream, ImmutableArray<ManifestSubtask> Subtasks)
{
    /// <summary>All its tables as they were declared.</summary>
    [JsonIgnore]
    public IEnumerable<SavedTable> Tables => Subtasks[0].Tables.SelectMany(static t => t.Tables);
}

/// <param name="State">What the operator saved itself: source positions, transactions of sinks.</param>
/// <param name="Tables">Its slot tables.</param>
internal sealed record ManifestSubtask(byte[]? State, ImmutableArray<TableManifest> Tables);
