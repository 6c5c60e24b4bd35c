using System.Text;
using Weir.Service.Tests.Dli;
using Xunit;

namespace Weir.Service.Tests.Foas;

/// <summary>Paths, bodies and answers in all forms that clients use.</summary>
[Collection(FoasCollection.Name)]
public sealed class FormTests(FoasService service)
{
    [Theory]
    [InlineData("GET", "/api/v2/nothing")]
    [InlineData("GET", "/api/v2/projects/default/jobs/a/")]
    [InlineData("GET", "/api/v2/projects/default/Jobs")]
    [InlineData("GET", "/API/v2/projects/default/jobs/x/y/z")]
    [InlineData("PATCH", "/api/v2/projects/default/jobs/a")]
    [InlineData("POST", "/api/v2/projects/default/jobs/a")]
    [InlineData("GET", "/api")]
    [InlineData("GET", "/api/v1/projects")]
    public async Task A_path_that_is_not_there_is_answered_in_the_dialects_own_form(string method, string path)
    {
        var reply = await service.Net.Send(method, path, null);

        Assert.Equal((404, "InvalidApi.NotFound"), reply.Error);
        Assert.Equal("Specified api is not found, please check your url and method.", reply.Message);
        var xml = await service.Client(accept: "application/xml").Send(method, path, null);
        Assert.Equal("Error", xml.Xml.Name);
        Assert.Equal(
            ["RequestId", "HostId", "Code", "Message", "Recommend"], xml.Xml.Elements().Select(e => e.Name.LocalName));
    }

    [Theory]
    [InlineData("GET", "jobs/a/validate", "ValidateJob")]
    [InlineData("GET", "folders?path=/", "GetFolder")]
    [InlineData("POST", "jobs/a/metric", "GetInstanceMetric")]
    [InlineData("PUT", "/api/v2/projects/default", "UpdateProject")]
    [InlineData("GET", "/api/v2/clusters", "ListCluster")]
    public async Task An_operation_that_is_to_come_says_so_by_its_name(string method, string path, string operation)
    {
        var reply = await service.Net.Send(method, path, null);

        Assert.Equal((400, "NotSupportedYet"), reply.Error);
        Assert.Contains(operation, reply.Message);
    }

    [Theory]
    [InlineData("""{"folderId": 12, "description": "\u4e2d", "code": null, "planJson": {"a": [1]}}""")]
    [InlineData("""{"folderId": "12", "description": "中", "planJson": "{\"a\": [1]}"}""")]
    public async Task Json_bodies_may_have_native_types_and_escapes(string body)
    {
        var name = await service.Create("SELECT 1");
        (await service.Net.SendRaw("PUT", $"jobs/{name}", "application/json", body)).Ok();
        var job = (await service.Net.Get($"jobs/{name}")).Job;

        Assert.Equal((12, "中", "SELECT 1"), (job.Number("FolderId"), job.Text("Description"), job.Text("Code")));
        Assert.Equal("""{"a": [1]}""", job.Text("PlanJson"));
    }

    [Theory]
    [InlineData("application/json", "[1]")]
    [InlineData("application/json", "{\"code\":")]
    [InlineData("application/json", "{\"code\":\"\\ud800\"}")]
    [InlineData("application/xml", "<code>x</code>")]
    [InlineData("application/octet-stream", "code=x")]
    [InlineData("application/x-www-form-urlencoded", "code=%ff%fe")]
    public async Task A_body_that_cannot_be_read_is_refused(string type, string body)
    {
        var name = await service.Create("SELECT 1");

        Assert.Equal((400, "InvalidParameter.Format"), (await service.Net.SendRaw("PUT", $"jobs/{name}", type, body)).Error);
        Assert.Equal("SELECT 1", (await service.Net.Get($"jobs/{name}")).Job.Text("Code"));
    }

    [Fact]
    public async Task Forms_are_decoded_leniently_and_later_fields_count()
    {
        var name = await service.Create();
        (await service.Net.SendRaw(
            "PUT", $"jobs/{name}", "application/x-www-form-urlencoded;charset=UTF-8",
            "&code=a&&unknown=1&code=100%+b%2bc%3D&description")).Ok();
        var job = (await service.Net.Get($"jobs/{name}")).Job;

        Assert.Equal(("100% b+c=", ""), (job.Text("Code"), job.Text("Description")));
    }

