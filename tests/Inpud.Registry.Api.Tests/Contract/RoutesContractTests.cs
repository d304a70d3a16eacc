using System.Net;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Tests.Features;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Contract;

/// <summary>The page of all routes agrees with the code.</summary>
internal sealed class RoutesContractTests
{
    /// <summary>The lines of one screen.</summary>
    private const int Screen = 40;

    private RegistryServer server = null!;
    private IReadOnlyList<Route> routes = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        server = await RegistryServer.StartAsShippedAsync();
        await server.AddExampleRecordsAsync();
        routes = Route.Of(server.Services, await server.JsonAsync("/openapi.json"));
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    /// <summary>With REGISTRY_REWRITE_CONTRACT=1 the test writes the page again and fails, like the test of the contract.</summary>
    [Test]
    public async Task Routes_WhenWritten_EqualTheCommittedPage()
    {
        var written = RoutesDocument.Write(routes, await server.JsonAsync("/openapi.json"));
        var path = Repository.PathOf("docs", "routes.md");
        if (Environment.GetEnvironmentVariable("REGISTRY_REWRITE_CONTRACT") == "1")
        {
            await File.WriteAllTextAsync(path, written);
            Assert.Fail("docs/routes.md was written anew. Read the difference, and run the tests without the switch.");
        }

        Assert.That(
            await File.ReadAllTextAsync(path),
            Is.EqualTo(written),
            "docs/routes.md is not what the code says. Run REGISTRY_REWRITE_CONTRACT=1 ./test.sh once."
        );
    }

    [Test]
    public void Routes_WhenCounted_FillNoMoreThanAScreenForEachSection()
    {
        Assert.That(routes.Where(route => route.Tag is null), Is.Empty, "each operation stands in a section");
        foreach (var section in routes.GroupBy(route => route.Tag))
        {
            Assert.That(section.Count(), Is.LessThan(Screen), section.Key);
        }
    }

    /// <summary>The key of a network that no example is about may call the operations for anybody and for any steward, and no others.</summary>
    [Test]
    public async Task Callers_WhenAStewardOfAnotherNetworkCalls_AreThoseOfThePage()
    {
        var key = await server.KeyAsync(expires: null, "lanpud");
        var (tried, mistakes) = (0, new List<string>());
        foreach (var read in ReadOperation.All)
        {
            using var answer = await server.GetAsync(read.Address, key);
            Check("GET", read.Template, answer);
        }

        foreach (var write in WriteOperation.All)
        {
            using var answer = await server.SendJsonAsync(
                new HttpMethod(write.Method),
                write.Address + "?dryRun=true",
                write.Example.ToJsonString(),
                key,
                ("If-Match", "*")
            );
            Check(write.Method, write.Template, answer);
        }

        Assert.That(mistakes, Is.Empty);
        Assert.That(tried, Is.GreaterThan(60));

        void Check(string method, string template, HttpResponseMessage answer)
        {
            var route = routes.Single(route => route.Method == method && route.Template == template);
            var isForAny = route.Callers.StartsWith(Callers.Anybody, StringComparison.Ordinal) || route.Callers is "any steward";
            var isRefused = answer.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.NotFound;
            // A client with the link needs no key, and the example's link leads to an application.
            if (isRefused == (isForAny || route.Callers.Contains("link", StringComparison.Ordinal)))
            {
                mistakes.Add($"{method} {template} answers {answer.StatusCode}: {route.Callers}");
            }

            tried++;
        }
    }

    [Test]
    public async Task Callers_WhenNobodyHasAKey_AreThoseOfThePage()
    {
        foreach (var write in WriteOperation.All)
        {
            var route = routes.Single(route => route.Method == write.Method && route.Template == write.Template);
            using var answer = await server.SendJsonAsync(
                new HttpMethod(write.Method),
                write.Address + "?dryRun=true",
                write.Example.ToJsonString()
            );

            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized), route.ToString());
            Assert.That(route.Callers, Does.Contain("steward"));
        }
    }
}
