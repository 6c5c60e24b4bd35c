using System.Buffers;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Weir.Service.Apis.Dli;
using Weir.Service.Control;
using Weir.Service.Model;

namespace Weir.Service.Apis.Weir;

/// <summary>Our own routes, on which console and command line build. Callers show who they are as they do to the DLI
/// dialect: a token or a signature. Only liveness answers a stranger, and tells nothing.</summary>
internal sealed class Routes(ControlPlane control, Signing signing)
{
    private const int PageLimit = 500;

    public void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/weir/v1/live", static () => Results.NoContent());
        app.MapGet("/weir/v1/health", http => Serve(http, Health));
        app.MapGet("/weir/v1/jobs", http => Serve(http, List));
        app.MapGet("/weir/v1/jobs/{job}", http => Serve(http, Show));
        app.MapFallback(http => Serve(http, static (http, _) => NotFound(http, "no such route")));
    }

    private async Task Health(HttpContext http, Caller caller)
    {
        var health = new HealthBody("ok", control.Database.Commits, control.Database.Commands);
        await Write(http, StatusCodes.Status200OK, health, WeirJson.Default.HealthBody);
    }

    private async Task List(HttpContext http, Caller caller)
    {
        var query = http.Request.Query;
        var page = await control.Jobs.List(caller, new JobFilter
        {
            NameContains = query["name"].Count > 0 ? query["name"].ToString() : null,
            Limit = Number(query["limit"], 100, PageLimit),
            Offset = Number(query["offset"], 0, int.MaxValue),
            WithSql = false,
        });
        var body = new JobListBody(page.Total, [.. page.Jobs.Select(JobBody.Of)]);
        await Write(http, StatusCodes.Status200OK, body, WeirJson.Default.JobListBody);
    }

    private async Task Show(HttpContext http, Caller caller)
    {
        if (!int.TryParse(
            http.Request.RouteValues["job"] as string, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
        {
            await NotFound(http, "no such job");
            return;
        }

        var report = await control.Reports.Show(caller, id);
        await (report.Accepted
            ? Write(http, StatusCodes.Status200OK, ReportBody.Of(report.Value), WeirJson.Default.ReportBody)
            : NotFound(http, "no such job"));
    }

    private static int Number(string? text, int otherwise, int limit) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? Math.Min(value, limit)
            : otherwise;

    private static Task NotFound(HttpContext http, string message) =>
        Fail(http, StatusCodes.Status404NotFound, "not_found", message);

    private static Task Fail(HttpContext http, int status, string code, string message) =>
        Write(http, status, new FailureBody(code, message), WeirJson.Default.FailureBody);

    private static async Task Write<T>(HttpContext http, int status, T body, JsonTypeInfo<T> type)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(body, type);
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = bytes.Length;
        await http.Response.BodyWriter.WriteAsync(bytes, http.RequestAborted);
    }

    private async Task Serve(HttpContext http, Func<HttpContext, Caller, Task> handler)
    {
        Caller? caller;
        try
        {
            caller = Identify(http.Request);
        }
        catch (DliException refused)
        {
            await Fail(http, StatusCodes.Status401Unauthorized, "unauthenticated", refused.Error.Message.English);
            return;
        }

        await (caller is null
            ? Fail(http, StatusCodes.Status403Forbidden, "wrong_project", "the project is not one of the caller's")
            : handler(http, caller));
    }

    /// <summary>Null when the project of the header is not the caller's. None of these routes reads a body.</summary>
    private Caller? Identify(HttpRequest request)
    {
        var token = request.Headers[Signing.TokenHeader].ToString();
        var caller = token.Length > 0
            ? signing.FromToken(token)
            : signing.Verify(signing.ReadClaim(request), request, ReadOnlySequence<byte>.Empty);
        var project = request.Headers["X-Project-Id"].ToString();
        return project.Length == 0 || project == caller.ProjectId ? caller
            : token.Length > 0 ? null
            : control.Identity.InProject(caller, project);
    }
}
