using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Contract;

/// <summary>Makes every public address of the contract with the values of a test: each parameter that accepts a text gets each value.</summary>
internal sealed class AskedAddresses(params IReadOnlyList<string> values)
{
    /// <summary>All addresses. An option that narrows another request is added to each request that succeeds without it.</summary>
    public async Task<IReadOnlyList<string>> ReadAsync(RegistryServer server)
    {
        var addresses = new List<string>();
        foreach (var read in ReadOperation.Public)
        {
            string[] asked = [read.Address, .. read.AddressesWithOptions, .. WithValues(read)];
            if (read.IsOtherForm)
            {
                // Which rows a filter leaves is asked of the first form.
                addresses.Add(read.Address);
                continue;
            }

            addresses.AddRange(asked);
            var narrowing = read.Options.Where(option => ReadOperation.NameOf(option) is "evidence" or "standing").ToList();
            if (narrowing.Count == 0)
            {
                continue;
            }

            foreach (var address in asked.Where(address => !address.Contains("format=", StringComparison.Ordinal)))
            {
                using var response = await server.GetAsync(address);
                if (response.IsSuccessStatusCode)
                {
                    addresses.AddRange(
                        narrowing.SelectMany(option =>
                            ReadOperation.ValuesOf(option).Select(value => ReadOperation.With(address, ReadOperation.NameOf(option), value))
                        )
                    );
                }
            }
        }

        return [.. addresses.Distinct()];
    }

    /// <summary>The addresses of what has several forms, with each form that an Accept header can ask for: a page, linked data, a table.</summary>
    public IEnumerable<(string Address, string Form)> InEachForm() =>
        from read in ReadOperation.Public
        where read.Forms.Count > 1
        from address in WithValues(read).Prepend(read.Address).Distinct()
        from form in read.Forms
        select (address, form);

    /// <summary>The addresses with each value in each parameter that accepts a text.</summary>
    public IEnumerable<string> WithValues(ReadOperation read) =>
        values.SelectMany(value =>
            read.RequiredNames.Select(name => read.AddressOf(of => of == name ? value : null))
                .Concat(read.TextOptions.Select(name => ReadOperation.With(read.Address, name, value)))
        );
}
