using System.Buffers;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using Weir.Service.Accounts;
using Weir.Service.Control;
using Weir.Service.Model;

namespace Weir.Service.Apis.Foas;

/// <summary>Finds out who is calling: V1 (HMAC-SHA1) or ACS3-HMAC-SHA256 with an access key. In the gateway's order: the
/// key, the date, then the body's digest and the signature, and the nonce last, so that only whoever has the secret can
/// use one up.</summary>
internal sealed class Signing(Identity identity, TimeProvider clock, KeyLock locks, Nonces nonces)
{
    private const string DateHeader = "x-acs-date";
    private const string NonceHeader = "x-acs-signature-nonce";
    private const string PayloadHeader = "x-acs-content-sha256";
    private const string IsoForm = "yyyy-MM-dd'T'HH:mm:ss'Z'";
    private const string RfcForm = "r";

    /// <summary>A nonce longer than this is no nonce; SDKs send 36 characters.</summary>
    private const int LongestNonce = 256;

    // The gateway's own window.
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    public static Signing For(ControlPlane control) => new(
        control.Identity, control.Clock, new KeyLock(control.Clock, control.Settings), new Nonces(control.Clock));

    /// <summary>Reads the Authorization header and finds its key. What does not depend on the body is checked here, so
    /// that a stranger's body is never read.</summary>
    public Claim ReadClaim(HttpRequest request)
    {
        var authorization = request.Headers.Authorization.ToString();
        if (authorization.Length == 0)
        {
            throw new FoasException(Errors.IncompleteSignature("the Authorization header is missing."));
        }

        var parts = authorization.StartsWith(RoaSignature.Scheme, StringComparison.OrdinalIgnoreCase)
            ? ParseRoa(authorization, request)
            : ParseAcs3(authorization, request);
        if (request.Headers.ContainsKey("x-acs-security-token"))
        {
            throw new FoasException(Errors.SecurityToken);
        }

        if (locks.IsLocked(parts.AccessKey, parts.From))
        {
            throw new FoasException(Errors.KeyLocked);
        }

        var key = identity.FindKey(parts.AccessKey) ?? throw new FoasException(Errors.NoSuchAccessKey);
        return new Claim(key, parts, DateOf(request, parts.SignedHeaders is null));
    }

    /// <summary>Checks digest and signature over request and body, and takes the nonce.</summary>
    public Caller Verify(Claim claim, HttpRequest request, string target, ReadOnlySequence<byte> body)
    {
        if (Mismatch(claim, request, target, body) is { } mismatch)
        {
            locks.Failed(claim.Parts.AccessKey, claim.Parts.From);
            throw new FoasException(Errors.SignatureDoesNotMatch(mismatch));
        }

        locks.Succeeded(claim.Parts.AccessKey, claim.Parts.From);
        var nonce = request.Headers[NonceHeader].ToString();
        if (nonce.Length > 0)
        {
            TakeNonce(claim, nonce);
        }

        return claim.Key.Owner;
    }

    private void TakeNonce(Claim claim, string nonce)
    {
        if (nonce.Length > LongestNonce)
        {
            throw new FoasException(Errors.Invalid(NonceHeader, $"It is longer than {LongestNonce} characters."));
        }

        switch (nonces.Take(claim.Parts.AccessKey, nonce, claim.Date + Window))
        {
            case NonceStanding.Used:
                throw new FoasException(Errors.NonceUsed);
            case NonceStanding.NoRoom:
                throw new FoasException(Errors.TooManyNonces);
        }
    }

    /// <summary>What does not fit, or null.</summary>
    private static string? Mismatch(Claim claim, HttpRequest request, string target, ReadOnlySequence<byte> body)
    {
        var md5 = request.Headers.ContentMD5.ToString();
        if (md5.Length > 0 && md5 != Convert.ToBase64String(Digest(HashAlgorithmName.MD5, body)))
        {
            return "the body does not match Content-MD5";
        }

        var query = RawQuery.Parse(target);
        var secret = claim.Key.Secret;
        if (claim.Parts.SignedHeaders is not { } signedHeaders)
        {
            return RoaSignature.Matches(claim.Parts.Signature, secret, request, query) ? null : "mismatch";
        }

        var hash = Convert.ToHexStringLower(Digest(HashAlgorithmName.SHA256, body));
        var announced = request.Headers[PayloadHeader].ToString();
        return announced.Length > 0 && !announced.Equals(hash, StringComparison.OrdinalIgnoreCase)
                ? $"the body does not match {PayloadHeader}"
            : Acs3Signature.Matches(claim.Parts.Signature, signedHeaders, secret, request, query, hash) ? null
            : "mismatch";
    }

