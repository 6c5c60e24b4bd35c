namespace Weir.Bench;

/// <summary>The least that an HTTP server can do with an update: read its body, answer a fixed one. Runs as a process of its
/// own, as the service does.</summary>
internal static class BareServer
{
    private static readonly byte[] Answer =
        """{"is_success":"true","message":"The job is updated successfully.","job":{"update_time":1578905682534}}"""u8
            .ToArray();

    public static async Task Run()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { Args = [] });
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.UseRouting();
        app.MapPut("/v1.0/{project}/streaming/sql-jobs/{job}", Read);
        await app.StartAsync();
        Console.WriteLine($"ready at {app.Urls.First()}");
        await app.WaitForShutdownAsync();
    }

    private static async Task Read(HttpContext http)
    {
        while (true)
        {
            var read = await http.Request.BodyReader.ReadAsync();
            http.Request.BodyReader.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
            {
                break;
            }
        }

        http.Response.ContentType = "application/json";
        http.Response.ContentLength = Answer.Length;
        await http.Response.BodyWriter.WriteAsync(Answer);
    }
}
