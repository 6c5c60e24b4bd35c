using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Weir.Service.Apis.Foas;

/// <summary>An answer: what stands in it beside the request's id, written as JSON or XML.</summary>
internal sealed class Reply
{
    private static readonly JsonWriterOptions Utf8 = new() { Encoder = WireEncoder.Instance };

    private readonly byte[]? body;

    private Reply(int status, byte[]? body)
    {
        Status = status;
        this.body = body;
    }

    /// <summary>Nothing but the request's id.</summary>
    public static Reply Done { get; } = new(200, null);

    public int Status { get; }

    public static Reply Ok<T>(T body, JsonTypeInfo<T> type) => Of(200, body, type);

    public static Reply Of<T>(int status, T body, JsonTypeInfo<T> type) =>
        new(status, JsonSerializer.SerializeToUtf8Bytes(body, type));

    /// <summary>JSON for everybody who does not ask for XML and nothing else: SDKs send all sorts of Accept and read by
    /// the answer's type.</summary>
    /// <param name="root">The root element of an XML answer.</param>
    public async ValueTask Write(HttpContext http, string requestId, string root)
    {
        var json = WithId(requestId);
        var isXml = http.Request.Headers.Accept.ToString() is "application/xml" or "text/xml";
        var bytes = isXml ? XmlText.Of(root, json.WrittenSpan) : json.WrittenMemory;
        http.Response.StatusCode = Status;
        http.Response.ContentType = isXml ? "text/xml;charset=utf-8" : "application/json";
        http.Response.ContentLength = bytes.Length;
        await http.Response.BodyWriter.WriteAsync(bytes, http.RequestAborted);
    }

    private ArrayBufferWriter<byte> WithId(string requestId)
    {
        var buffer = new ArrayBufferWriter<byte>((body?.Length ?? 0) + 64);
        using var writer = new Utf8JsonWriter(buffer, Utf8);
        writer.WriteStartObject();
        writer.WriteString("RequestId", requestId);
        if (body is not null)
        {
            using var document = JsonDocument.Parse(body);
            foreach (var member in document.RootElement.EnumerateObject())
            {
                member.WriteTo(writer);
            }
        }

        writer.WriteEndObject();
        writer.Flush();
        return buffer;
    }
}
