using System.Data.Common;
using System.Security.Cryptography;
using Inpud.Registry.Api.Interchange.Shipped;
using Inpud.Registry.Api.Storage;
using Inpud.Registry.Api.Storage.Dialects;
using Inpud.Registry.Api.Storage.Files;
using Inpud.Registry.Api.Storage.PublicHistory;
using Inpud.Registry.Api.Storage.Retention;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Upgrades;
using Microsoft.AspNetCore.Connections;

namespace Inpud.Registry.Api;

/// <summary>Starts the service, or says in a line why it cannot start.</summary>
internal static class RegistryService
{
    public const int Failed = 1;
    public const int Misconfigured = 2;
    private const int Stopped = 130;

    /// <summary>Serves until it is told to stop.</summary>
    public static Task<int> ServeAsync(string[] settings, TextWriter output, TextWriter error) =>
        RunAsync(
            settings,
            error,
            async app =>
            {
                await PrepareDatabaseAsync(app.Services, CancellationToken.None);
                await StartAsync(app);
                var address = app.Urls.First();
                await output.WriteLineAsync(
                    $"The INPUD registry answers at {address} (Swagger UI: {address}/swagger). Press Ctrl+C to stop."
                );
                await app.WaitForShutdownAsync();
            }
        );

    private static async Task StartAsync(WebApplication app)
    {
        try
        {
            await app.StartAsync();
        }
        catch (Exception e)
            when (e is InvalidOperationException or FormatException or ArgumentException or FileNotFoundException or CryptographicException)
        {
            // The server reads its endpoints and certificates only now. The first line says what is wrong, and the others are about development.
            throw new ConfigurationException(
                $"The service cannot listen: {e.Message.Split('\n')[0].TrimEnd()} README.md lists the settings.",
                e
            );
        }
    }

    /// <summary>Runs an action with the program's parts. The exit code is 0 for success, 1 for a failure that it explains, 2 for wrong settings, and 130, as in shells, for a stop.</summary>
    public static async Task<int> RunAsync(
        string[] settings,
        TextWriter error,
        Func<WebApplication, Task> action,
        CancellationToken ct = default
    )
    {
        try
        {
            await using var app = RegistryApp.Build(settings);
            if (app.Services.GetRequiredService<IDialect>().Folder is { } folder)
            {
                Unfinished.RemoveDead(folder);
            }

            Unfinished.RemoveDead(Path.GetTempPath());
            await ExplainAsync(app.Services, () => action(app));
            return 0;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            await error.WriteLineAsync("Stopped. All is as it was before.");
            return Stopped;
        }
        catch (Exception e) when (WhyNot(e) is { } reasons)
        {
            await error.WriteLineAsync(reasons);
            return e is ConfigurationException ? Misconfigured : Failed;
        }
    }

    /// <summary>Upgrades the database, or makes it and loads the shipped data, unless something else fills it.</summary>
    /// <param name="services">The program's parts.</param>
    /// <param name="ct">Stops it.</param>
    /// <param name="seeds">Whether a new database gets the shipped data.</param>
    /// <param name="finishes">False where a new database is whole only after more work, which then calls <see cref="IDialect.Finish"/>.</param>
    public static async Task PrepareDatabaseAsync(IServiceProvider services, CancellationToken ct, bool seeds = true, bool finishes = true)
    {
        await ExplainAsync(
            services,
            async () =>
            {
                do
                {
                    await services.GetRequiredService<Upgrade>().RunAsync(services.GetRequiredService<Database>(), IWork.Silent, ct);
                    if (seeds)
                    {
                        await services.GetRequiredService<Seeder>().SeedAsync(ct);
                    }
                } while (finishes && !services.GetRequiredService<IDialect>().Finish());

                await services.GetRequiredService<PublicDay>().SettleAsync(ct);
                await services.GetRequiredService<ReadRetention>().SettleAsync(ct);
                services.GetRequiredService<IDialect>().StayWithFile();
            }
        );
    }

    /// <summary>Throws where this program cannot use the database as it is. A command that only reads or changes one thing does not upgrade: that is an act of its own.</summary>
    /// <exception cref="StorageException">There is no database, or another version made it; the message says which command mends that.</exception>
    public static async Task RequireDatabaseAsync(IServiceProvider services, CancellationToken ct)
    {
        if (await services.GetRequiredService<Upgrade>().WhyNotCurrentOrNullAsync(services.GetRequiredService<Database>()) is { } why)
        {
            throw new StorageException(why);
        }

        await Epoch.SettleAsync(services.GetRequiredService<Database>(), ct);
        await services.GetRequiredService<PublicDay>().SettleWhereItCanBeWrittenAsync(ct);
    }

    /// <summary>Replaces the database's own error with a sentence that explains it.</summary>
    private static async Task ExplainAsync(IServiceProvider services, Func<Task> action)
    {
        try
        {
            await action();
        }
        catch (DbException e) when (services.GetRequiredService<IDialect>().Explain(e) is { } explanation)
        {
            throw new StorageException(explanation, e);
        }
    }

    private static string? WhyNot(Exception e) =>
        e switch
        {
            StorageException or ConfigurationException => e.Message,
            IOException { InnerException: AddressInUseException } =>
                $"{e.Message.TrimEnd('.')}. Stop the program that uses it, or choose another address, such as --urls http://localhost:5081.",
            System.Net.Sockets.SocketException =>
                $"The address cannot be used: {e.Message.TrimEnd('.')}. Choose another, such as --urls http://localhost:5081.",
            _ => FileMistakes.ExplainOrNull(e),
        };
}
