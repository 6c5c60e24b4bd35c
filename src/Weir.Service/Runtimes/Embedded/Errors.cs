using Weir.Engine.Runtime;
using Weir.Engine.Sql;
using Weir.Service.Model;

namespace Weir.Service.Runtimes.Embedded;

/// <summary>The engine's errors in the words of the control plane.</summary>
internal static class Errors
{
    public static RunError Of(SqlException refused) => new(
        RunErrorKind.User,
        refused.Code.ToString(),
        refused.Message,
        refused.Position?.Line ?? 0,
        refused.Position?.Column ?? 0,
        refused.Hint ?? "");

    public static RunError Of(JobFailure failure)
    {
        var kind = failure.Kind switch
        {
            FailureKind.User => RunErrorKind.User,
            FailureKind.External => RunErrorKind.External,
            FailureKind.Bug => RunErrorKind.Bug,
        };
        var where = failure.Operator is { } title ? $" (in {title})" : "";
        return new RunError(kind, failure.Kind.ToString(), failure.Message + where);
    }
}
