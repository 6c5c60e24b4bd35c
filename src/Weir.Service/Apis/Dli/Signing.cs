using System.Buffers;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http.Features;
using Weir.Service.Accounts;
using Weir.Service.Control;
using Weir.Service.Model;

namespace Weir.Service.Apis.Dli;

/// <summary>Finds out who is calling: a token, or a signature with an access key (SDK-HMAC-SHA256). Whoever is neither
/// gets an APIGW error before anything of the request is looked at.</summary>
internal sealed class Signing(Identity identity, TimeProvider clock, KeyLock locks)
{
    public const string TokenHeader = "X-Auth-Token";
    public const string DateHeader = "X-Sdk-Date";
    public const string PayloadHeader = "X-Sdk-Content-Sha256";

    private const string UnsignedPayload = "UNSIGNED-PAYLOAD";

    private const string EmptyPayloadHash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    // The gateway's own window; wide enough for laptops, too narrow for a collected log to be of use.
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    public static Signing For(ControlPlane control) =>
        new(control.Identity, control.Clock, new KeyLock(control.Clock, control.Settings));

    /// <summary>The caller behind a token; needs no body.</summary>
    public Caller FromToken(string token)
    {
        return identity.Check(token, out var caller) switch
        {
            TokenStanding.Valid => caller!,
            TokenStanding.Expired => throw Refuse("token expires"),
            TokenStanding.Unknown => throw Refuse("decrypt token fail"),
        };
    }

    /// <summary>Reads the Authorization header and finds its key. What does not depend on the body is checked here, so
    /// that a stranger's body is never read.</summary>
    public Claim ReadClaim(HttpRequest request)
    {
        var authorization = request.Headers.Authorization.ToString();
        if (authorization.Length == 0)
        {
            throw Refuse("x-auth-token not found");
        }

        if (!authorization.StartsWith(CanonicalRequest.Algorithm + " ", StringComparison.Ordinal))
        {
            var algorithm = authorization.AsSpan();
            var blank = algorithm.IndexOf(' ');
            throw Refuse($"algorithm {(blank < 0 ? algorithm : algorithm[..blank])} is not supported yet, "
                + $"use {CanonicalRequest.Algorithm}");
        }

        if (request.Headers.ContainsKey("X-Security-Token"))
        {
            throw Refuse("temporary access keys (X-Security-Token) are not supported yet");
        }

        var claim = Parse(authorization, request);
        CheckDate(claim);
        return claim;
    }

    /// <summary>Checks the signature over request and body, and the body against the hash that was signed.</summary>
    public Caller Verify(Claim claim, HttpRequest request, ReadOnlySequence<byte> body)
    {
        var bodyHash = Hash(body);
        var announced = request.Headers[PayloadHeader].ToString();
        if (announced.Length > 0 && announced != UnsignedPayload && !body.IsEmpty
            && !announced.Equals(bodyHash, StringComparison.OrdinalIgnoreCase))
        {
            locks.Failed(claim.Key.AccessKey, claim.From);
            throw Refuse($"the body does not match {PayloadHeader}");
        }

        var canonical = Canonical(claim, request, announced.Length > 0 ? announced : bodyHash);
        var matches = Matches(claim, canonical);
        if (!matches && announced.Length > 0 && body.IsEmpty)
        {
            // The Python SDK signs the empty hash for an empty body whatever the header says.
            matches = Matches(claim, Canonical(claim, request, EmptyPayloadHash));
        }

        if (!matches)
        {
            locks.Failed(claim.Key.AccessKey, claim.From);
            throw Refuse($"verify aksk signature fail, canonicalRequest:{canonical.Replace('\n', '|')}");
        }

        locks.Succeeded(claim.Key.AccessKey, claim.From);
        return claim.Key.Owner;
    }

    private Claim Parse(string authorization, HttpRequest request)
    {
        string access = "", signedHeaders = "", signature = "";
        foreach (var part in authorization[CanonicalRequest.Algorithm.Length..].Split(','))
        {
            var equals = part.IndexOf('=');
            var name = equals < 0 ? part.Trim() : part[..equals].Trim();
            var value = equals < 0 ? "" : part[(equals + 1)..].Trim();
            switch (name)
            {
                case "Access":
                    access = value;
                    break;
                case "SignedHeaders":
                    signedHeaders = value;
                    break;
                case "Signature":
                    signature = value;
                    break;
                default:
                    throw Refuse($"unknown part {name} in Authorization");
            }
        }

        if (access.Length == 0 || signedHeaders.Length == 0 || signature.Length == 0)
        {
            throw Refuse("Authorization needs Access, SignedHeaders and Signature");
        }

        var from = request.HttpContext.Connection.RemoteIpAddress ?? IPAddress.None;
        if (locks.IsLocked(access, from))
        {
            throw Refuse("AK access failed to reach the limit,forbidden.");
        }

        var key = identity.FindKey(access) ?? throw Refuse($"Get secretKey failed,ak:{access},err:ak not exist");
        return new Claim(key, signedHeaders, signature, request.Headers[DateHeader].ToString(), from);
    }

    private void CheckDate(Claim claim)
    {
        var isSigned = claim.SignedHeaders.Split(';').Contains(DateHeader, StringComparer.OrdinalIgnoreCase);
        if (!isSigned)
        {
            throw Refuse("x-sdk-date must be one of the SignedHeaders");
        }

        if (!DateTimeOffset.TryParseExact(
            claim.Date,
            "yyyyMMdd'T'HHmmss'Z'",
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var date))
        {
            throw Refuse("X-Sdk-Date must have the form YYYYMMDDTHHMMSSZ");
        }

        var now = clock.GetUtcNow();
        if ((now - date).Duration() > Window)
        {
            throw Refuse($"signature expired, signature time:{claim.Date},server time:{now:yyyyMMdd'T'HHmmss'Z'}");
        }
    }

    private static string Canonical(Claim claim, HttpRequest request, string payloadHash)
    {
        var target = request.HttpContext.Features.Get<IHttpRequestFeature>()!.RawTarget;
        if (!target.StartsWith('/'))
        {
            target = Uri.TryCreate(target, UriKind.Absolute, out var uri) ? uri.PathAndQuery : request.Path + "";
        }

        return CanonicalRequest.Build(
            request.Method, target, claim.SignedHeaders, name => request.Headers[name], payloadHash);
    }

    private static bool Matches(Claim claim, string canonical) => CryptographicOperations.FixedTimeEquals(
        Encoding.UTF8.GetBytes(CanonicalRequest.Sign(canonical, claim.Date, claim.Key.Secret)),
        Encoding.UTF8.GetBytes(claim.Signature));

    private static string Hash(ReadOnlySequence<byte> body)
    {
        if (body.IsSingleSegment)
        {
            return Convert.ToHexStringLower(SHA256.HashData(body.FirstSpan));
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var segment in body)
        {
            hash.AppendData(segment.Span);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static DliException Refuse(string detail) => new(Errors.Unauthenticated(detail));

    /// <summary>Who says they call, not yet proven.</summary>
    internal sealed record Claim(SigningKey Key, string SignedHeaders, string Signature, string Date, IPAddress From);
}
