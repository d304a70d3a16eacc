using System.Net;
using System.Text;
using System.Text.Json;
using Inpud.Registry.Api.Tests.Contract;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Features.Networks;

/// <summary>A former id of a network keeps leading to it, at every address below it and with every method.</summary>
internal sealed class FormerAddressTests : ReadingTests
{
    private static IEnumerable<TestCaseData> Operations() =>
        from path in RegistryServer.Contract().GetProperty("paths").EnumerateObject()
        where path.Name.StartsWith("/v1/networks/{", StringComparison.Ordinal)
        from operation in path.Value.EnumerateObject()
        where operation.Name is "get" or "post" or "patch" or "put" or "delete"
        select new TestCaseData(operation.Name.ToUpperInvariant(), RestOf(path.Name, operation.Value)).SetArgDisplayNames(
            operation.Name,
            path.Name
        );

    [TestCaseSource(nameof(Operations))]
    public async Task Address_WhenItHasAFormerId_LeadsToTheOneOfToday(string method, string rest)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri($"/v1/networks/anpud{rest}?x=a%20b", UriKind.Relative));
        if (method is not "GET")
        {
            request.Content = new StringContent("{}", Encoding.UTF8, "application/json");
        }

        // The public operations look at their parameters first.
        request.RequestUri = method == "GET" ? new Uri($"/v1/networks/anpud{rest}", UriKind.Relative) : request.RequestUri;
        using var response = await Server.Client.SendAsync(request);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.PermanentRedirect), await response.Content.ReadAsStringAsync());
        Assert.That(
            response.Headers.Location!.OriginalString,
            Is.EqualTo($"/v1/networks/napud{rest}{(method == "GET" ? "" : "?x=a%20b")}")
        );
    }

    [TestCase("/v1/networks/nobody/claims")]
    [TestCase("/v1/networks/napud/record")]
    public async Task Address_WhenItHasNoFormerId_LeadsNowhereElse(string address)
    {
        using var response = await Server.GetAsync(address);

        Assert.That((int)response.StatusCode, Is.AnyOf(401, 404, 405));
    }

    private static string RestOf(string template, JsonElement operation)
    {
        var rest = '/' + string.Join('/', template.Split('/').Skip(4));
        foreach (var parameter in ContractParameters.Of(operation).Where(one => one.GetProperty("in").GetString() == "path"))
        {
            rest = rest.Replace(
                $"{{{parameter.GetProperty("name").GetString()}}}",
                parameter.GetProperty("example").GetString(),
                StringComparison.Ordinal
            );
        }

        return rest.TrimEnd('/');
    }
}
