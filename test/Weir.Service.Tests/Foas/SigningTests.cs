using System.Text;
using Weir.Service.Apis.Foas;
using Weir.Service.Tests.Dli;
using Xunit;

namespace Weir.Service.Tests.Foas;

/// <summary>Who may call.</summary>
[Collection(FoasCollection.Name)]
public sealed class SigningTests(FoasService service)
{
    private const string Project = "/api/v2/projects/default";

    [Theory]
    [InlineData(nameof(Sdk.Net), false)]
    [InlineData(nameof(Sdk.Python), false)]
    [InlineData(nameof(Sdk.Python), true)]
    [InlineData(nameof(Sdk.Java), false)]
    [InlineData(nameof(Sdk.Java), true)]
    [InlineData(nameof(Sdk.Tea), false)]
    [InlineData(nameof(Sdk.Tea), true)]
    public async Task Every_sdk_is_understood_in_reading_and_writing(string sdk, bool asJson)
    {
        var client = service.Client(Enum.Parse<Sdk>(sdk), asJson: asJson);
        var name = $"{sdk} 作业 {asJson}~({Guid.NewGuid():N})";
        (await client.Post(
            "jobs",
            ("jobName", name), ("jobType", "flink_stream"), ("apiType", "sql"),
            ("code", "SELECT 1 + 1 & 'x=y' -- 中文~*()\r\n😀"), ("description", ""))).Ok();

        var path = "jobs/" + Uri.EscapeDataString(name);
        var job = (await client.Get(path)).Ok().Job;
        Assert.Equal(name, job.Text("JobName"));
        Assert.Equal("SELECT 1 + 1 & 'x=y' -- 中文~*()\r\n😀", job.Text("Code"));
        (await client.Put(path + "/commit")).Ok();
        var listed = (await client.Get($"jobs?jobName={Uri.EscapeDataString(name)}&isShowFullField=False&engineVersion="))
            .Ok().Json.GetProperty("Jobs").GetProperty("Job");
        Assert.Equal(name, listed.EnumerateArray().Single().Text("JobName"));
    }

    [Fact]
    public async Task A_python_parameter_set_to_none_is_signed_without_a_value_and_means_absent()
    {
        var name = await service.Create();
        var listed = (await service.Client(Sdk.Python).Get($"jobs?jobName={name}&engineVersion=None")).Ok();

        Assert.Equal(1, listed.Json.Number("TotalCount"));
    }

    [Fact]
    public async Task An_encoded_path_may_be_signed_as_it_is_sent()
    {
        var name = await service.Create();
        var spaced = (await service.Client(tamper: null).Get($"jobs/{name}")).Ok();
        Assert.Equal(name, spaced.Job.Text("JobName"));

        var client = service.Client();
        var wire = client.Sign("GET", $"{Project}/jobs/a%20b", [], null);
        var headers = new Dictionary<string, string>(wire.Headers);
        headers.Remove("authorization");
        headers["authorization"] = new AcsSigner(service.Dli.Credentials.AccessKey, service.Dli.Credentials.SecretKey)
            .AuthorizeV1("GET", headers, $"{Project}/jobs/a%20b");
        (await client.Exchange(wire with { Headers = headers })).Ok();
    }

    [Fact]
    public async Task A_request_without_a_signature_is_refused_before_anything_else()
    {
        var bare = service.Client(tamper: static wire => wire.With("authorization", null));

        Assert.Equal((400, "IncompleteSignature"), (await bare.Get("jobs")).Error);
        Assert.Equal((400, "IncompleteSignature"), (await bare.Get("/api/nothing")).Error);
        Assert.Equal((400, "IncompleteSignature"), (await Signed("acs nokey").Get("jobs")).Error);
        Assert.Equal((400, "IncompleteSignature"), (await Signed("ACS3-HMAC-SHA256 Credential=x").Get("jobs")).Error);
        Assert.Equal((400, "InvalidSignatureMethod"), (await Signed("ACS3-HMAC-SM3 Credential=x").Get("jobs")).Error);
        Assert.Equal((400, "InvalidSignatureMethod"), (await Signed("Basic x").Get("jobs")).Error);

        FoasClient Signed(string text) => service.Client(tamper: wire => wire.With("authorization", text));
    }

