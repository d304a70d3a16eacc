using System.CommandLine;
using System.CommandLine.Parsing;
using System.Security.Cryptography;
using Inpud.Registry.Api.Interchange.Bundles;
using Inpud.Registry.Api.Interchange.Exports;
using Inpud.Registry.Api.Storage;
using Inpud.Registry.Api.Storage.Files;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Values;

namespace Inpud.Registry.Api.Cli;

/// <summary>Writes the registry into a file: the public part as <c>/v1/export</c> gives it, or all of it.</summary>
internal static class ExportCommand
{
    private sealed record Exported(string File, ExportFormat Format, bool Private, long Bytes, string Sha256);

    public static Command Build()
    {
        var file = new Argument<FileInfo>("file") { Description = "The file to write. An existing file is not replaced." };
        var format = new Option<ExportFormat>("--format")
        {
            Description = "zip (a Frictionless Data Package), ndjson or sqlite.",
            DefaultValueFactory = _ => ExportFormat.Zip,
            // The parser of the library takes numbers, too, and names a type of ours in its message.
            CustomParser = said => FormatOf(said),
        };
        var full = new Option<bool>("--full") { Description = "Add all private records, for stewards alone. Writes a zip." };
        var json = Answer.Json();
        var export = new Command("export", "Write the registry into a file.") { file, format, full, json };
        export.Validators.Add(said =>
        {
            // A format that cannot be read is a mistake of its own.
            if (
                said.GetValue(full)
                && said.GetResult(format) is { Errors: var errors }
                && !errors.Any()
                && said.GetValue(format) != ExportFormat.Zip
            )
            {
                said.AddError("--full writes a zip alone. Leave --format out.");
            }
        });
        return export.WithDatabase(
            async (parsed, services, ct) =>
            {
                var target = parsed.GetRequiredValue(file).FullName;
                var form = parsed.GetValue(format);
                var isFull = parsed.GetValue(full);
                NewFile.Check(target);
                var exported = await LongWork.ShowAsync(parsed, work => WriteAsync(services, target, form, isFull, work, ct));
                Answer.Write(
                    parsed,
                    parsed.GetValue(json),
                    exported,
                    (
                        isFull
                            ? $"The registry is written to {target}, with all private records. Keep the file safe, as the groups have to be."
                            : $"The public registry is written to {target}."
                    ) + $" It has {exported.Bytes} bytes, and the SHA-256 {exported.Sha256}."
                );
            }
        );
    }

    private static ExportFormat FormatOf(ArgumentResult said)
    {
        var text = said.Tokens[^1].Value;
        foreach (var format in Enum.GetValues<ExportFormat>())
        {
            if (string.Equals(text, Kebab.Text(format), StringComparison.OrdinalIgnoreCase))
            {
                return format;
            }
        }

        said.AddError(
            $"'{text}' is no format. Write {string.Join(", ", Enum.GetValues<ExportFormat>().Select(format => Kebab.Text(format)))}."
        );
        return default;
    }

    /// <summary>Writes under another name until the file is whole, so that nobody takes a broken-off file for the registry.</summary>
    private static async Task<Exported> WriteAsync(
        IServiceProvider services,
        string target,
        ExportFormat format,
        bool isFull,
        IWork work,
        CancellationToken ct
    )
    {
        Unfinished.RemoveDead(Path.GetDirectoryName(target)!);
        using var partial = Unfinished.Partial(target);
        await using (var read = await services.GetRequiredService<Database>().ReadAsync())
        {
            await (isFull ? WriteFullAsync(read, partial.Path, work, ct) : PublicExport.WriteAsync(read, format, partial.Path, work, ct));
        }

        string sha256;
        await using (var written = File.OpenRead(partial.Path))
        {
            sha256 = Convert.ToHexStringLower(await SHA256.HashDataAsync(written, ct));
        }

        File.Move(partial.Path, target);
        return new Exported(target, format, isFull, new FileInfo(target).Length, sha256);
    }

    private static async Task WriteFullAsync(ReadSession read, string target, IWork work, CancellationToken ct)
    {
        await using var file = PrivateFile.Create(target);
        await FullPackage.WriteAsync(read, file, work, ct);
    }
}
