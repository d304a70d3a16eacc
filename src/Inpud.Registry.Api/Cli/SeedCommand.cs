using System.CommandLine;
using Inpud.Registry.Api.Interchange.Shipped;
using Inpud.Registry.Api.Storage.Dialects;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Upgrades;

namespace Inpud.Registry.Api.Cli;

/// <summary>Makes the database, with the shipped data.</summary>
internal static class SeedCommand
{
    public static Command Build()
    {
        var json = Answer.Json();
        return new Command("seed", "Make the database, and load the shipped data where it has no history yet. 'serve' does so too.")
        {
            json,
        }.WithDatabase(
            async (parsed, services, ct) =>
            {
                var isLoaded = await LongWork.ShowAsync(
                    parsed,
                    async work =>
                    {
                        bool loads;
                        do
                        {
                            await services.GetRequiredService<Upgrade>().RunAsync(services.GetRequiredService<Database>(), work, ct);
                            work.Begin("Loading the shipped data");
                            loads = await services.GetRequiredService<Seeder>().SeedAsync(ct);
                        } while (!services.GetRequiredService<IDialect>().Finish());

                        return loads;
                    }
                );
                var database = services.GetRequiredService<IDialect>().Describe();
                Answer.Write(
                    parsed,
                    parsed.GetValue(json),
                    new { database, loaded = isLoaded },
                    isLoaded
                        ? $"The shipped data is loaded into {database}."
                        : $"The database {database} is ready. It had a history already, so nothing was loaded."
                );
            },
            needsDatabase: false
        );
    }
}
