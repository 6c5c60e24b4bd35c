using System.Buffers;

namespace Weir.Service.Apis;

/// <summary>Reads a request's body as a whole.</summary>
internal static class RequestBody
{
    /// <summary>The whole body, still owned by the request's reader: advance it when done. Null when it is larger than
    /// allowed; nothing of it is owed then.</summary>
    public static async ValueTask<ReadOnlySequence<byte>?> Read(HttpRequest request, int maxBytes)
    {
        if (request.ContentLength > maxBytes)
        {
            return null;
        }

        while (true)
        {
            var result = await request.BodyReader.ReadAsync(request.HttpContext.RequestAborted);
            if (result.Buffer.Length > maxBytes)
            {
                request.BodyReader.AdvanceTo(result.Buffer.End);
                return null;
            }

            if (result.IsCompleted)
            {
                return result.Buffer;
            }

            request.BodyReader.AdvanceTo(result.Buffer.Start, result.Buffer.End);
        }
    }
}
