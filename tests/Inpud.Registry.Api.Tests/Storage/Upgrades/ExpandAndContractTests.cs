using System.Globalization;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Storage.Upgrades;

/// <summary>A service of several nodes is upgraded while it serves: a node of the version before reads a database that a newer one has upgraded.</summary>
internal sealed class ExpandAndContractTests
{
    /// <summary>The last migration of before there were several nodes.</summary>
    private const int OfOneNode = 33;

    private static IEnumerable<TestCaseData> Migrations =>
        Directory
            .GetFiles(Repository.PathOf("src", "Inpud.Registry.Api", "Storage", "Migrations"), "*.sql", SearchOption.AllDirectories)
            .Where(file => int.Parse(Path.GetFileName(file)[..4], CultureInfo.InvariantCulture) >= OfOneNode)
            .Select(file =>
                new TestCaseData(file).SetArgDisplayNames(Path.GetFileName(file), Path.GetFileName(Path.GetDirectoryName(file))!)
            );

    [TestCaseSource(nameof(Migrations))]
    public void Migration_WhenANodeOfTheVersionBeforeStillReads_TakesNothingAway(string file)
    {
        var isBaseline = Path.GetFileName(file).StartsWith($"{OfOneNode:D4}__", StringComparison.Ordinal);

        Assert.That(isBaseline ? [] : ExpandAndContract.Mistakes(File.ReadAllText(file)), Is.Empty);
    }

    [TestCase("alter table groups drop column place;")]
    [TestCase("drop table proposals;")]
    [TestCase("alter table groups rename column place to town;")]
    [TestCase("alter table groups rename to organisations;")]
    [TestCase("alter table groups alter column place set not null;")]
    [TestCase("alter table groups alter column place type integer;")]
    [TestCase("alter table groups add column town text not null;")]
    [TestCase("alter table groups\n    add column town text\n    not null;")]
    [TestCase("alter table groups add constraint one_place unique (place);")]
    [TestCase("create unique index one_place on groups (place);")]
    [TestCase("create table a (b text); drop table c;")]
    public void Migration_WhenItTakesSomethingAway_IsRefused(string sql) => Assert.That(ExpandAndContract.Mistakes(sql), Has.One.Items);

    [TestCase("alter table groups add column town text;")]
    [TestCase("alter table groups add column towns integer not null default 0;")]
    [TestCase("create table towns (name text not null primary key);")]
    [TestCase("create index by_place on groups (place); drop index by_town;")]
    [TestCase("update groups set place = 'Lyon' where place = 'Lyons';")]
    [TestCase("-- It does not drop table groups.\ncreate index by_place on groups (place);")]
    [TestCase("-- contract: since 0.2.0 nothing reads it\nalter table groups drop column town;")]
    public void Migration_WhenItAdds_IsTaken(string sql) => Assert.That(ExpandAndContract.Mistakes(sql), Is.Empty);
}