    [Fact]
    public async Task Bodies_of_reading_operations_are_ignored()
    {
        var name = await service.Create();

        (await service.Net.SendRaw("GET", $"jobs/{name}", "application/json", "{}")).Ok();
        (await service.Net.SendRaw("DELETE", $"jobs/{name}", "application/xml", "<x/>")).Ok();
    }

    [Theory]
    [InlineData("application/json", false)]
    [InlineData("application/octet-stream", false)]
    [InlineData("*/*", false)]
    [InlineData("application/xml, application/json", false)]
    [InlineData("application/xml", true)]
    [InlineData("text/xml", true)]
    public async Task Answers_are_xml_only_for_whom_asks_for_nothing_else(string accept, bool isXml)
    {
        var reply = (await service.Client(accept: accept).Get("jobs?pageSize=1")).Ok();

        Assert.Equal(isXml ? "text/xml;charset=utf-8" : "application/json", reply.ContentType);
        Assert.Equal(isXml, reply.Body.StartsWith('<'));
    }

    [Fact]
    public async Task Json_has_no_escapes_but_those_that_json_needs()
    {
        var name = await service.Create("中 \u3000\u00a0\u2028😀 + < > & ' \" \\ \t \r\n");
        var body = (await service.Net.Get($"jobs/{name}")).Ok().Body;

        Assert.DoesNotContain("\\u", body);
        Assert.Contains("中 \u3000\u00a0\u2028😀 + < > & ' \\\" \\\\ \\t \\r\\n", body);
    }

    [Fact]
    public async Task Control_characters_do_not_break_an_xml_answer()
    {
        var name = await service.Create("a\u0001b");
        var code = (await service.Client(accept: "text/xml").Get($"jobs/{name}")).Ok().Xml.Element("Job")!.Element("Code")!;

        Assert.Equal("a\uFFFDb", code.Value);
    }

    [Theory]
    [InlineData("jobName", "", 400, "MissingjobName")]
    [InlineData("jobName", "a/b", 400, "InvalidjobName")]
    [InlineData("jobName", " a", 400, "InvalidjobName")]
    [InlineData("jobType", null, 400, "MissingjobType")]
    [InlineData("jobType", "FLINK_BATCH", 400, "NotSupportedYet")]
    [InlineData("jobType", "SPARK", 400, "InvalidjobType")]
    [InlineData("apiType", null, 400, "MissingapiType")]
    [InlineData("apiType", "PYTHON", 400, "InvalidapiType")]
    [InlineData("folderId", "x", 400, "InvalidfolderId")]
    [InlineData("properties", "blink.state.ttl.ms=soon", 400, "Invalidproperties")]
    public async Task Creating_names_the_parameter_that_is_wrong(string field, string? value, int status, string code)
    {
        var body = new Dictionary<string, string?>
        {
            ["jobName"] = DliService.NewName(), ["jobType"] = "FLINK_STREAM", ["apiType"] = "SQL", [field] = value,
        };
        var reply = await service.Net.Post("jobs", [.. body.Select(f => (f.Key, f.Value))]);

        Assert.Equal((status, code), reply.Error);
        Assert.Contains(value is "FLINK_BATCH" ? value : field, reply.Message);
    }

    [Fact]
    public async Task Texts_have_limits()
    {
        var name = await service.Create();
        (string, int)[] limits = [("code", 1024 * 1024), ("planJson", 1024 * 1024), ("properties", 65536), ("description", 2048)];
        foreach (var (field, limit) in limits)
        {
            (await service.Net.Put($"jobs/{name}", (field, new string('#', limit)))).Ok();
            var tooLong = await service.Net.Put($"jobs/{name}", (field, new string('#', limit + 1)));
            Assert.Equal((400, $"Invalid{field}"), tooLong.Error);
        }

        var huge = Encoding.UTF8.GetString(new byte[12 * 1024 * 1024 + 1]).Replace('\0', 'x');
        Assert.Equal(
            (413, "RequestEntityTooLarge"),
            (await service.Net.SendRaw("PUT", $"jobs/{name}", "application/json", huge)).Error);
    }

    [Theory]
    [InlineData("expectState", "SUCCESS", "NotSupportedYet")]
    [InlineData("expectState", "flying", "InvalidexpectState")]
    [InlineData("expectState", null, "MissingexpectState")]
    [InlineData("isFlush", "perhaps", "InvalidisFlush")]
    public async Task States_that_cannot_be_wished_for_are_refused(string field, string? value, string code)
    {
        var name = await service.CreateCommitted();
        var body = new Dictionary<string, string?> { ["expectState"] = "PAUSED", [field] = value };
        var reply = await service.Net.Put(
            $"jobs/{name}/instances/-1/expectstate", [.. body.Select(f => (f.Key, f.Value))]);

        Assert.Equal((400, code), reply.Error);
    }

