using System.Text.RegularExpressions;
using Inpud.Registry.Api.Storage.Tables;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Architecture;

/// <summary>Public reads use the public views, which leave out private rows. No operation may name a table that can have private records.</summary>
internal sealed partial class PublicReadTests
{
    [Test]
    public void Sql_WhenAnOperationReads_NamesPublicViewsAlone()
    {
        var files = Operations()
            .Concat(Directory.GetFiles(Repository.PathOf("src", "Inpud.Registry.Api", "Storage", "Lookups"), "*.cs"))
            // GroupRecordSql and similar files are the exceptions: they answer only stewards whose key covers the record.
            .Where(file => !file.EndsWith("RecordSql.cs", StringComparison.Ordinal))
            // The import of a bundle compares it with the tables: it needs a key of the whole registry, which may read all of them.
            .Where(file => !file.Contains(Path.Combine("Processes", "Import", "Bundles"), StringComparison.Ordinal))
            .ToList();
        var tables = RegistryTables.Full.Resources.Select(table => table.Name).ToHashSet(StringComparer.Ordinal);
        var named = files
            .SelectMany(file => RelationsIn(file).Select(name => (File: Path.GetFileName(file), Name: name)))
            .Where(relation => relation.Name.StartsWith("public_", StringComparison.Ordinal) || tables.Contains(relation.Name))
            .ToList();

        Assert.Multiple(() =>
        {
            Assert.That(named, Has.Count.GreaterThan(40), "the test has to see the SQL");
            Assert.That(named.Where(relation => !relation.Name.StartsWith("public_", StringComparison.Ordinal)), Is.Empty);
        });
    }

    /// <summary>The files of all operations: of the record features, of the processes over them, and of the site.</summary>
    private static IEnumerable<string> Operations() =>
        new[] { "Features", "Processes", "Site" }.SelectMany(room =>
            Directory.GetFiles(Repository.PathOf("src", "Inpud.Registry.Api", room), "*.cs", SearchOption.AllDirectories)
        );

    /// <summary>
    /// The words of a file's string literals that stand where SQL names a relation. An interpolation cuts a literal in two, so that a part need not have the <c>select</c>:
    /// the caller knows a relation by its name.
    /// </summary>
    private static IEnumerable<string> RelationsIn(string file) =>
        Literal()
            .Matches(File.ReadAllText(file))
            .SelectMany(literal => Relation().Matches(literal.Value))
            .Select(match => match.Groups["name"].Value);

    [GeneratedRegex("\"\"\".*?\"\"\"|\"(?:[^\"\\\\\n]|\\\\.)*\"", RegexOptions.Singleline)]
    private static partial Regex Literal();

    [GeneratedRegex(@"\b(?:from|join|into|update)\s+(?<name>[a-z_]+)", RegexOptions.ExplicitCapture)]
    private static partial Regex Relation();

    [Test]
    public void RecordSql_WhenUsed_IsUsedByOperationsForStewardsAlone()
    {
        var users = Operations()
            .Where(file => !file.EndsWith("RecordSql.cs", StringComparison.Ordinal))
            .Select(file => (File: Path.GetFileName(file), Text: File.ReadAllText(file)))
            .Where(file =>
                file.Text.Contains("RecordSql.", StringComparison.Ordinal) && file.Text.Contains("Endpoint<", StringComparison.Ordinal)
            )
            .ToList();

        Assert.That(users, Is.Not.Empty);
        Assert.That(
            users
                .Where(user =>
                    !user.Text.Contains("IForStewards", StringComparison.Ordinal)
                    && !user.Text.Contains("IForInpudsStewards", StringComparison.Ordinal)
                    && !user.Text.Contains("IAlsoForStewards", StringComparison.Ordinal)
                    // The link that an applicant was given opens that one application.
                    && !user.Text.Contains("IForApplicants", StringComparison.Ordinal)
                )
                .Select(user => user.File),
            Is.Empty
        );
    }
}
