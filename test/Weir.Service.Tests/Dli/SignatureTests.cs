using Xunit;

namespace Weir.Service.Tests.Dli;

[Collection(DliCollection.Name)]
public sealed class SignatureTests(DliService service)
{
    /// <summary>What each known client signs.</summary>
    public static TheoryData<string> Clients => new()
    {
        "content-type;host;x-sdk-date",
        "accept;content-type;user-agent;x-language;x-sdk-date",
        "user-agent;x-project-id;x-sdk-date",
        "content-type;host;user-agent;x-language;x-project-id;x-sdk-date",
        "host;user-agent;x-sdk-date",
        "x-sdk-date",
        "x-sdk-date;host",
    };

    [Theory]
    [MemberData(nameof(Clients))]
    public async Task Every_clients_choice_of_headers_is_accepted(string signedHeaders)
    {
        using var client = service.Signed(signedHeaders: signedHeaders, headers: new()
        {
            ["Accept"] = "application/json",
            ["User-Agent"] = "a-client/1.0 (some; thing)",
            ["X-Language"] = "en-us",
            ["X-Project-Id"] = service.Credentials.ProjectId,
        });

        var created = await client.Post("streaming/sql-jobs", $$"""{"name":"{{DliService.NewName()}}"}""");
        var id = created.Ok().Json.GetProperty("job").Number("job_id");
        (await client.Put($"streaming/sql-jobs/{id}", """{"desc":"作业"}""")).Ok();
        (await client.Get($"streaming/jobs/{id}")).Ok();
        (await client.Get("streaming/jobs?name=%E4%BD%9C%20%2B&limit=10&&offset=0")).Ok();
        (await client.Get("/v3/projects?name=" + service.Credentials.ProjectName)).Ok();
        (await client.Delete($"streaming/jobs/{id}")).Ok();
    }

    [Fact]
    public async Task Header_values_are_signed_and_read_as_utf8()
    {
        using var client = service.Signed(
            signedHeaders: "host;user-agent;x-sdk-date", headers: new() { ["User-Agent"] = "客户端/1.0 ü" });

        (await client.Get("streaming/jobs")).Ok();
    }

    [Fact]
    public async Task Unsigned_headers_may_change_on_the_way()
    {
        using var client = service.Signed(tamper: r => r.Headers.TryAddWithoutValidation("Accept-Encoding", "gzip"));

        (await client.Get("streaming/jobs")).Ok();
    }

    [Fact]
    public async Task A_wrong_signature_is_answered_with_our_canonical_request()
    {
        using var client = service.Signed(
            signer: new SdkSigner(service.Credentials.AccessKey, "wrong"),
            signedHeaders: "host;x-sdk-date",
            headers: new() { ["X-Sdk-Date"] = SdkSigner.DateOf(service.Clock.GetUtcNow()) });

        var reply = await client.Get("streaming/jobs?b=2&a=1");

        Assert.Equal((401, "APIGW.0301"), reply.Error);
        var host = service.Endpoint.Authority;
        Assert.Equal(
            "Incorrect IAM authentication information: verify aksk signature fail, canonicalRequest:"
            + $"GET|/v1.0/{client.ProjectId}/streaming/jobs/|a=1&b=2|host:{host}|x-sdk-date:"
            + $"{client.Headers["X-Sdk-Date"]}||host;x-sdk-date|{SdkSigner.EmptyBodyHash}",
            reply.Message);
    }

    [Fact]
    public async Task A_changed_request_is_refused()
    {
        Action<HttpRequestMessage>[] changes =
        [
            r => r.Content = DliClient.Json("""{"name":"other"}"""),
            r => r.Method = HttpMethod.Put,
            r => r.RequestUri = new Uri(r.RequestUri!, "?name=other"),
            r => r.Headers.Host = "elsewhere",
        ];
        foreach (var change in changes)
        {
            using var client = service.Signed(tamper: change, signedHeaders: "host;x-sdk-date");

            var reply = await client.Post("streaming/sql-jobs", """{"name":"n"}""");

            Assert.Equal((401, "APIGW.0301"), reply.Error);
            Assert.Contains("verify aksk signature fail", reply.Message);
            }
    }

