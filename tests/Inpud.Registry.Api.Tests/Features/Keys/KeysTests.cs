using System.Net;
using Inpud.Registry.Api.Storage.Keys;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Inpud.Registry.Api.Tests.Features.Keys;

internal sealed class KeysTests : ReadingTests
{
    [Test]
    public async Task Key_WhenItIsValid_TellsItsScopes()
    {
        var key = await Server.KeyAsync(expires: RegistryServer.Start.AddDays(1), "lanpud", "euronpud");
        using var response = await Server.GetAsync("/v1/key", key);
        var body = await response.Content.ReadAsStringAsync();

        Assert.Multiple(() =>
        {
            Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(body, Does.Contain("\"scopes\":[\"euronpud\",\"lanpud\"]"));
            Assert.That(body, Does.Not.Contain(key.Value["Bearer ".Length..]));
            Assert.That(response.Headers.CacheControl?.NoStore, Is.True);
        });
    }

    [Test]
    public async Task Key_WhenThereIsNone_IsAskedForWithoutAnError()
    {
        using var response = await Server.GetAsync("/v1/key");
        await RegistryServer.ProblemAsync(response, HttpStatusCode.Unauthorized, "unauthenticated");

        Assert.That(
            response.Headers.WwwAuthenticate.ToString(),
            Is.EqualTo("Bearer realm=\"registry\""),
            "RFC 6750: no error code where nothing was sent"
        );
    }

    [TestCase("Bearer inpud_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "does not know")]
    [TestCase("Bearer nonsense", "does not know")]
    [TestCase("Bearer ", "not of the form")]
    [TestCase("Basic YTpi", "not of the form")]
    public async Task Key_WhenItIsNotOne_IsRefusedOnPublicReadsAsWell(string header, string part)
    {
        foreach (var address in new[] { "/v1/key", "/v1/networks" })
        {
            using var response = await Server.GetAsync(address, ("Authorization", header));
            var problem = await RegistryServer.ProblemAsync(response, HttpStatusCode.Unauthorized, "unauthenticated");

            Assert.That(Text(problem, "detail"), Does.Contain(part));
            Assert.That(response.Headers.WwwAuthenticate.ToString(), Does.Contain("error=\"invalid_token\""));
        }
    }

    [Test]
    public async Task Key_WhenItExpires_IsRefusedFromThatMomentOn()
    {
        await using var server = await RegistryServer.StartAsync();
        var key = await server.KeyAsync(expires: RegistryServer.Start.AddDays(1), "registry");
        using var before = await server.GetAsync("/v1/key", key);
        server.Clock.Advance(TimeSpan.FromDays(1));
        using var after = await server.GetAsync("/v1/key", key);

        Assert.That(before.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(
            Text(await RegistryServer.ProblemAsync(after, HttpStatusCode.Unauthorized, "unauthenticated"), "detail"),
            Does.Contain("expired")
        );
    }

    [Test]
    public async Task Key_WhenUsed_NotesWhenAndChangesNothingPublic()
    {
        await using var server = await RegistryServer.StartAsync();
        using var before = await server.GetAsync("/v1/groups");
        var key = await server.KeyAsync(expires: null, "registry");
        server.Clock.Advance(TimeSpan.FromMinutes(5));
        using var used = await server.GetAsync("/v1/groups", key);
        var listed = (await KeysSql.ListAsync(server.Services.GetRequiredService<Database>())).Single();

        Assert.Multiple(() =>
        {
            Assert.That(listed.LastUsed, Is.EqualTo(RegistryServer.Start.AddMinutes(5)));
            Assert.That(used.Headers.ETag, Is.EqualTo(before.Headers.ETag));
            Assert.That(used.Content.Headers.LastModified, Is.EqualTo(before.Content.Headers.LastModified));
        });
    }
}