    [Theory]
    [InlineData(nameof(Sdk.Net))]
    [InlineData(nameof(Sdk.Tea))]
    public async Task A_wrong_key_or_secret_is_told_apart_and_crashes_no_sdk(string sdk)
    {
        var kind = Enum.Parse<Sdk>(sdk);
        var unknown = await service.Client(kind, accessKey: "nobody").Get("jobs");
        Assert.Equal((404, "InvalidAccessKeyId.NotFound"), unknown.Error);

        var wrong = await service.Client(kind, secretKey: "wrong").Get("jobs");
        Assert.Equal((400, "SignatureDoesNotMatch"), wrong.Error);
        Assert.Contains(':', wrong.Message);
        Assert.DoesNotContain("string to sign is:", wrong.Message);
        Assert.Equal(
            ["RequestId", "HostId", "Code", "Message", "Recommend"], wrong.Json.EnumerateObject().Select(m => m.Name));
        Assert.Equal(service.Dli.Endpoint.Authority, wrong.Json.Text("HostId"));
    }

    [Theory]
    [InlineData(nameof(Sdk.Net))]
    [InlineData(nameof(Sdk.Java))]
    [InlineData(nameof(Sdk.Tea))]
    public async Task Whatever_is_changed_after_signing_is_noticed(string sdk)
    {
        var name = await service.Create("SELECT 1");
        var kind = Enum.Parse<Sdk>(sdk);
        (string What, Func<Wire, Wire> Change)[] changes =
        [
            ("body", static wire => wire with { Body = Encoding.UTF8.GetBytes("code=SELECT+2") }),
            ("method", static wire => wire with { Method = "POST" }),
            ("path", wire => wire with { Target = wire.Target + "x" }),
            ("query", static wire => wire with { Target = wire.Target + "?RegionId=x" }),
            ("action", static wire => wire.With("x-acs-action", "DeleteJob")),
            ("type", static wire => wire.With("content-type", "application/json")),
        ];
        foreach (var (what, change) in changes)
        {
            var reply = await service.Client(kind, tamper: change).Put($"jobs/{name}", ("code", "SELECT 3"));
            Assert.True(reply.Error == (400, "SignatureDoesNotMatch"), $"{what}: {reply.Body}");
        }

        Assert.Equal("SELECT 1", (await service.Net.Get($"jobs/{name}")).Job.Text("Code"));
    }

    [Fact]
    public async Task A_body_with_another_digest_is_refused_also_when_both_are_changed()
    {
        var name = await service.Create("SELECT 1");
        var body = Encoding.UTF8.GetBytes("code=SELECT+2");
        var v1 = service.Client(tamper: wire => (wire with { Body = body }).With("content-md5", AcsSigner.Md5Of(body)));
        var v3 = service.Client(
            Sdk.Tea, tamper: wire => (wire with { Body = body }).With("x-acs-content-sha256", AcsSigner.Sha256Of(body)));

        Assert.Equal((400, "SignatureDoesNotMatch"), (await v1.Put($"jobs/{name}", ("code", "SELECT 3"))).Error);
        Assert.Equal((400, "SignatureDoesNotMatch"), (await v3.Put($"jobs/{name}", ("code", "SELECT 3"))).Error);
    }

    [Theory]
    [InlineData(nameof(Sdk.Net))]
    [InlineData(nameof(Sdk.Tea))]
    public async Task The_clock_may_differ_by_fifteen_minutes(string sdk)
    {
        var kind = Enum.Parse<Sdk>(sdk);
        (await At(TimeSpan.FromMinutes(14)).Get("jobs")).Ok();
        (await At(TimeSpan.FromMinutes(-14)).Get("jobs")).Ok();
        Assert.Equal((400, "InvalidTimeStamp.Expired"), (await At(TimeSpan.FromMinutes(16)).Get("jobs")).Error);
        Assert.Equal((400, "InvalidTimeStamp.Expired"), (await At(TimeSpan.FromMinutes(-16)).Get("jobs")).Error);
        var header = kind == Sdk.Tea ? "x-acs-date" : "date";
        var odd = service.Client(kind, headers: new() { [header] = "yesterday" });
        Assert.Equal((400, "InvalidTimeStamp.Format"), (await odd.Get("jobs")).Error);

        FoasClient At(TimeSpan offset) => service.Client(
            kind, clock: new ManualClock(service.Dli.Clock.GetUtcNow() + offset));
    }

