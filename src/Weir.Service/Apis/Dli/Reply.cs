using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Weir.Service.Apis.Dli;

/// <summary>An answer, ready to be written: status and JSON body, or no body at all.</summary>
internal sealed class Reply
{
    private readonly byte[] body;

    private Reply(int status, byte[] body)
    {
        Status = status;
        this.body = body;
    }

    public static Reply NoContent { get; } = new(204, []);

    public int Status { get; }

    public static Reply Ok<T>(T body, JsonTypeInfo<T> type) => Of(200, body, type);

    public static Reply Of<T>(int status, T body, JsonTypeInfo<T> type) =>
        new(status, JsonSerializer.SerializeToUtf8Bytes(body, type));

    public async ValueTask Write(HttpResponse response)
    {
        response.StatusCode = Status;
        if (body.Length == 0)
        {
            return;
        }

        // Terraform's pagers read a body only when its type starts with this.
        response.ContentType = "application/json";
        response.ContentLength = body.Length;
        await response.BodyWriter.WriteAsync(body, response.HttpContext.RequestAborted);
    }
}
