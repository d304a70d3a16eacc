using Inpud.Registry.Api.Tests.Contract;

namespace Inpud.Registry.Api.Tests.Storage;

/// <summary>The addresses that the tests of queries ask: those of the contract, each with each of its options, and with values that many groups of a grown registry have, and few.</summary>
internal static class ReadAddresses
{
    /// <summary>Values besides the contract's examples: those that many groups have, and those that few have.</summary>
    private static readonly Dictionary<string, string[]> Values = new()
    {
        ["network"] = ["euronpud", "inwud", "any"],
        ["country"] = ["FR", "MT", "SE", "IS", "BR"],
        ["code"] = ["FR", "MT"],
        ["region"] = ["150", "155", "039", "019", "001"],
        ["q"] = ["common", "seldom", "common 00042", "nothing-like-it", "comon", "alias"],
        ["asOf"] = ["1951-06-01", "1900-01-01", "2014-06-01", "2010-06-01"],
        ["documentedBy"] = ["euronpud", "any"],
        ["documents"] = ["FR"],
        ["group"] = ["grown-group-5", "alias-5", "grown-5"],
        ["source"] = ["source-1"],
    };

    /// <summary>Requests with several filters, in one order or the other.</summary>
    private static readonly string[] Combined =
    [
        "/v1/groups?limit=10&network=euronpud&country=FR",
        "/v1/groups?limit=10&network=euronpud&country=MT",
        "/v1/groups?limit=10&network=inwud&country=FR",
        "/v1/groups?limit=10&network=any&country=MT",
        "/v1/groups?limit=10&network=any&standing=constituent",
        "/v1/groups?limit=10&network=inwud&sort=country",
        "/v1/groups?limit=10&network=euronpud&region=039",
        "/v1/groups?limit=10&country=MT&sort=-country",
        "/v1/groups?limit=10&type=service&sort=country",
        "/v1/groups?limit=10&type=service&scope=local",
        "/v1/groups?limit=10&q=common&country=MT",
        "/v1/groups?limit=10&q=common&type=service",
        "/v1/groups?limit=10&network=euronpud&asOf=1951-06-01",
        "/v1/groups?limit=10&country=FR&asOf=1951-06-01",
        "/v1/countries/FR/evidence?limit=10&network=euronpud",
        "/v1/countries/FR/evidence?limit=10&kind=headquarters",
    ];

    /// <summary>The addresses of these reads. A list has pages of ten.</summary>
    public static IEnumerable<string> Of(IEnumerable<ReadOperation> reads) =>
        reads
            .Where(read => !read.IsOtherForm && read.Id != "getReadiness" && read.Tag != "Export")
            .SelectMany(AddressesOf)
            .Concat(Combined)
            .Distinct();

    private static IEnumerable<string> AddressesOf(ReadOperation read)
    {
        var limited = Limited(read, read.Address);
        yield return limited;
        foreach (var name in read.RequiredNames)
        {
            foreach (var value in Values.GetValueOrDefault(name, []))
            {
                yield return Limited(read, read.AddressOf(of => of == name ? value : null));
            }
        }

        foreach (
            var option in read.Options.Where(option =>
                ReadOperation.NameOf(option) is not ("evidence" or "standing" or "after" or "limit" or "format" or "lang")
            )
        )
        {
            var name = ReadOperation.NameOf(option);
            foreach (var value in ReadOperation.ValuesOf(option).Concat(Values.GetValueOrDefault(name, [])))
            {
                yield return ReadOperation.With(limited, name, value);
            }
        }
    }

    private static string Limited(ReadOperation read, string address) => read.IsList ? ReadOperation.With(address, "limit", "10") : address;
}
