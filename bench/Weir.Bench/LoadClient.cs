using System.Net.Sockets;
using System.Text;

namespace Weir.Bench;

/// <summary>One keep-alive connection that sends requests one after another; as little work per request as can be, because
/// it shares the cores with the server.</summary>
internal sealed class LoadClient(Uri url) : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
    {
        NoDelay = true,
    };

    private readonly byte[] _buffer = new byte[16 * 1024];

    public async Task Connect() => await _socket.ConnectAsync(url.Host, url.Port);

    /// <summary>Sends a request and returns the status of its answer.</summary>
    public async Task<int> Send(ReadOnlyMemory<byte> request)
    {
        await _socket.SendAsync(request);
        var filled = 0;
        while (true)
        {
            var read = await _socket.ReceiveAsync(_buffer.AsMemory(filled));
            if (read == 0)
            {
                throw new IOException("the server closed the connection");
            }

            filled += read;
            if (IsComplete(_buffer.AsSpan(0, filled)))
            {
                return (_buffer[9] - '0') * 100 + (_buffer[10] - '0') * 10 + _buffer[11] - '0';
            }
        }
    }

    public string LastAnswer => Encoding.UTF8.GetString(_buffer).Split('\0')[0];

    public void Dispose() => _socket.Dispose();

    private static bool IsComplete(ReadOnlySpan<byte> answer)
    {
        var end = answer.IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            return false;
        }

        var at = answer.IndexOf("Content-Length: "u8);
        var length = 0;
        for (var i = at + 16; at >= 0 && answer[i] != '\r'; i++)
        {
            length = length * 10 + answer[i] - '0';
        }

        return answer.Length >= end + 4 + length;
    }
}
