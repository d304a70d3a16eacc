using System.Globalization;
using Inpud.Registry.Api.Storage.Tables;

namespace Inpud.Registry.Api.Storage.Upgrades;

/// <summary>A step from one version of the tables to the next. A released step never changes.</summary>
internal sealed record Migration(int Version, string Sql);

/// <summary>The schema that this program knows: the migrations that make its tables, and the views over them.</summary>
/// <param name="Migrations">The migrations, in the order of their versions.</param>
/// <param name="Views">The SQL texts of the views, in an order in which they can run.</param>
internal sealed record SchemaFiles(IReadOnlyList<Migration> Migrations, IReadOnlyList<string> Views)
{
    /// <summary>The version of the tables.</summary>
    public int Version => Migrations[^1].Version;

    /// <summary>The schema that ships with the program.</summary>
    /// <param name="dialect">The name of the database's dialect. All dialects share the views that every database understands; the others are in a folder of the dialect.</param>
    public static SchemaFiles Shipped(string dialect) =>
        new(
            [
                .. Read($"migrations/{dialect}/")
                    .Select(file => new Migration(int.Parse(file.Name.AsSpan(0, 4), CultureInfo.InvariantCulture), file.Sql)),
            ],
            [
                .. Read("views/shared/")
                    .Concat(Read($"views/{dialect}/"))
                    .OrderBy(file => file.Name, StringComparer.Ordinal)
                    .Select(file => ViewColumns.Expand(file.Sql)),
            ]
        );

    private static IEnumerable<(string Name, string Sql)> Read(string folder)
    {
        var assembly = typeof(SchemaFiles).Assembly;
        foreach (
            var name in assembly
                .GetManifestResourceNames()
                .Where(name => name.StartsWith(folder, StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
        )
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            yield return (name[folder.Length..], reader.ReadToEnd());
        }
    }
}
