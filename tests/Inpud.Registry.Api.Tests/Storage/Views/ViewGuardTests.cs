using System.Data.Common;
using Inpud.Registry.Api.Storage.Tables;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Storage.Views;

/// <summary>Guards the views of a new database: a view reads rows that can be private only together with the columns that hide them, or from another view that filters them.</summary>
internal sealed class ViewGuardTests
{
    private RegistryServer server = null!;
    private DbConnection connection = null!;
    private Schema schema = null!;
    private IReadOnlyList<ViewRead> reads = [];

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        server = await RegistryServer.StartAsShippedAsync();
        connection = await server.Database.OpenAsync("2026-01-15");
        schema = new Schema(connection);
        reads = ViewReads.Of(connection);
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        await connection.DisposeAsync();
        await server.DisposeAsync();
    }

    [Test]
    public void Views_WhenPublic_ReadNoTableThatIsForStewardsAlone()
    {
        // The limits of consents only hide: no view shows one.
        var known = RegistryTables.Public.Resources.Select(table => table.Name).Append("consent_limits").ToHashSet();

        Assert.That(reads, Has.Count.GreaterThan(400), "the test has to see what views read");
        Assert.That(reads.Where(read => schema.Tables.Contains(read.Source) && !known.Contains(read.Source)), Is.Empty);
    }

    [Test]
    public void Views_WhenATableCanBePrivate_ReadItWithWhatHidesIt()
    {
        var unfiltered =
            from read in reads
            where schema.Tables.Contains(read.Source)
            group read.Column by (read.View, read.Source) into read
            let hiding = schema.HidingColumnsOf(read.Key.Source)
            // A view that reads only keys is allowed: it looks up the row behind another view's row.
            where hiding.Except(read).Any() && !read.All(column => schema.IsKey(read.Key.Source, column))
            select $"{read.Key.View} reads {read.Key.Source} without {string.Join(", ", hiding.Except(read))}";

        Assert.That(unfiltered, Is.Empty);
    }

    [Test]
    public void Views_WhenATableIsAPartOfWhatCanBePrivate_ReadItWithWhatItIsAPartOf()
    {
        var unfiltered =
            from read in reads.Select(read => (read.View, read.Source)).Distinct()
            where schema.Tables.Contains(read.Source) && schema.HidingColumnsOf(read.Source).Count == 0
            from owner in schema.OwnersOf(read.Source)
            where !WithOwners(owner.Table).Any(table => SourcesOf(read.View).Any(source => IsFiltered(read.View, source, table)))
            select $"{read.View} reads {read.Source} without {owner.Table}";

        Assert.That(unfiltered, Is.Empty);
    }

    /// <summary>Guards the other tests, which ignore a table that the schema does not recognise as possibly private.</summary>
    [Test]
    public void Tables_WhenRead_AreTakenForPrivateWhereTheyCanBe() =>
        Assert.That(
            schema.Tables.Where(schema.CanBePrivate),
            Is.SupersetOf([
                "groups",
                "group_names",
                "consents",
                "memberships",
                "individual_counts",
                "networks",
                "network_names",
                "seats",
                "seat_terms",
                "people",
                "sources",
                "posts",
                "post_terms",
            ])
        );

    /// <summary>A table, and the tables that its rows belong to in turn. A view may check the last of them: for the country of a remit, the network.</summary>
    private IEnumerable<string> WithOwners(string table) =>
        schema
            .OwnersOf(table)
            .Where(_ => schema.HidingColumnsOf(table).Count == 0)
            .SelectMany(owner => WithOwners(owner.Table))
            .Prepend(table);

    private IEnumerable<string> SourcesOf(string view) => reads.Where(read => read.View == view).Select(read => read.Source).Distinct();

    /// <summary>Whether a view reads only public rows of the owner: from a view that filters them, or from the table with the columns that hide them.</summary>
    private bool IsFiltered(string view, string source, string owner) =>
        source == owner
            ? schema.HidingColumnsOf(owner).All(column => reads.Contains(new ViewRead(view, owner, column)))
            : !schema.Tables.Contains(source) && SourcesOf(source).Any(below => below == owner || IsFiltered(source, below, owner));
}