    [Theory]
    [InlineData(-14, true)]
    [InlineData(14, true)]
    [InlineData(-16, false)]
    [InlineData(16, false)]
    public async Task The_clock_may_differ_by_a_quarter_of_an_hour(int minutes, bool isAccepted)
    {
        using var client = service.Signed(at: new ManualClock(service.Clock.GetUtcNow().AddMinutes(minutes)));

        var reply = await client.Get("streaming/jobs");

        Assert.Equal(isAccepted ? 200 : 401, reply.Status);
        if (!isAccepted)
        {
            Assert.StartsWith(
                "Incorrect IAM authentication information: signature expired, signature time:", reply.Message);
        }
    }

    [Fact]
    public async Task An_announced_body_hash_must_be_the_bodys_and_unsigned_payload_frees_it()
    {
        var (name, other) = (DliService.NewName(), DliService.NewName());
        var body = $$"""{"name":"{{name}}"}""";
        using var honest = Announcing(SdkSigner.HashOf(System.Text.Encoding.UTF8.GetBytes(body)));
        using var liar = Announcing(SdkSigner.EmptyBodyHash);
        using var free = Announcing(
            "UNSIGNED-PAYLOAD", r => r.Content = DliClient.Json($$"""{"name":"{{other}}"}"""));

        (await honest.Post("streaming/sql-jobs", body)).Ok();
        Assert.Contains("the body does not match", (await liar.Post("streaming/sql-jobs", body)).Message);
        (await free.Post("streaming/sql-jobs", body)).Ok();
        (await free.Get("streaming/jobs")).Ok();
    }

    [Theory]
    [InlineData("SDK-HMAC-SHA256 Access=nobody, SignedHeaders=x-sdk-date, Signature=00", "err:ak not exist")]
    [InlineData("SDK-HMAC-SHA256 Access={ak}, SignedHeaders=host, Signature=00", "x-sdk-date must be one of")]
    [InlineData("SDK-HMAC-SHA256 Access={ak}, Signature=00", "needs Access, SignedHeaders and Signature")]
    [InlineData("SDK-HMAC-SHA256 rubbish", "unknown part rubbish")]
    [InlineData("SDK-HMAC-SM3 Access={ak}, SignedHeaders=x-sdk-date, Signature=00", "SDK-HMAC-SM3 is not supported")]
    [InlineData("Basic YTpi", "Basic is not supported")]
    public async Task What_is_no_signature_is_refused_by_name(string authorization, string fragment)
    {
        using var client = service.Stranger(headers: new()
        {
            ["Authorization"] = authorization.Replace("{ak}", service.Credentials.AccessKey),
            ["X-Sdk-Date"] = SdkSigner.DateOf(service.Clock.GetUtcNow()),
        });

        var reply = await client.Get("streaming/jobs");

        Assert.Equal((401, "APIGW.0301"), reply.Error);
        Assert.Contains(fragment, reply.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("yesterday")]
    [InlineData("20260101")]
    public async Task A_date_that_is_none_is_refused(string date)
    {
        using var client = service.Signed(headers: new() { ["X-Sdk-Date"] = date });

        Assert.Contains("X-Sdk-Date must have the form", (await client.Get("streaming/jobs")).Message);
    }

    [Fact]
    public async Task Blanks_after_the_commas_do_not_matter()
    {
        using var client = service.Signed(tamper: r =>
        {
            var value = r.Headers.GetValues("Authorization").Single();
            r.Headers.Remove("Authorization");
            r.Headers.TryAddWithoutValidation("Authorization", value.Replace(", ", ","));
        });

        (await client.Get("streaming/jobs")).Ok();
    }

    [Fact]
    public async Task Temporary_keys_are_refused()
    {
        using var client = service.Signed(headers: new() { ["X-Security-Token"] = "t" });

        Assert.Contains("not supported yet", (await client.Get("streaming/jobs")).Message);
    }

    private DliClient Announcing(string hash, Action<HttpRequestMessage>? tamper = null) => service.Signed(
        headers: new() { ["X-Sdk-Content-Sha256"] = hash }, tamper: tamper);
}
