using System.CommandLine;
using Inpud.Registry.Api.Storage.Dialects;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Upgrades;

namespace Inpud.Registry.Api.Cli;

/// <summary>Upgrades the database, its public history included, and does nothing else.</summary>
internal static class MigrateCommand
{
    public static Command Build()
    {
        var json = Answer.Json();
        return new Command(
            "migrate",
            "Upgrade the database to what this program knows: its tables, its views, and the public history with them. 'serve' does so too."
        )
        {
            json,
        }.WithDatabase(
            async (parsed, services, ct) =>
            {
                var upgrade = services.GetRequiredService<Upgrade>();
                var schema = await LongWork.ShowAsync(
                    parsed,
                    async work =>
                    {
                        do
                        {
                            await upgrade.RunAsync(services.GetRequiredService<Database>(), work, ct);
                        } while (!services.GetRequiredService<IDialect>().Finish());

                        return upgrade.Version;
                    }
                );
                var database = services.GetRequiredService<IDialect>().Describe();
                Answer.Write(parsed, parsed.GetValue(json), new { database, schema }, $"The database {database} has schema {schema}.");
            },
            needsDatabase: false
        );
    }
}
