using System.Net.Http.Json;
using System.Text.Json;

namespace Weir.TestServers;

/// <summary>One change of a result as the gateway sends it: <c>INSERT</c>, <c>UPDATE_BEFORE</c>… and its fields.</summary>
public sealed record GatewayChange(string Kind, IReadOnlyList<JsonElement> Fields);

/// <summary>One column of a result: its name and Flink's logical type as JSON.</summary>
public sealed record GatewayColumn(string Name, JsonElement LogicalType);

/// <summary>Everything one statement answered.</summary>
public sealed record GatewayResult(IReadOnlyList<GatewayColumn> Columns, IReadOnlyList<GatewayChange> Changes);

/// <summary>Flink refused a statement, or its job failed. The message is the whole server-side stack trace.</summary>
public sealed class GatewayException(string message) : Exception(message)
{
    /// <summary>The innermost cause: class and message, without stack frames.</summary>
    public string RootCause
    {
        get
        {
            const string mark = "Caused by: ";
            int last = Message.LastIndexOf(mark, StringComparison.Ordinal);
            string tail = last < 0 ? Message : Message[(last + mark.Length)..];
            return string.Join('\n', tail.Split('\n').TakeWhile(line => !line.StartsWith("\tat ")))
                .TrimEnd('\n', '>', ' ');
        }
    }
}

/// <summary>A session with Flink's SQL gateway (REST v2). One statement at a time; results are read to their end.</summary>
public sealed class SqlGateway : IAsyncDisposable
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(15);

    private readonly HttpClient _http;
    private readonly string _session;

    private SqlGateway(HttpClient http, string session)
    {
        _http = http;
        _session = session;
    }

    public static async Task<SqlGateway> Open(Uri gateway, IReadOnlyDictionary<string, string> properties,
        CancellationToken cancel = default)
    {
        var http = new HttpClient { BaseAddress = gateway };
        JsonElement reply = await Call(http, HttpMethod.Post, "/v2/sessions", new { properties }, cancel);
        return new SqlGateway(http, "/v2/sessions/" + reply.GetProperty("sessionHandle").GetString());
    }

    /// <summary>The version the server reports, such as <c>1.20.3</c>.</summary>
    public async Task<string> Version(CancellationToken cancel = default) =>
        (await Call(_http, HttpMethod.Get, "/v2/info", null, cancel)).GetProperty("version").GetString()!;

    /// <summary>The session's settings as they are now, after any SET.</summary>
    public async Task<IReadOnlyDictionary<string, string>> Properties(CancellationToken cancel = default) =>
        (await Call(_http, HttpMethod.Get, _session, null, cancel)).GetProperty("properties").EnumerateObject()
            .ToDictionary(property => property.Name, property => property.Value.GetString()!);

    /// <summary>Runs one statement and reads its result to the end. Cancelling stops the job behind it.</summary>
    /// <exception cref="GatewayException">Flink refused the statement or its job failed.</exception>
    public async Task<GatewayResult> Execute(string statement, CancellationToken cancel = default)
    {
        JsonElement started =
            await Call(_http, HttpMethod.Post, _session + "/statements", new { statement }, cancel);
        string operation = _session + "/operations/" + started.GetProperty("operationHandle").GetString();
        try
        {
            return await Read(operation, cancel);
        }
        finally
        {
            await Call(_http, HttpMethod.Delete, operation + "/close", null, CancellationToken.None);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Call(_http, HttpMethod.Delete, _session, null, CancellationToken.None);
        _http.Dispose();
    }

    private async Task<GatewayResult> Read(string operation, CancellationToken cancel)
    {
        List<GatewayColumn> columns = [];
        List<GatewayChange> changes = [];
        string? next = operation + "/result/0?rowFormat=JSON";
        while (next is not null)
        {
            JsonElement page = await Call(_http, HttpMethod.Get, next, null, cancel);
            next = page.TryGetProperty("nextResultUri", out JsonElement uri) ? uri.GetString() : null;
            int before = changes.Count;
            if (page.TryGetProperty("results", out JsonElement results))
            {
                columns = [.. results.GetProperty("columns").EnumerateArray().Select(column => new GatewayColumn(
                    column.GetProperty("name").GetString()!, column.GetProperty("logicalType")))];
                changes.AddRange(results.GetProperty("data").EnumerateArray().Select(row => new GatewayChange(
                    row.GetProperty("kind").GetString()!, [.. row.GetProperty("fields").EnumerateArray()])));
            }
            if (next is not null && changes.Count == before)
            {
                await Task.Delay(PollInterval, cancel);
            }
        }
        return new GatewayResult(columns, changes);
    }

    private static async Task<JsonElement> Call(HttpClient http, HttpMethod method, string path, object? body,
        CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(method, path)
        {
            Content = body is null ? null : JsonContent.Create(body),
        };
        using HttpResponseMessage response = await http.SendAsync(request, cancel);
        JsonElement reply = await response.Content.ReadFromJsonAsync<JsonElement>(cancel);
        if (!reply.TryGetProperty("errors", out JsonElement errors))
        {
            return reply;
        }
        throw new GatewayException(string.Join('\n', errors.EnumerateArray().Select(error => error.GetString())));
    }
}
