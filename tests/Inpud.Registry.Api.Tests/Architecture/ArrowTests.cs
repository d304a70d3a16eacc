using System.Reflection;
using Inpud.Registry.Domain.Dates;
using Microsoft.AspNetCore.Components;

namespace Inpud.Registry.Api.Tests.Architecture;

/// <summary>
/// The arrows of the design: data flows from an endpoint to a domain rule to SQL, and imports follow it. Each room has a list of those that it may import; whatever is not on the list
/// is red, and so is a room without a list.
/// </summary>
internal sealed class ArrowTests
{
    private const string Api = "Inpud.Registry.Api";
    private const string Domain = "Inpud.Registry.Domain";

    /// <summary>The domain, and the rooms of the API. The API's root and the command line put everything together, and may import all.</summary>
    private static readonly Dictionary<string, string[]> Rooms = new(StringComparer.Ordinal)
    {
        ["Domain"] = [],
        ["Http"] = ["Domain"],
        ["Storage"] = ["Domain"],
        ["Contract"] = ["Http", "Domain"],
        ["Features"] = ["Domain", "Storage", "Http"],
        ["Interchange"] = ["Domain", "Storage"],
        ["Processes"] = ["Features", "Interchange", "Storage", "Http", "Domain"],
        // The pages ask the queries of the operations, and name nothing that writes.
        ["Site"] = ["Features", "Storage", "Http", "Domain"],
        ["Cli"] = ["", "Contract", "Features", "Processes", "Interchange", "Storage", "Http", "Domain"],
        [""] = ["Cli", "Contract", "Site", "Features", "Processes", "Interchange", "Storage", "Http", "Domain"],
    };

    private static readonly Dictionary<string, string[]> FoldersOfTheDomain = new(StringComparer.Ordinal)
    {
        ["Dates"] = [],
        ["ExternalIds"] = [],
        ["Geography"] = [],
        ["Provenance"] = [],
        ["Rules"] = ["Dates"],
        ["Stewards"] = [],
        ["Texts"] = [],
        ["Groups"] = ["Dates", "Rules"],
        ["Networks"] = ["Dates", "Geography", "Groups", "Rules"],
        ["Board"] = ["Dates", "Geography", "Networks", "Rules"],
        ["Coverage"] = ["Dates", "Geography", "Networks"],
        ["Organisation"] = ["Dates", "Rules"],
        ["Registry"] = ["Board", "Dates", "Groups", "Networks", "Organisation"],
    };

    /// <summary>The folders and types besides the dialect that may name SQLite, each with the reason.</summary>
    private static readonly Dictionary<string, string> NamesSqlite = new(StringComparer.Ordinal)
    {
        [$"{Api}.Storage.Dialects"] = "it is the dialect",
        [$"{Api}.Interchange.Exports.SqliteFile"] =
            "an SQLite file is a format in which the registry is given, whichever database keeps it",
    };

    private static readonly IReadOnlyList<TypeUse> Uses = TypeUses.Of(typeof(RegistryApp).Assembly, typeof(PartialDate).Assembly);

    [Test]
    public void Rooms_WhenLookedAt_ImportThoseOnTheirListAlone() => AssertArrows(Uses, RoomOf, Rooms);

    [Test]
    public void Domain_WhenItsFoldersAreLookedAt_ImportThoseOnTheirListAlone() =>
        AssertArrows(Uses.Where(use => RoomOf(use.From) == "Domain"), name => Under(Domain, name)?.Split('.')[0], FoldersOfTheDomain);

    [Test]
    public void Domain_WhenLookedAt_DoesNoInputOrOutput()
    {
        var references = typeof(PartialDate)
            .Assembly.GetReferencedAssemblies()
            .Select(assembly => assembly.Name!)
            .Where(name => !name.StartsWith("System.", StringComparison.Ordinal));
        string[] outside = ["System.IO", "System.Net", "System.Data"];

        Assert.That(references, Is.EquivalentTo(["FluentValidation"]));
        AssertNone(Uses.Where(use => RoomOf(use.From) == "Domain" && outside.Any(folder => Under(folder, use.To) is not null)));
    }

