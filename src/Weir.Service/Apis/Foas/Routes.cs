using System.Buffers;
using Microsoft.AspNetCore.Http.Features;
using Weir.Service.Apis.Foas.Instances;
using Weir.Service.Apis.Foas.Jobs;
using Weir.Service.Apis.Foas.Projects;
using Weir.Service.Control;
using Weir.Service.Model;

namespace Weir.Service.Apis.Foas;

/// <summary>Alibaba foas's paths (2018-11-11), and what happens to every request on them: who calls, which operation, in
/// which project, then the handler, then the answer in JSON or XML. A path that is not there is told only to those who
/// may call.</summary>
internal sealed class Routes(ControlPlane control, Signing signing, ILogger<Routes> log)
{
    /// <summary>Every path of the dialect begins so.</summary>
    public const string Prefix = "/api";

    // The vendor names no limit; this is the one of the other dialect.
    private const int MaxBodyBytes = 12 * 1024 * 1024;

    private const string Project = "/api/v2/projects/{projectName}";
    private const string Job = Project + "/jobs/{jobName}";
    private const string Instance = Job + "/instances/{instanceId}";

    private static readonly Operation[] Operations =
    [
        new("CreateJob", "POST", Project + "/jobs", CreateJob.Handle),
        new("UpdateJob", "PUT", Job, UpdateJob.Handle),
        new("GetJob", "GET", Job, GetJob.Handle),
        new("ListJob", "GET", Project + "/jobs", ListJob.Handle),
        new("DeleteJob", "DELETE", Job, DeleteJob.Handle),
        new("CommitJob", "PUT", Job + "/commit", CommitJob.Handle),
        new("OfflineJob", "PUT", Job + "/offline", OfflineJob.Handle),
        new("StartJob", "POST", Job + "/instance", StartJob.Handle),
        new("ListInstance", "GET", Project + "/instances", ListInstance.Handle),
        new("GetInstance", "GET", Instance, GetInstance.Handle),
        new("GetInstanceRunSummary", "GET", Instance + "/runsummary", GetInstanceRunSummary.Handle),
        new("GetInstanceConfig", "GET", Instance + "/config", GetInstanceConfig.Handle),
        new("BatchGetInstanceRunSummary", "GET", Project + "/runsummary", BatchGetInstanceRunSummary.Handle),
        new("ModifyInstanceState", "PUT", Instance + "/expectstate", ModifyInstanceState.Handle),
        new("CreateProject", "POST", "/api/v2/projects", CreateProject.Handle),
        new("ListProject", "GET", "/api/v2/projects", ListProject.Handle),
        new("GetProject", "GET", Project, GetProject.Handle),
        .. Later.Operations,
    ];

    public void Map(IEndpointRouteBuilder app) => app.Map(Prefix + "/{**rest}", Serve);

    private async Task Serve(HttpContext http)
    {
        var requestId = Guid.NewGuid().ToString().ToUpperInvariant();
        var operation = (Operation?)null;
        Reply reply;
        try
        {
            var target = Target(http);
            var claim = signing.ReadClaim(http.Request);
            var body = await RequestBody.Read(http.Request, MaxBodyBytes)
                ?? throw new FoasException(Errors.BodyTooLarge(MaxBodyBytes));
            try
            {
                var caller = signing.Verify(claim, http.Request, target, body);
                (operation, var path) = Find(http.Request.Method, target);
                reply = await operation.Handler(NewCall(http.Request, path, caller, body));
            }
            finally
            {
                http.Request.BodyReader.AdvanceTo(body.End);
            }
        }
        catch (FoasException refused)
        {
            reply = Refuse(refused.Error, http);
        }
        catch (BadHttpRequestException bad)
        {
            reply = Refuse(Errors.BadRequestLine(bad.StatusCode, bad.Message), http);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            return;
        }
        catch (Exception bug)
        {
            LogMessages.RequestFailed(log, bug, requestId, http.Request.Method, http.Request.Path);
            reply = Refuse(Errors.Internal, http);
        }

        await reply.Write(http, requestId, reply.Status == 200 ? $"{operation!.Name}Response" : "Error");
    }

    private static (Operation Operation, IReadOnlyDictionary<string, string> Path) Find(string method, string target)
    {
        var query = target.IndexOf('?', StringComparison.Ordinal);
        var pieces = (query < 0 ? target : target[..query])[1..].Split('/').Select(Uri.UnescapeDataString).ToArray();
        foreach (var operation in Operations)
        {
            if (operation.Match(method, pieces) is { } path && path.Values.All(static name => name.Length > 0))
            {
                return (operation, path);
            }
        }

        throw new FoasException(Errors.NoSuchApi);
    }

    private Call NewCall(
        HttpRequest request, IReadOnlyDictionary<string, string> path, Caller caller, ReadOnlySequence<byte> body) => new()
    {
        Control = control,
        Caller = path.TryGetValue("projectName", out var project)
            ? control.Identity.InProjectNamed(caller, project)
                ?? throw new FoasException(Errors.NoSuchProject(project))
            : caller,
        Path = path,
        QueryParameters = request.Query,
        Body = request.Method is "GET" or "DELETE" ? Fields.None : Fields.Read(request.ContentType, body),
    };

    /// <summary>Path and query as the client sent and signed them.</summary>
    private static string Target(HttpContext http)
    {
        var target = http.Features.Get<IHttpRequestFeature>()!.RawTarget;
        return target.StartsWith('/') ? target
            : Uri.TryCreate(target, UriKind.Absolute, out var uri) ? uri.PathAndQuery
            : http.Request.Path + "";
    }

    private static Reply Refuse(FoasError error, HttpContext http) => Reply.Of(
        error.Status,
        new ErrorBody(http.Request.Host.Value ?? "", error.Code, error.Message, error.Recommend),
        FoasJson.Wire.ErrorBody);
}