    private static byte[] Digest(HashAlgorithmName algorithm, ReadOnlySequence<byte> body)
    {
        using var hash = IncrementalHash.CreateHash(algorithm);
        foreach (var segment in body)
        {
            hash.AppendData(segment.Span);
        }

        return hash.GetHashAndReset();
    }

    private static Parts ParseRoa(string authorization, HttpRequest request)
    {
        foreach (var header in (ReadOnlySpan<string>)["x-acs-signature-method", "x-acs-signature-type"])
        {
            var value = request.Headers[header].ToString();
            if (value.Length > 0 && !value.Equals(RoaSignature.Method, StringComparison.OrdinalIgnoreCase))
            {
                throw new FoasException(Errors.SignatureMethod(value));
            }
        }

        var rest = authorization.AsSpan(RoaSignature.Scheme.Length).Trim();
        var colon = rest.IndexOf(':');
        if (colon <= 0 || colon == rest.Length - 1)
        {
            throw new FoasException(Errors.IncompleteSignature("Authorization needs 'acs <AccessKeyId>:<signature>'."));
        }

        return new Parts(rest[..colon].ToString(), rest[(colon + 1)..].ToString(), null, From(request));
    }

    private static Parts ParseAcs3(string authorization, HttpRequest request)
    {
        var blank = authorization.IndexOf(' ', StringComparison.Ordinal);
        var scheme = blank < 0 ? authorization : authorization[..blank];
        if (scheme != Acs3Signature.Scheme)
        {
            throw new FoasException(Errors.SignatureMethod(scheme));
        }

        var parts = authorization[(blank + 1)..].Split(',')
            .Select(static part => part.Split('=', 2, StringSplitOptions.TrimEntries))
            .Where(static part => part.Length == 2)
            .GroupBy(static part => part[0], static part => part[1])
            .ToDictionary(static part => part.Key, static part => part.First());
        if (!parts.TryGetValue("Credential", out var key) || key.Length == 0
            || !parts.TryGetValue("SignedHeaders", out var headers)
            || !parts.TryGetValue("Signature", out var signature))
        {
            throw new FoasException(Errors.IncompleteSignature(
                "Authorization needs Credential, SignedHeaders and Signature."));
        }

        // Whatever a replay would change has to be signed.
        var signed = headers.Split(';');
        foreach (var name in (ReadOnlySpan<string>)[DateHeader, NonceHeader])
        {
            var must = name == DateHeader || request.Headers.ContainsKey(name);
            if (must && !signed.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                throw new FoasException(Errors.IncompleteSignature($"{name} must be one of the SignedHeaders."));
            }
        }

        return new Parts(key, signature, headers, From(request));
    }

    private DateTimeOffset DateOf(HttpRequest request, bool isRoa)
    {
        var iso = request.Headers[DateHeader].ToString();
        var rfc = request.Headers.Date.ToString();
        var useRfc = isRoa && rfc.Length > 0;
        if (!DateTimeOffset.TryParseExact(
            useRfc ? rfc : iso,
            useRfc ? RfcForm : IsoForm,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var date))
        {
            throw new FoasException(Errors.TimeFormat(isRoa
                ? "Date must have the form of RFC 1123, in GMT"
                : "x-acs-date must have the form YYYY-MM-DDThh:mm:ssZ"));
        }

        var now = clock.GetUtcNow();
        return (now - date).Duration() <= Window ? date : throw new FoasException(Errors.TimeExpired(now));
    }

    private static IPAddress From(HttpRequest request) =>
        request.HttpContext.Connection.RemoteIpAddress ?? IPAddress.None;

    /// <summary>Who says they call, not yet proven.</summary>
    internal sealed record Claim(SigningKey Key, Parts Parts, DateTimeOffset Date);

    /// <summary>The Authorization header taken apart. Signed headers are null for V1, which signs them all.</summary>
    internal sealed record Parts(string AccessKey, string Signature, string? SignedHeaders, IPAddress From);
}
