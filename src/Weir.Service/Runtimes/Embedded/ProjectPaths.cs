using Weir.Engine.Connectors;
using Weir.Service.Control;

namespace Weir.Service.Runtimes.Embedded;

/// <summary>
/// Paths as tenants write them to paths of this machine: <c>obs://bucket/key</c> and
/// <c>https://bucket.obs.&lt;anything&gt;/key</c> are objects of the project, <c>file://</c> and bare paths are files, if the
/// operator's rule allows them.
/// </summary>
internal sealed class ProjectPaths(string objectsDirectory, PathRule rule)
{
    private static readonly string[] ObjectSchemes = ["obs", "oss", "s3", "s3a"];

    /// <exception cref="ConnectorException">The path may not be used, and why.</exception>
    public string Resolve(string path)
    {
        var local = Local(path);
        return rule.Refuse(local, objectsDirectory) is { } refusal
            ? throw new ConnectorException($"{char.ToUpperInvariant(refusal[0])}{refusal[1..]}")
            : local;
    }

    private string Local(string path)
    {
        if (!Uri.TryCreate(path, UriKind.Absolute, out var uri) || !path.Contains("://", StringComparison.Ordinal))
        {
            return path.StartsWith("file:", StringComparison.Ordinal) ? path["file:".Length..] : path;
        }

        if (uri.Scheme == Uri.UriSchemeFile)
        {
            return Uri.UnescapeDataString(uri.AbsolutePath);
        }

        if (ObjectSchemes.Contains(uri.Scheme))
        {
            return InBucket(uri.Host, uri.AbsolutePath);
        }

        var dot = uri.Host.IndexOf(".obs.", StringComparison.Ordinal);
        return dot > 0
            ? InBucket(uri.Host[..dot], uri.AbsolutePath)
            : throw new ConnectorException($"The address '{path}' is not supported yet",
                "Use a file path, or obs://bucket/key for an object of the project.");
    }

    private string InBucket(string bucket, string key) =>
        Path.Combine(objectsDirectory, bucket, Uri.UnescapeDataString(key).TrimStart('/'));
}
