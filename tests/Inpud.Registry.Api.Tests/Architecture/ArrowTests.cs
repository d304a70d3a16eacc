using ArchUnitNET.Fluent;
using ArchUnitNET.Loader;
using ArchUnitNET.NUnit;
using Inpud.Registry.Domain.Dates;
using static ArchUnitNET.Fluent.ArchRuleDefinition;

namespace Inpud.Registry.Api.Tests.Architecture;

/// <summary>The arrows of the design: data flows from an endpoint to a domain rule to SQL, and imports follow it.</summary>
internal sealed class ArrowTests
{
    private const string Api = @"Inpud\.Registry\.Api";
    private const string Domain = @"Inpud\.Registry\.Domain";

    private static readonly ArchUnitNET.Domain.Architecture House = new ArchLoader()
        .LoadAssemblies(typeof(RegistryApp).Assembly, typeof(PartialDate).Assembly)
        .Build();

    private static readonly string[] Features =
    [
        .. typeof(RegistryApp)
            .Assembly.GetTypes()
            .Select(type => type.Namespace ?? "")
            .Where(name => name.StartsWith("Inpud.Registry.Api.Features.", StringComparison.Ordinal))
            .Select(name => name.Split('.')[4])
            .Distinct(),
    ];

    [TestCase("Dates", "Geography|Networks|Groups|Board|Coverage|Provenance|Rules|Stewards")]
    [TestCase("Geography", "Dates|Networks|Groups|Board|Coverage|Provenance|Rules|Stewards")]
    [TestCase("Coverage", "Groups|Board|Provenance|Rules")]
    [TestCase("Stewards", "Dates|Geography|Networks|Groups|Board|Coverage|Provenance|Rules")]
    [TestCase("Provenance", "Dates|Geography|Networks|Groups|Board|Coverage|Rules")]
    public void Domain_WhenAFolderIsLookedAt_DoesNotImport(string folder, string others) =>
        AssertNoArrow($@"^{Domain}\.{folder}$", $@"^{Domain}\.({others})$");

    [Test]
    public void Domain_WhenLookedAt_DoesNoInputOrOutputAndKnowsNothingOfTheApi()
    {
        var references = typeof(PartialDate)
            .Assembly.GetReferencedAssemblies()
            .Select(assembly => assembly.Name!)
            .Where(name => !name.StartsWith("System.", StringComparison.Ordinal));

        Assert.That(references, Is.EquivalentTo(["FluentValidation"]));
        AssertNoArrow($@"^{Domain}(\.|$)", @"^System\.(IO|Net|Data)(\.|$)");
    }

    [TestCaseSource(nameof(Features))]
    public void Feature_WhenLookedAt_ImportsNoSibling(string feature)
    {
        var siblings = string.Join('|', Features.Where(other => other != feature));

        AssertNoArrow($@"^{Api}\.Features\.{feature}$", $@"^{Api}\.Features\.({siblings})$");
    }

    [Test]
    public void Features_WhenLookedAt_ImportDomainStorageAndHttpAlone() =>
        AssertNoArrow($@"^{Api}\.Features(\.|$)", $@"^{Api}(\.(Contract|Processes|Interchange|Storage\.Dialects)(\.|$)|$)");

    [Test]
    public void Http_WhenLookedAt_ImportsDomainAlone() =>
        AssertNoArrow($@"^{Api}\.Http(\.|$)", $@"^{Api}(\.(Features|Storage|Contract)(\.|$)|$)");

    [Test]
    public void Storage_WhenLookedAt_ImportsDomainAlone() =>
        AssertNoArrow($@"^{Api}\.Storage(\.|$)", $@"^{Api}(\.(Features|Http|Contract)(\.|$)|$)");

    [Test]
    public void Contract_WhenLookedAt_ImportsHttpAndDomainAlone() =>
        AssertNoArrow($@"^{Api}\.Contract$", $@"^{Api}\.(Features|Storage)(\.|$)");

    [Test]
    public void SqlIsOneText_WhenLookedAt_NamesNoDatabaseOutsideTheDialects() =>
        AssertNoArrow(
            $@"^{Api}(\.(Features|Processes|Http|Contract|Storage))(\.|$)",
            @"^Microsoft\.Data\.Sqlite",
            exceptFolder: "Dialects"
        );

    [Test]
    public void Namespaces_WhenLookedAt_ShadowNoNameOfTheRoot()
    {
        var shadowing = typeof(RegistryApp)
            .Assembly.GetTypes()
            .Select(type => type.Namespace ?? "")
            .Where(name => name.StartsWith("Inpud.Registry.Api.", StringComparison.Ordinal))
            .Where(name => name.Split('.')[3..].Intersect(["Inpud", "Api"]).Any())
            .Distinct();

        Assert.That(shadowing, Is.Empty, "inside of such a namespace, Inpud.Registry would mean another one");
    }

    [Test]
    public void Types_WhenLookedAt_AreInternalAndSealed()
    {
        var open = typeof(RegistryApp)
            .Assembly.GetTypes()
            .Where(type =>
                type is { IsClass: true, IsAbstract: false, Namespace: not null }
                && type.Namespace.StartsWith("Inpud.", StringComparison.Ordinal)
            )
            .Where(type => !type.Name.StartsWith('<') && (type.IsVisible || !type.IsSealed))
            .Where(type => type != typeof(Program))
            .Select(type => type.FullName);

        Assert.That(open, Is.Empty);
    }

    private static void AssertNoArrow(string from, string to, string? exceptFolder = null)
    {
        var sources = Types().That().ResideInNamespaceMatching(from);
        if (exceptFolder is not null)
        {
            sources = Types().That().ResideInNamespaceMatching(from).And().DoNotResideInNamespaceMatching($@"\.{exceptFolder}$");
        }

        Assert.That(sources.GetObjects(House), Is.Not.Empty, $"Nothing is in {from}: the rule would hold of nothing.");
        IArchRule rule = Types()
            .That()
            .Are(sources)
            .Should()
            .NotDependOnAny(Types(includeReferenced: true).That().ResideInNamespaceMatching(to))
            .WithoutRequiringPositiveResults();
        ArchRuleAssert.FulfilsRule(House, rule);
    }
}
