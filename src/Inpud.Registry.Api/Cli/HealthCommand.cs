using System.CommandLine;
using System.Globalization;

namespace Inpud.Registry.Api.Cli;

/// <summary>Asks the service that runs on this machine whether it can answer. It opens no database.</summary>
/// <remarks>For what starts and watches the service where there is no other program to ask with: the image of the container has no shell and no curl.</remarks>
internal static class HealthCommand
{
    private const string Ready = "/health/ready";
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    public static Command Build()
    {
        var wait = new Option<int>("--wait")
        {
            Description = "How many seconds to wait for a service that starts. It does not wait where this is left out.",
        };
        wait.Validators.Add(said =>
        {
            if (said.Tokens is [var token] && int.TryParse(token.Value, NumberStyles.None, CultureInfo.InvariantCulture, out _) is false)
            {
                said.AddError($"--wait: '{token.Value}' is no number of seconds. Write one such as 60.");
            }
        });
        var json = Answer.Json();
        var health = new Command(
            "health",
            "Ask the service on this machine whether it can answer. The exit code is 0 where it can. The settings say where it listens."
        )
        {
            wait,
            json,
        };
        health.SetAction(
            async (parsed, ct) =>
            {
                try
                {
                    var configuration = RegistrySettings.Open(Invocation.SettingsOf(parsed)).Configuration;
                    RegistrySettings.Read(configuration);
                    return await AskAsync(parsed, configuration, TimeSpan.FromSeconds(parsed.GetValue(wait)), parsed.GetValue(json), ct);
                }
                catch (ConfigurationException e)
                {
                    await parsed.InvocationConfiguration.Error.WriteLineAsync(e.Message);
                    return Misuse.ExitCode;
                }
            }
        );
        return health;
    }

    private static async Task<int> AskAsync(
        ParseResult parsed,
        IConfiguration configuration,
        TimeSpan wait,
        bool asJson,
        CancellationToken ct
    )
    {
        var address = AddressOf(configuration);
        // A proxy that the environment names is for other machines.
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { Timeout = Longest };
        var clock = TimeProvider.System;
        var began = clock.GetTimestamp();
        string? why;
        while ((why = await WhyNotOrNullAsync(client, address, HostOrNull(configuration), ct)) is not null)
        {
            if (clock.GetElapsedTime(began) >= wait)
            {
                break;
            }

            await Task.Delay(Pause, ct);
        }

        var sentence = why ?? $"The service at {address} can answer.";
        if (why is null || asJson)
        {
            Answer.Write(
                parsed,
                asJson,
                new
                {
                    healthy = why is null,
                    address,
                    detail = sentence,
                },
                sentence
            );
        }
        else
        {
            await parsed.InvocationConfiguration.Error.WriteLineAsync(sentence);
        }

        return why is null ? 0 : RegistryService.Failed;
    }

    private static async Task<string?> WhyNotOrNullAsync(HttpClient client, string address, string? host, CancellationToken ct)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address + Ready);
            request.Headers.Host = host;
            using var answer = await client.SendAsync(request, ct);
            return answer.IsSuccessStatusCode ? null : $"The service at {address} cannot answer: {Ready} says {(int)answer.StatusCode}.";
        }
        catch (HttpRequestException)
        {
            return $"No service answers at {address}.";
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return $"The service at {address} has not answered within {Longest.TotalSeconds.ToString(CultureInfo.InvariantCulture)} seconds.";
        }
    }

    /// <summary>Where the service of these settings listens, as seen from this machine. It follows the order in which the server takes them.</summary>
    private static string AddressOf(IConfiguration configuration)
    {
        // An image can lack the file that says what localhost is.
        const string Here = "127.0.0.1";
        var endpoint = configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(each => each["Url"]).FirstOrDefault();
        var listens = endpoint ?? FirstOf(configuration["urls"]);
        if (listens is null)
        {
            listens = FirstOf(configuration["http_ports"]) is { } port ? $"http://*:{port}" : RegistryApp.DefaultAddress;
        }

        var address = BindingAddress.Parse(listens);
        var isHere = address.Host is "*" or "+" or "0.0.0.0" or "[::]" or "localhost";
        return $"{address.Scheme}://{(isHere ? Here : address.Host)}:{address.Port.ToString(CultureInfo.InvariantCulture)}";
    }

    /// <summary>A host that the service takes, where it does not take every one.</summary>
    private static string? HostOrNull(IConfiguration configuration) =>
        FirstOf(configuration["AllowedHosts"]) is { } host && host != "*" ? host.Replace("*.", "health.", StringComparison.Ordinal) : null;

    private static string? FirstOf(string? list) =>
        list?.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).FirstOrDefault();
}
