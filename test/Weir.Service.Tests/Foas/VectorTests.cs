using System.Text;
using Microsoft.AspNetCore.Http;
using Weir.Service.Apis.Foas;
using Xunit;

namespace Weir.Service.Tests.Foas;

/// <summary>Signatures that were made elsewhere: by the vendor's .NET SDK and, for ACS3, by the vendor's own page. The
/// test's signer makes them and the service accepts them.</summary>
public sealed class VectorTests
{
    private const string Secret = "testSK";
    private const string Date = "Fri, 20 Nov 2026 08:52:39 GMT";

    public static TheoryData<string, string, string, string, string, string, string, string> V1 => new()
    {
        {
            "PUT", "UpdateJob", "application/octet-stream", "2bcyC8/uQXC1/g4H9HLb6g==",
            "application/x-www-form-urlencoded", "/api/v2/projects/project1/jobs/job1",
            "/api/v2/projects/project1/jobs/job1", "0iXvEdhBRNCVak/SVAvNhtoVPIs="
        },
        {
            "GET", "ListJob", "application/json", "", "",
            "/api/v2/projects/project1/jobs?jobName=a+b%2bc%26%E4%B8%AD&pageSize=10&isShowFullField=False",
            "/api/v2/projects/project1/jobs?isShowFullField=False&jobName=a b+c&中&pageSize=10",
            "/X0oRfqZWon1ZnzEqcvz4N6o9Oo="
        },
        {
            "POST", "StartJob", "application/octet-stream", "mudsx9/wmQNgrj6UD7csrw==",
            "application/x-www-form-urlencoded",
            "/api/v2/projects/%E9%A1%B9%E7%9B%AE%201/jobs/job1/instance",
            "/api/v2/projects/项目 1/jobs/job1/instance", "EjbIcA0zDDtFynpLytqnSTXbHmI="
        },
    };

    [Theory]
    [MemberData(nameof(V1))]
    public void Signatures_of_the_dotnet_sdk_are_made_and_accepted(
        string method, string action, string accept, string md5, string type, string sent, string signed, string signature)
    {
        var headers = new Dictionary<string, string>
        {
            ["accept"] = accept, ["content-md5"] = md5, ["content-type"] = type, ["date"] = Date,
            ["x-acs-action"] = action, ["x-acs-signature-method"] = "HMAC-SHA1",
            ["x-acs-signature-version"] = "1.0", ["x-acs-version"] = "2018-11-11",
        };
        var text = AcsSigner.StringToSign(method, headers, signed);

        Assert.Equal(signature, new AcsSigner("testAK", Secret).Sign(text));
        Assert.Equal(signature, RoaSignature.Sign(Encoding.UTF8.GetBytes(Secret), text));
        var request = Request(method, headers);
        Assert.True(RoaSignature.Matches(signature, Secret, request, RawQuery.Parse(sent)));
        Assert.False(RoaSignature.Matches(signature, "otherSK", request, RawQuery.Parse(sent)));
        Assert.False(RoaSignature.Matches(signature, Secret, request, RawQuery.Parse(sent + "x")));
    }

    [Fact]
    public void The_body_that_the_dotnet_sdk_sent_has_the_digest_it_says()
    {
        var body = "code=SELECT+1+%2b+1+%26+%27x%3dy%27+--+%e4%b8%ad%e6%96%87%7e*()&folderId=123"
            + "&properties=blink.checkpoint.interval.ms%3d180000%0a%23c%0a";

        Assert.Equal(135, body.Length);
        Assert.Equal("2bcyC8/uQXC1/g4H9HLb6g==", AcsSigner.Md5Of(Encoding.UTF8.GetBytes(body)));
        var fields = Fields.Read(
            "application/x-www-form-urlencoded", new System.Buffers.ReadOnlySequence<byte>(Encoding.UTF8.GetBytes(body)));
        Assert.Equal("SELECT 1 + 1 & 'x=y' -- 中文~*()", fields.Text("code"));
        Assert.Equal("blink.checkpoint.interval.ms=180000\n#c\n", fields.Text("properties"));
    }

    [Fact]
    public void The_acs3_vector_of_the_vendor_is_made_and_accepted() => CheckAcs3(
        "YourAccessKeySecret",
        "POST",
        "/",
        "ImageId=win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd&RegionId=cn-shanghai",
        [
            new("host", "ecs.cn-shanghai.aliyuncs.com"),
            new("x-acs-action", "RunInstances"),
            new("x-acs-content-sha256", AcsSigner.HashedEmptyBody),
            new("x-acs-date", "2023-10-26T10:22:32Z"),
            new("x-acs-signature-nonce", "3156853299f313e23d1673dc12e1703d"),
            new("x-acs-version", "2014-05-26"),
        ],
        AcsSigner.HashedEmptyBody,
        "7ea06492da5221eba5297e897ce16e55f964061054b7695beedaac1145b1e259",
        "06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0");

    [Fact]
    public void The_acs3_vector_of_an_update_is_made_and_accepted()
    {
        const string Body = "code=SELECT%201&properties=blink.checkpoint.interval.ms%3D180000";
        const string Hash = "b3948d492f4e7eaca6310ffe83a19a8cfa8b1735f1a843f3e239652385afa8a7";
        Assert.Equal(Hash, AcsSigner.HashOf(Body));
        CheckAcs3(
            Secret,
            "PUT",
            "/api/v2/projects/project1/jobs/job1",
            "",
            [
                new("content-type", "application/x-www-form-urlencoded"),
                new("host", "foas.cn-shanghai.aliyuncs.com"),
                new("x-acs-action", "UpdateJob"),
                new("x-acs-content-sha256", Hash),
                new("x-acs-date", "2026-11-20T08:52:39Z"),
                new("x-acs-signature-nonce", "00000000-0000-0000-0000-000000000001"),
                new("x-acs-version", "2018-11-11"),
            ],
            Hash,
            "96e6cb947db242c5513189ceafa0eea836182c5dd259382f47cc6782a6832fac",
            "7a843cc937f6d3c9ecf352dfeb6388585fa93c918b793fc42786aa04663117bd");
    }

    private static void CheckAcs3(
        string secret,
        string method,
        string path,
        string query,
        IReadOnlyList<KeyValuePair<string, string>> headers,
        string payloadHash,
        string canonicalHash,
        string signature)
    {
        var canonical = AcsSigner.Canonical(method, path, query, headers, payloadHash);
        Assert.Equal(canonicalHash, AcsSigner.HashOf(canonical));
        Assert.Equal(signature, new AcsSigner("", secret).SignV3(canonical));
        Assert.Equal(signature, Acs3Signature.Sign(canonical, secret));
        var request = Request(method, headers.ToDictionary());
        var names = string.Join(';', headers.Select(h => h.Key));
        var target = RawQuery.Parse(query.Length > 0 ? $"{path}?{query}" : path);
        Assert.True(Acs3Signature.Matches(signature, names, secret, request, target, payloadHash));
        Assert.False(Acs3Signature.Matches(signature, names, secret, request, target, AcsSigner.HashOf("other")));
        Assert.False(Acs3Signature.Matches(signature, names, "other", request, target, payloadHash));
    }

    private static HttpRequest Request(string method, IReadOnlyDictionary<string, string> headers)
    {
        var request = new DefaultHttpContext().Request;
        request.Method = method;
        foreach (var (name, value) in headers.Where(h => h.Value.Length > 0))
        {
            request.Headers[name] = value;
        }

        return request;
    }
}
