using Inpud.Registry.Api.Processes.Import.Bundles;
using Inpud.Registry.Api.Storage.Tables;
using Inpud.Registry.Domain.Registry;

namespace Inpud.Registry.Api.Tests.Processes.Import;

/// <summary>A bundle that breaks a rule is refused with the row of the record, whatever kind of record it is.</summary>
internal sealed class RuledTablesTests
{
    [Test]
    public void Table_WhenAskedForEveryKindThatRulesSpeakOf_IsOneOfRecordsThatABundleHas()
    {
        var records = RegistryTables.ForImport.Resources.Where(table => table.Resource is not null).Select(table => table.Name);

        var tables = Enum.GetValues<RuledKind>().Select(RuledTables.Of).ToList();

        Assert.That(tables, Is.SubsetOf(records).And.Unique);
    }
}
