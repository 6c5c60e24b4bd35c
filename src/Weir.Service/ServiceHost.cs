using System.Text;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Weir.Service.Accounts;
using Weir.Service.Apis.Dli;
using Weir.Service.Control;
using Weir.Service.Runtimes;
using Weir.Service.Store;

namespace Weir.Service;

/// <summary>The whole service in one object: opened in order, closed in the opposite one. Program and tests start it
/// alike.</summary>
internal sealed class ServiceHost : IAsyncDisposable
{
    /// <summary>Requests under way at shutdown get this long; jobs take their checkpoints after it.</summary>
    private static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(3);

    private readonly DataDirectory directory;
    private readonly WebApplication app;

    private ServiceHost(DataDirectory directory, ControlPlane control, WebApplication app)
    {
        this.directory = directory;
        this.app = app;
        Control = control;
    }

    public ControlPlane Control { get; }

    /// <summary>The address clients are told, with the port that was really taken.</summary>
    public string Url { get; private set; } = "";

    /// <param name="announce">Told the credentials that a first start makes, even when the start fails afterwards: no
    /// later one tells them.</param>
    /// <exception cref="StartException">It cannot start; the message is one line for the operator.</exception>
    public static async Task<ServiceHost> Start(
        ServiceOptions options,
        TimeProvider clock,
        Func<DataDirectory, PathRule, IEnumerable<Runtime>> runtimes,
        Action<Credentials> announce)
    {
        var directory = Open(options);
        ControlPlane? control = null;
        try
        {
            var paths = new PathRule(directory.Root, options.AllowedPaths, options.LoopbackOnly);
            var app = Build(options);
            var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("control");
            control = Open(directory, new RuntimeSet(runtimes(directory, paths)), clock, log);
            var first = await FirstStart.Run(
                control.Database,
                control.MasterKey,
                clock,
                RuntimeSet.Embedded,
                made => DataDirectory.WritePrivateJson(directory.CredentialsFile, made));
            if (first is not null)
            {
                announce(first);
            }

            var host = new ServiceHost(directory, control, app);
            host.Map();
            await host.Listen(options);
            control.Reconciler.Start();
            if (first is not null && !options.Empty)
            {
                await SampleJob.Run(control, first);
            }

            return host;
        }
        catch
        {
            if (control is not null)
            {
                await control.DisposeAsync();
            }

            directory.Dispose();
            throw;
        }
    }

    /// <summary>Ends when somebody asks the process to end, or when it cannot go on: then with an exception.</summary>
    public async Task WaitForEnd()
    {
        var asked = app.WaitForShutdownAsync();
        await await Task.WhenAny(asked, Control.Reconciler.Broken);
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await Control.DisposeAsync();
        await app.DisposeAsync();
        directory.Dispose();
    }

    private static DataDirectory Open(ServiceOptions options)
    {
        try
        {
            return DataDirectory.Open(options.Data);
        }
        catch (DataDirectoryException refused)
        {
            throw new StartException(refused.Message);
        }
    }

    private static ControlPlane Open(DataDirectory directory, RuntimeSet runtimes, TimeProvider clock, ILogger log)
    {
        try
        {
            return new ControlPlane(directory, runtimes, new Settings(), clock, log);
        }
        catch (NewerDataException newer)
        {
            throw new StartException(
                $"The data directory {directory.Root} was written by a newer Weir: {newer.Message}.");
        }
    }

    private static WebApplication Build(ServiceOptions options)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { Args = [] });
        builder.Services.AddRoutingCore();
        builder.Services.Configure<HostOptions>(static host => host.ShutdownTimeout = DrainTime);

        // Standard output is for what the operator waits for; the log goes to standard error.
        builder.Logging.AddSimpleConsole(static console => console.SingleLine = true);
        builder.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(
            static console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);

        // A start that fails is told in one line of ours.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        builder.WebHost.UseKestrelCore().UseUrls([.. options.Urls]).ConfigureKestrel(static kestrel =>
        {
            kestrel.AddServerHeader = false;

            // Clients sign header values as UTF-8 and send them so.
            kestrel.RequestHeaderEncodingSelector = static _ => Encoding.UTF8;
        });
        return builder.Build();
    }

    private void Map()
    {
        app.UseRouting();
        var signing = Signing.For(Control);
        new Routes(Control, signing, app.Services.GetRequiredService<ILogger<Routes>>()).Map(app);
        new Apis.Foas.Routes(
            Control,
            Apis.Foas.Signing.For(Control),
            app.Services.GetRequiredService<ILogger<Apis.Foas.Routes>>()).Map(app);
        new Apis.Weir.Routes(Control, signing).Map(app);
    }

    private async Task Listen(ServiceOptions options)
    {
        try
        {
            await app.StartAsync();
        }
        catch (IOException failure) when (failure.InnerException is AddressInUseException)
        {
            throw new StartException($"The address {string.Join(", ", options.Urls)} is in use by another program.");
        }
        catch (Exception failure) when (failure is IOException or System.Net.Sockets.SocketException)
        {
            throw new StartException($"Cannot listen on {string.Join(", ", options.Urls)}: {failure.Message}");
        }

        Url = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        if (DataDirectory.ReadJson<Credentials>(directory.CredentialsFile) is { } known && known.Endpoint != Url)
        {
            DataDirectory.WritePrivateJson(directory.CredentialsFile, known with { Endpoint = Url });
        }
    }
}

/// <summary>Why the service cannot start; the message is one line for the operator.</summary>
internal sealed class StartException(string message) : Exception(message);
