using System.Text.Json;
using Inpud.Registry.Api.Tests.Contract;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Features;

/// <summary>A registry without any record answers every operation: with nothing, or with what is missing.</summary>
internal sealed class EmptyRegistryTests
{
    private RegistryServer server = null!;
    private (string Name, string Value) registry;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        server = await RegistryServer.StartEmptyAsync();
        registry = await server.KeyAsync(expires: null, "registry");
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    [TestCaseSource(typeof(ReadOperation), nameof(ReadOperation.All))]
    public async Task Read_WhenThereIsNothing_NeverFails(ReadOperation read)
    {
        foreach (var form in read.Answer.TryGetProperty("content", out _) ? read.Forms : ["*/*"])
        {
            using var answer = await server.GetAsync(read.Address, registry, ("Accept", form));

            Assert.That((int)answer.StatusCode, Is.AnyOf(200, 404), $"{form}: {await answer.Content.ReadAsStringAsync()}");
        }
    }

    [Test]
    public async Task Post_WhenItIsTheFirst_IsRecorded()
    {
        using var source = await server.SendJsonAsync(
            HttpMethod.Post,
            "/v1/sources",
            """{"title":"Minutes","kind":"article","reason":"r"}""",
            registry
        );
        var id = JsonDocument.Parse(await source.Content.ReadAsStringAsync()).RootElement.GetProperty("id").GetString();
        using var post = await server.SendJsonAsync(
            HttpMethod.Post,
            "/v1/secretariat/posts",
            $$"""{"title":"Speaker","source":"{{id}}","reason":"r"}""",
            registry
        );

        Assert.That((int)post.StatusCode, Is.EqualTo(201), await post.Content.ReadAsStringAsync());
        Assert.That(
            (await server.JsonAsync("/v1/secretariat/posts")).GetProperty("items")[0].GetProperty("position").GetInt32(),
            Is.EqualTo(1)
        );
    }

    [TestCaseSource(typeof(WriteOperation), nameof(WriteOperation.All))]
    public async Task Write_WhenThereIsNothing_NeverFails(WriteOperation write)
    {
        using var answer = await server.SendJsonAsync(
            new HttpMethod(write.Method),
            write.Address,
            write.Example.ToJsonString(),
            registry,
            ("If-Match", "*")
        );

        Assert.That((int)answer.StatusCode, Is.AnyOf(201, 400, 404, 409, 422), await answer.Content.ReadAsStringAsync());
    }
}
