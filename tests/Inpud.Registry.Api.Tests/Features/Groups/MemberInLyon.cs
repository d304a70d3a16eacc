using System.Net;
using System.Text.Json;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Features.Groups;

/// <summary>A public group in Lyon, a member of EuroNPUD since 2013, with the steward who keeps it.</summary>
internal sealed class MemberInLyon(RegistryServer server, (string Name, string Value) key, string id)
{
    public string Id => id;

    public (string Name, string Value) Key => key;

    public static async Task<MemberInLyon> RecordAsync(RegistryServer server)
    {
        var key = await server.KeyAsync(expires: null, "euronpud");
        var made = await SendAsync(
            server,
            key,
            "/v1/groups",
            """
            {"name":"Umoja","country":"FR","place":"Lyon","type":"collective","period":"2010/..","keptBy":"euronpud","ledByPeopleWhoUseDrugs":true,
            "leadershipBasis":"Its statutes.","source":"registry-curation","reason":"r"}
            """
        );
        var member = new MemberInLyon(server, key, made.GetProperty("id").GetString()!);
        await SendAsync(
            server,
            key,
            "/v1/networks/euronpud/memberships",
            $$"""{"group":"{{member.Id}}","period":"2013/..","source":"registry-curation","reason":"r"}"""
        );
        await SendAsync(
            server,
            key,
            $"/v1/groups/{member.Id}/consents",
            """{"scope":"public","given":"2026-01-10","givenTo":"A steward","reason":"r"}"""
        );
        await member.ChangeAsync("""{"visibility":"public","reason":"r"}""");
        return member;
    }

    public async Task<JsonElement> RecordAsync()
    {
        using var response = await server.GetAsync($"/v1/groups/{id}/record", key);
        return JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
    }

    public async Task ChangeAsync(string patch)
    {
        using var response = await PatchAsync(patch);
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK), await response.Content.ReadAsStringAsync());
    }

    public async Task<HttpResponseMessage> PatchAsync(string patch)
    {
        using var read = await server.GetAsync($"/v1/groups/{id}/record", key);
        return await server.SendJsonAsync(
            HttpMethod.Patch,
            $"/v1/groups/{id}/record",
            patch,
            key,
            ("If-Match", read.Headers.ETag!.ToString())
        );
    }

    private static async Task<JsonElement> SendAsync(RegistryServer server, (string, string) key, string address, string body)
    {
        using var response = await server.SendJsonAsync(HttpMethod.Post, address, body, key);
        var text = await response.Content.ReadAsStringAsync();
        Assert.That(response.IsSuccessStatusCode, text);
        return JsonDocument.Parse(text).RootElement;
    }
}