    [TestCase("Features")]
    [TestCase("Processes")]
    public void Subjects_WhenLookedAt_ImportNoSibling(string room)
    {
        var uses = Uses.Where(use => SubjectOf(use.From) is not null).ToList();

        Assert.That(uses, Is.Not.Empty);
        AssertNone(uses.Where(use => SubjectOf(use.To) is not (null or "") && SubjectOf(use.From) != SubjectOf(use.To)));

        // The empty subject is the room itself: what all of its subjects share.
        string? SubjectOf(string name) => Under($"{Api}.{room}", name)?.Split('.')[0];
    }

    [Test]
    public void Operations_WhenLookedAt_LeaveToTheStorageWhichDatabaseItIs()
    {
        string[] inner = [$"{Api}.Storage.Dialects", $"{Api}.Storage.Upgrades"];

        Assert.That(inner, Is.SubsetOf(Uses.Select(use => use.From)), "folders that are no more");
        AssertNone(
            Uses.Where(use => RoomOf(use.From) is "Features" or "Processes" && inner.Any(folder => Under(folder, use.To) is not null))
        );
    }

    [Test]
    public void Sqlite_WhenLookedFor_IsNamedByItsDialectAlone()
    {
        var named = Uses.Where(use => Under("Microsoft.Data.Sqlite", use.To) is not null || Under("SQLitePCL", use.To) is not null)
            .ToList();

        Assert.That(
            NamesSqlite.Keys.Where(known => !named.Exists(use => Under(known, $"{use.From}.{use.User}") is not null)),
            Is.Empty,
            "an exception that nothing needs"
        );
        AssertNone(named.Where(use => !NamesSqlite.Keys.Any(known => Under(known, $"{use.From}.{use.User}") is not null)));
    }

    [Test]
    public void Postgres_WhenLookedFor_IsNamedByItsDialectAlone()
    {
        var named = Uses.Where(use => Under("Npgsql", use.To) is not null).ToList();

        Assert.That(named, Is.Not.Empty);
        AssertNone(named.Where(use => Under($"{Api}.Storage.Dialects", use.From) is null));
    }

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
            // The Razor compiler makes its classes public. Another test looks at what is in them.
            .Where(type => type != typeof(Program) && !type.IsAssignableTo(typeof(IComponent)) && type.Name != "_Imports")
            .Select(type => type.FullName);

        Assert.That(open, Is.Empty);
    }

    [Test]
    public void Components_WhenLookedAt_AreFunctionsOfTheHouseAlone()
    {
        var components = typeof(RegistryApp).Assembly.GetTypes().Where(type => type.IsVisible && type.IsAssignableTo(typeof(IComponent)));
        var open = components.SelectMany(type =>
            type.GetMembers(BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly)
                .Where(member => member is not ConstructorInfo)
                .Select(member => $"{type.Name}.{member.Name}")
        );

        Assert.That(components, Is.Not.Empty);
        Assert.That(open, Is.Empty);
    }

    private static void AssertArrows(IEnumerable<TypeUse> uses, Func<string, string?> roomOf, Dictionary<string, string[]> lists)
    {
        var rooms = uses.Select(use => (Use: use, From: roomOf(use.From), To: roomOf(use.To)))
            .Where(arrow => arrow.From is not null)
            .ToList();

        Assert.Multiple(() =>
        {
            Assert.That(
                rooms.Select(arrow => arrow.From).Distinct(),
                Is.EquivalentTo(lists.Keys),
                "each room has a list, and each list a room"
            );
            AssertNone(
                rooms
                    .Where(arrow => arrow.To is not null && arrow.To != arrow.From)
                    .Where(arrow => !lists.GetValueOrDefault(arrow.From!, []).Contains(arrow.To))
                    .Select(arrow => arrow.Use)
            );
        });
    }

    private static void AssertNone(IEnumerable<TypeUse> uses) =>
        Assert.That(uses.Select(use => $"{use.From}.{use.User} uses {use.To}.{use.Used}"), Is.Empty);

    /// <summary>The room of a namespace: empty for the root, null for what is not of the house.</summary>
    private static string? RoomOf(string name) => Under(Domain, name) is not null ? "Domain" : Under(Api, name)?.Split('.')[0];

    /// <summary>The rest of a name after a folder; empty where the name is the folder itself, null where it is outside the folder.</summary>
    private static string? Under(string folder, string name) =>
        name == folder ? ""
        : name.StartsWith($"{folder}.", StringComparison.Ordinal) ? name[(folder.Length + 1)..]
        : null;
}
