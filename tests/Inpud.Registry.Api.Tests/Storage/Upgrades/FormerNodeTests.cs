using System.Net;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Tests.Features;
using Inpud.Registry.Api.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Inpud.Registry.Api.Tests.Storage.Upgrades;

/// <summary>A node that goes on while another one, of a later version, has upgraded the database.</summary>
internal sealed class FormerNodeTests
{
    [Test]
    public async Task Write_WhenAnotherVersionUpgradedTheDatabase_IsRefusedUntilTheNodeIsReplaced()
    {
        await using var server = await RegistryServer.StartAsync();
        var key = await server.KeyAsync(expires: null, "registry");
        var create = WriteOperation.All.Single(write => write is { Template: "/v1/partners", Method: "POST" });
        var database = server.Services.GetRequiredService<Database>();
        await using (var upgrade = await database.WriteAsync(CancellationToken.None))
        {
            await upgrade.ExecuteAsync("update public_form set checksum = @later", new { later = new string('f', 64) });
            await upgrade.CommitBookkeepingAsync(CancellationToken.None);
        }

        var before = await server.RowsAsync();
        using var refused = await server.SendJsonAsync(HttpMethod.Post, create.Address, create.Example.ToJsonString(), key);
        await RegistryServer.ProblemAsync(refused, HttpStatusCode.ServiceUnavailable, "database-unavailable");
        Assert.That(refused.Headers.RetryAfter, Is.Not.Null);
        Assert.That(await server.RowsAsync(), Is.EqualTo(before));

        // What it shows is as it was: the tables of a later version have all that this one reads.
        using var read = await server.GetAsync("/v1/partners");
        Assert.That(read.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }
}