    [Fact]
    public async Task Wishing_what_already_is_succeeds_and_what_makes_no_sense_is_refused()
    {
        var name = await service.CreateCommitted();
        Assert.Equal((400, "InstanceNotRunning"), await Wish("RUNNING"));
        var id = await service.Start(name);
        await Ok("running");
        Assert.Equal((404, "InstanceNotExist"), (await service.Net.Put($"jobs/{name}/instances/{id + 9}/expectstate", ("expectState", "PAUSED"))).Error);
        Assert.Equal((400, "InvalidinstanceId"), (await service.Net.Get($"jobs/{name}/instances/x")).Error);
        (await service.Net.Put($"jobs/{name}/instances/{id}/expectstate", ("expectState", "Paused"))).Ok();
        await Ok("PAUSED");
        await service.Until(name, "PAUSED");
        await Ok("PAUSED");
        await service.Want(name, "TERMINATED");
        await Ok("TERMINATED");
        Assert.Equal((400, "InstanceStateInvalid"), await Wish("PAUSED"));
        Assert.Equal((400, "InstanceStateInvalid"), await Wish("RUNNING"));
        Assert.Equal((400, "InstanceNotRunning"), (await service.Net.Get($"jobs/{name}/instances/-1/config")).Error);

        async Task<(int, string?)> Wish(string state) =>
            (await service.Net.Put($"jobs/{name}/instances/-1/expectstate", ("expectState", state))).Error;
        async Task Ok(string state) =>
            (await service.Net.Put($"jobs/{name}/instances/-1/expectstate", ("expectState", state))).Ok();
    }

    [Fact]
    public async Task AutoScale_is_refused_and_its_other_parameters_mean_nothing_without_it()
    {
        var name = await service.Create();

        Assert.Equal((400, "NotSupportedYet"), (await service.Net.Put($"jobs/{name}/commit", ("isOnOff", "True"))).Error);
        (await service.Net.Put(
            $"jobs/{name}/commit",
            ("isOnOff", "False"), ("maxCU", "10.5"), ("suspendPeriodParam.1.startTime", "18:00"))).Ok();
    }

    [Fact]
    public async Task Code_that_does_not_compile_is_told_with_its_place()
    {
        var name = await service.CreateCommitted(ScriptedRuntime.BadSql);
        var reply = await service.Net.Post($"jobs/{name}/instance");

        Assert.Equal((400, "CompileFailed"), reply.Error);
        Assert.Contains("line 1, column 1", reply.Message);
        Assert.Equal("Did you mean SELECT?", reply.Json.Text("Recommend"));
    }

    [Fact]
    public async Task A_queue_that_is_not_there_is_refused_when_the_job_starts()
    {
        var name = await service.Create();
        (await service.Net.Put($"jobs/{name}", ("queueName", "root.nowhere"))).Ok();
        (await service.Net.Put($"jobs/{name}/commit")).Ok();
        Assert.Equal((404, "QueueNotExist"), (await service.Net.Post($"jobs/{name}/instance")).Error);

        (await service.Net.Put($"jobs/{name}", ("queueName", "root.default"))).Ok();
        (await service.Net.Put($"jobs/{name}/commit")).Ok();
        await service.Start(name);
    }

    [Fact]
    public async Task A_datastream_job_is_kept_and_cannot_run_yet()
    {
        const string Code = "-- a comment\nblink.main.class=com.example.Main\nblink.main.jar=app.jar\n";
        var name = DliService.NewName() + "jar";
        (await service.Net.Post(
            "jobs", ("jobName", name), ("jobType", "FLINK_STREAM"), ("apiType", "Datastream"), ("code", Code), ("packages", "app.jar"))).Ok();
        var job = (await service.Net.Get($"jobs/{name}")).Job;
        Assert.Equal(("DATASTREAM", Code), (job.Text("ApiType"), job.Text("Code")));
        var detail = (await service.Dli.Admin.Get($"streaming/jobs/{job.Text("JobId")}")).Detail;
        Assert.Equal(("flink_jar_job", "com.example.Main"), (detail.Text("job_type"), detail.Text("main_class")));

        (await service.Net.Put($"jobs/{name}/commit")).Ok();
        Assert.Equal((400, "NotSupportedYet"), (await service.Net.Post($"jobs/{name}/instance")).Error);
    }
}
