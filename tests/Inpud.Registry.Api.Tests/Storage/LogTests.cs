using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Storage;

/// <summary>The log never contains a key, a link or private data, even at its most detailed level.</summary>
internal sealed class LogTests
{
    [TestCase("Information")]
    [TestCase("Trace")]
    public async Task Log_WhenStewardsAndApplicantsWrite_HoldsNoSecret(string level)
    {
        using var database = new TestDatabase();
        await RegistryCommand.RunAsync("seed", database.Argument);
        var (_, made, _) = await RegistryCommand.RunAsync("keys", "add", "--label", "A steward", "--scope", "registry", database.Argument);
        var key = Regex.Match(made, "inpud_[A-Za-z0-9_-]{43}").Value;
        Assert.That(key, Is.Not.Empty, made);
        using var process = RegistryProcess.Start("--urls", "http://127.0.0.1:0", database.Argument, $"--Logging:LogLevel:Default={level}");
        var log = new StringBuilder();
        var address = new TaskCompletionSource<string>();
        process.OutputDataReceived += (_, line) => Note(line.Data);
        process.ErrorDataReceived += (_, line) => Note(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using var client = new HttpClient { BaseAddress = new Uri(await address.Task.WaitAsync(TimeSpan.FromSeconds(30))) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);

        var id = await PostAsync(
            "/v1/groups",
            """{"name":"Umoja","country":"KE","period":"2012/..","source":"registry-curation","reason":"Secret."}""",
            "id"
        );
        using var record = await client.GetAsync(new Uri($"/v1/groups/{id}/record", UriKind.Relative));
        using var broken = await client.PostAsync(
            new Uri($"/v1/groups/{id}/consents", UriKind.Relative),
            new StringContent("""{"scope":"Umoja"}""", Encoding.UTF8, "application/json")
        );
        client.DefaultRequestHeaders.Authorization = null;
        var link = await PostAsync(
            "/v1/applications",
            """{"network":"africanpud","name":"Umoja","country":"KE","ledByPeopleWhoUseDrugs":true,"period":"2012/.."}""",
            "link"
        );
        using var followed = await client.GetAsync(new Uri(link, UriKind.Relative));
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key + "x");
        using var wrong = await client.GetAsync(new Uri("/v1/key", UriKind.Relative));
        process.Kill();
        await process.WaitForExitAsync();

        string text;
        lock (log)
        {
            text = log.ToString();
        }

        Assert.That((int)followed.StatusCode, Is.EqualTo(200));
        Assert.That(text, Has.Length.GreaterThan(level == "Trace" ? 1000 : 50), "the test has to see the log");
        foreach (var secret in new[] { key, key[6..], link.Split('/')[^1], "Umoja", "umoja", id, "Secret." })
        {
            Assert.That(text, Does.Not.Contain(secret));
        }

        void Note(string? line)
        {
            lock (log)
            {
                log.AppendLine(line);
            }

            if (line is not null && Regex.Match(line, @"answers at (http://127\.0\.0\.1:\d+)") is { Success: true } match)
            {
                address.TrySetResult(match.Groups[1].Value);
            }
        }

        async Task<string> PostAsync(string path, string body, string field)
        {
            using var response = await client.PostAsync(
                new Uri(path, UriKind.Relative),
                new StringContent(body, Encoding.UTF8, "application/json")
            );
            var answer = await response.Content.ReadAsStringAsync();
            Assert.That((int)response.StatusCode, Is.EqualTo(201), answer);
            return JsonDocument.Parse(answer).RootElement.GetProperty(field).GetString()!;
        }
    }
}
