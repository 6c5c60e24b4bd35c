using System.Buffers;
using Weir.Service.Apis.Dli.Buckets;
using Weir.Service.Apis.Dli.Jobs;
using Weir.Service.Apis.Dli.Tags;
using Weir.Service.Apis.Dli.Tokens;
using Weir.Service.Control;
using Weir.Service.Model;

namespace Weir.Service.Apis.Dli;

/// <summary>Huawei DLI's paths, and what happens to every request on them: who calls, in which project, then the
/// handler, then the answer. A path that is not there is told only to those who may call.</summary>
internal sealed class Routes(ControlPlane control, Signing signing, ILogger<Routes> log)
{
    // The gateway's limit for signed requests.
    private const int MaxBodyBytes = 12 * 1024 * 1024;

    private static readonly Caller Nobody = new()
    {
        UserId = "", UserName = "", AccountId = "", AccountName = "", ProjectId = "", ProjectName = "",
    };

    private delegate Task<Reply> Handler(Call call);

    public void Map(IEndpointRouteBuilder app)
    {
        const string Jobs = "/v1.0/{project}/streaming/jobs";
        const string SqlJobs = "/v1.0/{project}/streaming/sql-jobs";
        const string TagsOfJob = "/v3/{project}/dli_flink_job/{job}/tags";

        Add(app, "POST", SqlJobs, CreateSqlJob.Handle);
        Add(app, "PUT", SqlJobs + "/{job}", UpdateSqlJob.Handle);
        Add(app, "GET", Jobs, ListJobs.Handle);
        Add(app, "GET", Jobs + "/{job}", ShowJob.Handle);
        Add(app, "GET", Jobs + "/{job}/execute-graph", ShowGraph.Handle);
        Add(app, "DELETE", Jobs + "/{job}", DeleteJobs.HandleOne);
        Add(app, "POST", Jobs + "/{job}/savepoint", TriggerSavepoint.Handle);
        Add(app, "POST", Jobs + "/run", RunJobs.Handle, isBatch: true);
        Add(app, "POST", Jobs + "/stop", StopJobs.Handle, isBatch: true);
        Add(app, "POST", Jobs + "/delete", DeleteJobs.HandleSeveral, isBatch: true);
        Add(app, "POST", "/v1.0/{project}/dli/obs-authorize", AuthorizeBuckets.Handle);
        Add(app, "GET", TagsOfJob, JobTags.HandleList);
        Add(app, "POST", TagsOfJob + "/create", JobTags.HandleCreate);
        Add(app, "POST", TagsOfJob + "/delete", JobTags.HandleDelete);
        Add(app, "GET", "/v3/projects", ListProjects.HandleProjects);
        Add(app, "GET", "/v3/auth/domains", ListProjects.HandleDomains);
        app.MapMethods("/v3/auth/tokens", ["POST"], LogIn);
        foreach (var prefix in new[] { "/v1", "/v1.0", "/v2.0", "/v3" })
        {
            app.Map(prefix + "/{**rest}", http => Serve(http, NoSuchApi, isBatch: false));
        }
    }

    private static Task<Reply> NoSuchApi(Call call) => throw new DliException(Errors.NoSuchApi);

    private void Add(IEndpointRouteBuilder app, string method, string path, Handler handler, bool isBatch = false) =>
        app.MapMethods(path, [method], http => Serve(http, handler, isBatch));

    private Task LogIn(HttpContext http) => Guarded(http, isBatch: false, async () =>
    {
        var body = await ReadBody(http.Request);
        try
        {
            return await IssueToken.Handle(control.Identity, NewCall(http, body, Nobody));
        }
        finally
        {
            http.Request.BodyReader.AdvanceTo(body.End);
        }
    });

    private Task Serve(HttpContext http, Handler handler, bool isBatch) => Guarded(http, isBatch, async () =>
    {
        var request = http.Request;
        var token = request.Headers[Signing.TokenHeader].ToString();
        var claim = token.Length == 0 || request.Headers.Authorization.Count > 0 ? signing.ReadClaim(request) : null;
        var caller = claim is null ? signing.FromToken(token) : null;

        var body = await ReadBody(request);
        try
        {
            caller ??= signing.Verify(claim!, request, body);
            return await handler(NewCall(http, body, InProject(caller, http, isFree: claim is not null)));
        }
        finally
        {
            request.BodyReader.AdvanceTo(body.End);
        }
    });

    private Call NewCall(HttpContext http, ReadOnlySequence<byte> body, Caller caller) => new()
    {
        Request = http.Request,
        Control = control,
        Caller = caller,
        Language = Text.Asked(http.Request.Headers["X-Language"]),
        Body = body,
    };

    /// <summary>The caller in the project of the path. A token is bound to its project, a key to its account.</summary>
    private Caller InProject(Caller caller, HttpContext http, bool isFree)
    {
        if (http.Request.RouteValues["project"] is not string project)
        {
            return caller;
        }

        var header = http.Request.Headers["X-Project-Id"].ToString();
        var here = project == caller.ProjectId ? caller
            : isFree ? control.Identity.InProject(caller, project)
            : null;
        return here is not null && (header.Length == 0 || header == project)
            ? here
            : throw new DliException(Errors.WrongProject);
    }

    /// <summary>The whole body, still owned by the request's reader: advance it when done.</summary>
    private static async ValueTask<ReadOnlySequence<byte>> ReadBody(HttpRequest request) =>
        await RequestBody.Read(request, MaxBodyBytes) ?? throw new DliException(Errors.BodyTooLarge(MaxBodyBytes));

    /// <summary>The boundary of the dialect: whatever happens inside becomes an answer in its form.</summary>
    private async Task Guarded(HttpContext http, bool isBatch, Func<Task<Reply>> serve)
    {
        var requestId = Guid.NewGuid().ToString("N");
        http.Response.Headers["X-Request-Id"] = requestId;
        Reply reply;
        try
        {
            reply = await serve();
        }
        catch (DliException refused)
        {
            reply = Refuse(refused.Error, http, requestId, isBatch);
        }
        catch (BadHttpRequestException bad)
        {
            var error = Errors.Fail("DLI.10004", new Text(bad.Message, bad.Message)) with { Status = bad.StatusCode };
            reply = Refuse(error, http, requestId, isBatch);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            return;
        }
        catch (Exception bug)
        {
            LogMessages.RequestFailed(log, bug, requestId, http.Request.Method, http.Request.Path);
            reply = Refuse(Errors.Internal, http, requestId, isBatch);
        }

        await reply.Write(http.Response);
    }

    private static Reply Refuse(DliError error, HttpContext http, string requestId, bool isBatch)
    {
        var message = error.Message.In(Text.Asked(http.Request.Headers["X-Language"]));
        if (error.Code.StartsWith("APIGW.", StringComparison.Ordinal))
        {
            return Reply.Of(
                error.Status, new GatewayErrorBody(message, error.Code, requestId), DliJson.Wire.GatewayErrorBody);
        }

        var body = new ErrorBody(error.Code, message);
        return isBatch
            ? Reply.Of(error.Status, [body], DliJson.Wire.ErrorBodyArray)
            : Reply.Of(error.Status, body, DliJson.Wire.ErrorBody);
    }
}
