using System.CommandLine;
using Inpud.Registry.Api.Storage.Dialects;
using Inpud.Registry.Api.Storage.Migrations;

namespace Inpud.Registry.Api.Cli;

/// <summary>Brings the database's schema up to date, and does nothing else.</summary>
internal static class MigrateCommand
{
    public static Command Build()
    {
        var json = Answer.Json();
        return new Command("migrate", "Bring the database's schema up to what this program knows. 'serve' does so too.")
        {
            json,
        }.WithDatabase(
            (parsed, services, _) =>
            {
                var migrator = services.GetRequiredService<Migrator>();
                migrator.Migrate();
                var database = services.GetRequiredService<IDialect>().Describe();
                Answer.Write(
                    parsed.GetValue(json),
                    new { database, schema = migrator.Latest },
                    $"The database {database} has schema {migrator.Latest}."
                );
                return Task.CompletedTask;
            },
            prepares: false
        );
    }
}
