using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Contract;

/// <summary>The example of a write is one that a reader can send as it stands: the shipped registry has what it names, or the contract says that it is made up.</summary>
internal sealed class WriteExamplesTests
{
    private RegistryServer server = null!;
    private (string Name, string Value) key;

    private static IEnumerable<TestCaseData> Writes =>
        WriteExample.All.Select(example =>
            new TestCaseData(example).SetArgDisplayNames(example.Method.ToLowerInvariant(), example.Write.Template)
        );

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        server = await RegistryServer.StartAsShippedAsync();
        key = await server.KeyAsync(expires: null, "registry");
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    [TestCaseSource(nameof(Writes))]
    public async Task Example_WhenItIsTriedOnTheShippedRegistry_SucceedsOrIsMadeUp(WriteExample example)
    {
        Assert.That(example.TakesTrial || example.IsMadeUp, "whoever executes the example changes something real");

        using var answer = await example.SendAsync(server, key);

        var status = (int)answer.StatusCode;
        Assert.That(status, example.IsMadeUp ? Is.EqualTo(404) : Is.EqualTo(200), await answer.Content.ReadAsStringAsync());
        Assert.That(
            example.Write.Operation.GetProperty("responses").TryGetProperty(status.ToString(), out _),
            "the contract has no such answer"
        );
    }

    [Test]
    public void Writes_WhenTakenFromTheContract_AreAll() => Assert.That(Writes.Count(), Is.GreaterThan(40));
}
