using Weir.Service.Apis.Foas.Jobs;
using Weir.Service.Model;

namespace Weir.Service.Apis.Foas.Projects;

/// <summary>POST projects: a new project of the caller's account, with its queue and bucket.</summary>
internal static class CreateProject
{
    private static readonly (string Field, string Trait)[] Kept =
    [
        ("orderId", ProjectView.OrderId), ("clusterId", ProjectView.ClusterId),
        ("managerIds", ProjectView.ManagerIds), ("description", ProjectView.Description),
    ];

    public static async Task<Reply> Handle(Call call)
    {
        var name = JobFields.Name(call.Body, "name");
        var type = call.Body.Required("deployType").ToUpperInvariant();
        if (type is not (ProjectView.Cell or ProjectView.Public))
        {
            throw new FoasException(Errors.Invalid("deployType", "It must be cell or public."));
        }

        var traits = FieldBag.Empty.With(ProjectView.DeployType, type).With(ProjectView.Creator, call.Caller.UserId);
        foreach (var (field, trait) in Kept)
        {
            var text = call.Body.Text(field);
            traits = (text?.Length ?? 0) <= JobLimits.Description
                ? traits.With(trait, text)
                : throw new FoasException(Errors.Invalid(field, $"It is longer than {JobLimits.Description} characters."));
        }

        Call.Accept(
            await call.Control.Projects.Create(call.Caller, name, traits),
            refusal => refusal switch
            {
                Refusal.Overloaded => Errors.Overloaded,
                _ => new FoasError(
                    400, "ProjectAlreadyExist", $"A project named {name} already exists.", "Choose another name."),
            });
        return Reply.Done;
    }
}
