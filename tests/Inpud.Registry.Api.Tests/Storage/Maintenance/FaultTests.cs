using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Storage.Maintenance;

/// <summary>A few faults under load. <c>dotnet run -c Release --project tests/Inpud.Registry.Benchmarks -- faults</c> makes a hundred and fifty.</summary>
[OfTheFile]
internal sealed class FaultTests
{
    [Test]
    public async Task Faults_WhenTheServiceIsWritten_LoseNothingConfirmed()
    {
        await using var campaign = new FaultCampaign(seed: 12);
        await campaign.StartAsync(await RegistryServer.SeededAsync());
        var mistakes = new List<string>();
        mistakes.AddRange(await campaign.RestoreAsync());
        mistakes.AddRange(await campaign.KillRestoreAsync());
        mistakes.AddRange(await campaign.KillAsync(startsAgain: false));

        Assert.That(mistakes, Is.Empty);
        Assert.That(campaign.Confirmed, Is.GreaterThan(15), "the faults need a load");
    }
}
