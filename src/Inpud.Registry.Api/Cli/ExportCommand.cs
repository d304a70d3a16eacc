using System.CommandLine;
using Inpud.Registry.Api.Storage;
using Inpud.Registry.Api.Storage.Interchange;
using Inpud.Registry.Api.Storage.Seed;

namespace Inpud.Registry.Api.Cli;

/// <summary>Writes the registry into a file: the public part as <c>/v1/export</c> gives it, or all of it.</summary>
internal static class ExportCommand
{
    public static Command Build()
    {
        var file = new Argument<FileInfo>("file") { Description = "Where it is written. A file that exists is left alone." };
        var format = new Option<ExportFormat>("--format")
        {
            Description = "zip (a Frictionless Data Package), ndjson or sqlite.",
            DefaultValueFactory = _ => ExportFormat.Zip,
        };
        var full = new Option<bool>("--full") { Description = "With all that is private, for stewards alone. As zip." };
        return new Command("export", "Write the registry into a file.") { file, format, full }.WithDatabase(
            async (parsed, services, ct) =>
            {
                var target = parsed.GetRequiredValue(file).FullName;
                var isFull = parsed.GetValue(full);
                if (File.Exists(target))
                {
                    throw new StorageException($"The file {target} exists. Name another, or move it away.");
                }

                if (isFull && parsed.GetValue(format) != ExportFormat.Zip)
                {
                    throw new StorageException("--full is written as zip alone. Leave --format out.");
                }

                var partial = target + ".partial";
                try
                {
                    await (isFull ? WriteFullAsync(services, partial) : WritePublicAsync(services, parsed.GetValue(format), partial, ct));
                    File.Move(partial, target);
                }
                finally
                {
                    File.Delete(partial);
                }

                Console.WriteLine(
                    isFull
                        ? $"The registry is written to {target}, with all that is private: keep it as you would keep the groups safe."
                        : $"The public registry is written to {target}."
                );
            }
        );
    }

    private static async Task WritePublicAsync(IServiceProvider services, ExportFormat format, string target, CancellationToken ct)
    {
        var exported = await services.GetRequiredService<Exports>().GetAsync(format, ct);
        File.Copy(exported.Path, target);
    }

    private static async Task WriteFullAsync(IServiceProvider services, string target)
    {
        var description = FullPackage.Describe(Seeder.ReadShipped("datapackage.json"));
        await using var read = services.GetRequiredService<Database>().Read();
        await using var file = new FileStream(target, Options());
        await PackageWriter.WriteAsync(read, DataPackage.Parse(description), description, FullPackage.Sql, file);
    }

    /// <summary>Nobody but the user who runs the command can read the file.</summary>
    private static FileStreamOptions Options()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return options;
    }
}
