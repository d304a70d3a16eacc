using Inpud.Registry.Api.Tests.Contract;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Storage;

/// <summary>To compile a query of the public views takes ten times as long as to run it. The addresses come from the contract.</summary>
[OfTheFile]
internal sealed class CompiledOnceTests
{
    [Test]
    public async Task PublicRead_WhenItWasAskedBefore_CompilesNothing()
    {
        var compilations = new Compilations();
        await using var server = await RegistryServer.StartCountingAsync(compilations);
        var addresses = ReadOperation
            // The export is a file that is kept, and the readiness looks at the database itself.
            .Public.Where(read => read.Id is not ("getReadiness" or "getExport"))
            .SelectMany(read => read.IsOtherForm ? [read.Address] : read.AddressesWithOptions.Prepend(read.Address))
            .Distinct()
            .ToList();
        var compiled = new List<string>();
        foreach (var address in addresses)
        {
            using var first = await server.GetAsync(address);
            var before = compilations.Asked;
            using var second = await server.GetAsync(address);
            if (compilations.Asked > before)
            {
                compiled.Add(address);
            }
        }

        Assert.That(addresses, Has.Count.GreaterThan(100));
        Assert.That(compilations.Asked, Is.GreaterThan(1000), "the counter has to count");
        Assert.That(compiled, Is.Empty);
    }
}