    [Theory]
    [InlineData(nameof(Sdk.Java))]
    [InlineData(nameof(Sdk.Tea))]
    public async Task A_nonce_counts_once_and_only_for_its_key(string sdk)
    {
        var client = service.Client(Enum.Parse<Sdk>(sdk));
        var wire = client.Sign("GET", $"{Project}/jobs", [], null);

        (await client.Exchange(wire)).Ok();
        Assert.Equal((400, "SignatureNonceUsed"), (await client.Exchange(wire)).Error);
        Assert.Equal(
            (400, sdk == nameof(Sdk.Java) ? "SignatureDoesNotMatch" : "IncompleteSignature"),
            (await client.Exchange(Unsigned(wire))).Error);

        // For ACS3 another nonce is also noticed when the list of signed headers is cut.
        static Wire Unsigned(Wire wire) => wire.With("x-acs-signature-nonce", "another").With(
            "authorization", wire.Headers["authorization"].Replace(";x-acs-signature-nonce", "", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Requests_without_a_nonce_may_be_alike()
    {
        var wire = service.Net.Sign("GET", $"{Project}/jobs", [], null);

        (await service.Net.Exchange(wire)).Ok();
        (await service.Net.Exchange(wire)).Ok();
    }

    [Fact]
    public async Task A_wrong_signature_uses_no_nonce_up()
    {
        var nonce = new Dictionary<string, string> { ["x-acs-signature-nonce"] = Guid.NewGuid().ToString() };
        var thief = service.Client(Sdk.Tea, secretKey: "wrong", headers: nonce);
        Assert.Equal((400, "SignatureDoesNotMatch"), (await thief.Get("jobs")).Error);

        (await service.Client(Sdk.Tea, headers: nonce).Get("jobs")).Ok();
    }

    [Fact]
    public void Nonces_are_forgotten_when_their_requests_would_be_too_old()
    {
        var clock = new ManualClock(DateTimeOffset.UnixEpoch);
        var nonces = new Nonces(clock);
        var until = clock.GetUtcNow() + TimeSpan.FromMinutes(15);

        Assert.Equal(NonceStanding.New, nonces.Take("a", "1", until));
        Assert.Equal(NonceStanding.New, nonces.Take("b", "1", until));
        clock.Advance(TimeSpan.FromMinutes(15));
        Assert.Equal(NonceStanding.Used, nonces.Take("a", "1", until));
        clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(NonceStanding.New, nonces.Take("a", "2", until));
        Assert.Equal(NonceStanding.New, nonces.Take("a", "1", until + TimeSpan.FromHours(1)));
    }

    [Theory]
    [InlineData("x-acs-security-token", "token", "InvalidSecurityToken.Unsupported")]
    [InlineData("x-acs-signature-type", "BEARERTOKEN", "InvalidSignatureMethod")]
    [InlineData("x-acs-signature-method", "SHA256withRSA", "InvalidSignatureMethod")]
    public async Task Other_kinds_of_credentials_are_refused_by_name(string header, string value, string code)
    {
        var client = service.Client(headers: new() { [header] = value });

        Assert.Equal((400, code), (await client.Get("jobs")).Error);
    }

    [Fact]
    public async Task Tokens_and_signatures_of_the_other_dialect_do_not_count_here()
    {
        var reply = await service.Dli.Admin.Get($"{Project}/jobs");

        Assert.Equal((400, "IncompleteSignature"), (reply.Status, reply.Json.Text("Code")));
    }
}
