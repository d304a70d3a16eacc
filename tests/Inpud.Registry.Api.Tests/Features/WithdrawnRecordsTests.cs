using Inpud.Registry.Api.Storage.Tables;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Features;

/// <summary>Nothing is written on a withdrawn record, by any operation that the contract has on one.</summary>
internal sealed class WithdrawnRecordsTests
{
    /// <summary>The operations that take something away, which a withdrawn record may still have.</summary>
    private static readonly string[] TakeAway =
    [
        "POST /v1/groups/{id}/erasure",
        "POST /v1/people/{id}/erasure",
        "POST /v1/groups/{id}/consents/{consent}/end",
        "POST /v1/offers/{id}/refusal",
        "POST /v1/offers/{id}/retraction",
        "POST /v1/proposals/{id}/refusal",
        "POST /v1/proposals/{id}/retraction",
        "POST /v1/networks/{network}/applications/{application}/refusal",
        "POST /v1/networks/{network}/applications/{application}/return",
    ];

    private RegistryServer server = null!;
    private (string Name, string Value) inpud;

    private static IEnumerable<WriteOperation> OnRecords =>
        WriteOperation.All.Where(write =>
            write.Template.Contains('{', StringComparison.Ordinal) && !TakeAway.Contains($"{write.Method} {ResourceOf(write)}")
        );

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        server = await RegistryServer.StartAsShippedAsync();
        await server.AddExampleRecordsAsync();
        inpud = await server.KeyAsync(expires: null, "registry");
        await server.WriteAsync(
            (
                $"insert into consents (id, group_id, scope, given, given_to) values ('h4w9k-7bqx3', '{Shipped.Vandu}', 'public', '2026-01-01', 'A steward')",
                null
            )
        );
        // Every record that can be withdrawn is; offices and INPUD's own record cannot, and who writes on those names another record. One source stays, which the examples cite.
        await server.WriteAsync([
            .. RegistryTables
                .Full.Resources.Where(table => table.IsWithdrawable)
                .Select(table =>
                    (
                        $"update {table.Name} set withdrawn = '2026-01-14T09:00:00.0000000Z'{(table.Name == "sources" ? " where id = 'inpud-article'" : "")}",
                        (object?)null
                    )
                ),
        ]);
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    [TestCaseSource(nameof(OnRecords))]
    public async Task Write_WhenTheRecordWasWithdrawn_IsRefused(WriteOperation write)
    {
        if (write.Template.StartsWith("/v1/organisation/", StringComparison.Ordinal))
        {
            Assert.That(RegistryTables.Of("organisation").IsWithdrawable, Is.False);
            return;
        }

        var before = await server.RowsAsync();
        using var response = await server.SendJsonAsync(
            new HttpMethod(write.Method),
            write.Address,
            write.Example.ToJsonString(),
            inpud,
            ("If-Match", "*")
        );

        Assert.That((int)response.StatusCode, Is.InRange(400, 422), await response.Content.ReadAsStringAsync());
        Assert.That(await server.RowsAsync(), Is.EqualTo(before));
    }

    /// <summary>The template with the kind of record in place of its parameter.</summary>
    private static string ResourceOf(WriteOperation write) =>
        write.Template.Replace("{resource}", write.Address.Split('/')[2], StringComparison.Ordinal);
}
