using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Primitives;
using Weir.Service.Apis.Dli;
using Xunit;

namespace Weir.Service.Tests.Dli;

public sealed class CanonicalRequestTests
{
    private const string VectorAccessKey = "QTWAOYTTINDUT2QVKYUC";
    private const string VectorSecret = "MFyfvK41ba2giqM7Uio6PznpdUKGpownRZlmVmHc";
    private const string VectorDate = "20191115T033655Z";
    private const string VectorHost = "service.region.example.com";
    private const string VectorTarget =
        "/v1/77b6a44cba5143ab91d13ab9a8ff44fd/vpcs?limit=2&marker=13551d6b-755d-4757-b956-536f674975c0";
    private const string VectorCanonicalHash = "b25362e603ee30f4f25e7858e8a7160fd36e803bb2dfe206278659d71a9bcd7a";
    private const string VectorSignature = "7be6668032f70418fcc22abc52071e57aff61b84a1d2381bb430d6870f4f6ebe";

    private static readonly Dictionary<string, StringValues> VectorHeaders = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Content-Type"] = "application/json",
        ["Host"] = VectorHost,
        ["X-Sdk-Date"] = VectorDate,
    };

    [Fact]
    public void The_published_vector_is_verified()
    {
        var canonical = Build("GET", VectorTarget, "content-type;host;x-sdk-date");

        Assert.Equal(VectorCanonicalHash, Hash(canonical));
        Assert.Equal(VectorSignature, CanonicalRequest.Sign(canonical, VectorDate, VectorSecret));
    }

    [Fact]
    public void The_published_vector_is_produced_by_the_test_client()
    {
        var authorization = new SdkSigner(VectorAccessKey, VectorSecret).Authorize(
            "GET",
            new Uri($"https://{VectorHost}{VectorTarget}"),
            [
                new("content-type", "application/json"),
                new("host", VectorHost),
                new("x-sdk-date", VectorDate),
            ],
            SdkSigner.EmptyBodyHash);

        Assert.Equal(
            $"SDK-HMAC-SHA256 Access={VectorAccessKey}, SignedHeaders=content-type;host;x-sdk-date, "
            + $"Signature={VectorSignature}",
            authorization);
    }

    [Theory]
    [InlineData("/a/b", "/a/b/")]
    [InlineData("/a/b/", "/a/b/")]
    [InlineData("/", "/")]
    [InlineData("/a%20b", "/a%20b/")]
    [InlineData("/group%23name", "/group%23name/")]
    [InlineData("/a%2Fb", "/a/b/")]
    [InlineData("/%e4%bd%9c", "/%E4%BD%9C/")]
    [InlineData("/a+b~c.d_e-f", "/a%2Bb~c.d_e-f/")]
    [InlineData("/50%", "/50%25/")]
    public void The_path_is_decoded_encoded_again_and_ends_with_a_slash(string sent, string canonical) =>
        Assert.Equal(canonical, Build("GET", sent, "host").Split('\n')[1]);

    [Theory]
    [InlineData("?b=2&a=1", "a=1&b=2")]
    [InlineData("?a=2&a=1", "a=1&a=2")]
    [InlineData("?a", "a=")]
    [InlineData("?a=", "a=")]
    [InlineData("?&limit=100&name=x", "limit=100&name=x")]
    [InlineData("?a=x+y&b=x%20y", "a=x%20y&b=x%20y")]
    [InlineData("?a=%2b", "a=%2B")]
    [InlineData("?a=b=c", "a=b%3Dc")]
    [InlineData("?n=%E4%BD%9C%E4%B8%9A&A=1&a=1", "A=1&a=1&n=%E4%BD%9C%E4%B8%9A")]
    [InlineData("?", "")]
    public void The_query_is_decoded_sorted_and_encoded_again(string sent, string canonical) =>
        Assert.Equal(canonical, Build("GET", "/p" + sent, "host").Split('\n')[2]);

    [Fact]
    public void Only_the_listed_headers_count_in_their_listed_order()
    {
        var lines = Build("PUT", "/p", "x-sdk-date;host").Split('\n');

        Assert.Equal(
            ["PUT", "/p/", "", $"x-sdk-date:{VectorDate}", $"host:{VectorHost}", "", "x-sdk-date;host", "hash"], lines);
    }

    [Fact]
    public void Several_values_of_a_header_take_a_line_each_trimmed_and_sorted()
    {
        var headers = new Dictionary<string, StringValues> { ["x-many"] = new([" b ", "a"]) };

        var canonical = CanonicalRequest.Build(
            "GET", "/p", "x-many;x-none", name => headers.GetValueOrDefault(name), "hash");

        Assert.Equal("GET\n/p/\n\nx-many:a\nx-many:b\n\nx-many;x-none\nhash", canonical);
    }

    private static string Build(string method, string target, string signedHeaders) => CanonicalRequest.Build(
        method,
        target,
        signedHeaders,
        name => VectorHeaders[name],
        method == "GET" && target == VectorTarget ? SdkSigner.EmptyBodyHash : "hash");

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
