using System.Net;
using System.Text;
using Inpud.Registry.Api.Tests.Contract;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Http;

/// <summary>Every write of the contract that takes no body: generated clients name a type with it all the same, and a body would be ignored.</summary>
internal sealed class UnreadBodyTests
{
    private static IEnumerable<WriteExample> Writes =>
        WriteExample.All.Where(write => !write.Write.Operation.TryGetProperty("requestBody", out _));

    [Test]
    public async Task Write_WhenItTakesNoBodyAndHasNone_AnswersWhateverTypeIsNamed(
        [Values("application/json", "application/json; charset=utf-8", "application/x-www-form-urlencoded", "text/plain")] string type
    )
    {
        await using var server = await RegistryServer.StartAsShippedAsync();
        await server.AddExampleRecordsAsync();
        foreach (var write in Writes)
        {
            using var response = await SendAsync(server, write, "", type);
            Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK), $"{write}: {await response.Content.ReadAsStringAsync()}");
        }

        Assert.That(Writes, Is.Not.Empty);
    }

    [TestCase("{}", "application/json")]
    [TestCase("""{"link":"x"}""", "application/json")]
    [TestCase("link=x", "application/x-www-form-urlencoded")]
    [TestCase("x", "text/plain")]
    public async Task Write_WhenItTakesNoBodyAndHasOne_SaysSo(string body, string type)
    {
        await using var server = await RegistryServer.StartAsShippedAsync();
        await server.AddExampleRecordsAsync();
        foreach (var write in Writes)
        {
            using var response = await SendAsync(server, write, body, type);
            await RegistryServer.ProblemAsync(response, HttpStatusCode.BadRequest, "unexpected-body");
        }
    }

    private static async Task<HttpResponseMessage> SendAsync(RegistryServer server, WriteExample write, string body, string type)
    {
        using var request = new HttpRequestMessage(new HttpMethod(write.Method), write.Write.Address)
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)),
        };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        return await server.Client.SendAsync(request);
    }
}
