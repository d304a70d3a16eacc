using System.Globalization;
using Dapper;
using Inpud.Registry.Api.Storage.Dialects;

namespace Inpud.Registry.Api.Storage.Migrations;

/// <summary>Brings the schema up to what this program knows, under the database's write lock. It never goes back.</summary>
internal sealed class Migrator(IDialect dialect)
{
    private sealed record Migration(int Version, string Name, string Sql);

    /// <summary>The version that this program knows.</summary>
    public int Latest => Load()[^1].Version;

    public void Migrate()
    {
        dialect.Inspect();
        var migrations = Load();
        var latest = migrations[^1].Version;
        using var connection = dialect.OpenForWriting();
        using (var transaction = dialect.BeginWrite(connection))
        {
            var current = dialect.SchemaVersion(connection);
            if (current > latest)
            {
                throw new StorageException(
                    $"The database {dialect.Describe()} was made by a newer version of this program (schema {current}; this one knows {latest}). Install that version, or restore an older backup."
                );
            }

            foreach (var migration in migrations.Where(migration => migration.Version > current))
            {
                connection.Execute(migration.Sql, transaction: transaction);
                dialect.SetSchemaVersion(connection, migration.Version);
            }

            transaction.Commit();
        }

        dialect.PrepareForService();
    }

    private List<Migration> Load()
    {
        var assembly = typeof(Migrator).Assembly;
        var prefix = $"migrations/{dialect.Name}/";
        return
        [
            .. assembly
                .GetManifestResourceNames()
                .Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .Select(name =>
                {
                    using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
                    var version = int.Parse(name.AsSpan(prefix.Length, 4), CultureInfo.InvariantCulture);
                    return new Migration(version, name[prefix.Length..], reader.ReadToEnd());
                }),
        ];
    }
}
