using System.Security.Cryptography;
using System.Text;

namespace Weir.Service.Accounts;

/// <summary>Seals secrets that must be read again (access keys): AES-256-GCM with the key of
/// <c>DIR/master.key</c>.</summary>
internal sealed class MasterKey(byte[] key)
{
    public const int KeyBytes = 32;

    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    /// <summary>Base64 of nonce, tag and cipher text. The owner is bound in: a sealed text moved to another row is
    /// refused.</summary>
    public string Seal(string secret, string owner)
    {
        var clear = Encoding.UTF8.GetBytes(secret);
        var all = new byte[NonceBytes + TagBytes + clear.Length];
        var (nonce, tag, cipher) = Parts(all);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key, TagBytes);
        aes.Encrypt(nonce, clear, cipher, tag, Encoding.UTF8.GetBytes(owner));
        return Convert.ToBase64String(all);
    }

    /// <exception cref="CryptographicException">Another key sealed it, or it was changed.</exception>
    public string Open(string sealedText, string owner)
    {
        var (nonce, tag, cipher) = Parts(Convert.FromBase64String(sealedText));
        var clear = new byte[cipher.Length];
        using var aes = new AesGcm(key, TagBytes);
        aes.Decrypt(nonce, cipher, tag, clear, Encoding.UTF8.GetBytes(owner));
        return Encoding.UTF8.GetString(clear);
    }

    private static SealedParts Parts(byte[] all) => new(all);

    private readonly ref struct SealedParts(byte[] all)
    {
        public void Deconstruct(out Span<byte> nonce, out Span<byte> tag, out Span<byte> cipher)
        {
            nonce = all.AsSpan(0, NonceBytes);
            tag = all.AsSpan(NonceBytes, TagBytes);
            cipher = all.AsSpan(NonceBytes + TagBytes);
        }
    }
}
