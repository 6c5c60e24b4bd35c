using Weir.Service.Model;

namespace Weir.Service.Apis.Foas.Jobs;

/// <summary>Queues are called by their whole path there, <c>root.default</c>; a project has one, often named after
/// it.</summary>
internal static class QueueNames
{
    private const string Root = "root.";

    /// <summary>The name of our queue: without root; the project's own name means the queue that every project
    /// has.</summary>
    public static string Ours(string queueName, string projectName)
    {
        var name = queueName.StartsWith(Root, StringComparison.Ordinal) ? queueName[Root.Length..] : queueName;
        return name == projectName ? Queue.Default : name;
    }
}
