using CsvHelper;
using FastEndpoints;
using Inpud.Registry.Api.Http.Answers;
using Inpud.Registry.Api.Http.Requests;
using Inpud.Registry.Api.Interchange.Spreadsheets;
using Inpud.Registry.Api.Processes.Import.Spreadsheets;

namespace Inpud.Registry.Api.Processes.Import;

/// <summary>The columns of a spreadsheet of groups</summary>
/// <remarks>JSON says what each column means. CSV is the file to fill in, with one row as an example.</remarks>
internal sealed class GetImportTemplate : Endpoint<GetImportTemplateRequest, ImportTemplate>
{
    public override void Configure() => Get("/v1/import/template", "/v1/import/template.csv");

    public override Task<ImportTemplate> ExecuteAsync(GetImportTemplateRequest req, CancellationToken ct) =>
        Task.FromResult(new ImportTemplate());
}

internal sealed record GetImportTemplateRequest : TableRequest;

internal sealed class GetImportTemplateValidator : Validator<GetImportTemplateRequest>
{
    public GetImportTemplateValidator() => this.TableRules();
}

/// <summary>The columns of a spreadsheet of groups.</summary>
internal sealed record ImportTemplate : ICsvAnswer
{
    /// <summary>The columns. A spreadsheet can leave out those that it does not need.</summary>
    public IReadOnlyList<ImportTemplateColumn> Columns { get; } =
    [
        .. ImportColumns.All.Select(column => new ImportTemplateColumn
        {
            Name = column.Name,
            Meaning = column.Meaning,
            OtherNames = [.. HeaderNames.Languages.Select(language => HeaderNames.Of(column.Name)[language])],
            Example = column.Example.Length == 0 ? null : column.Example,
        }),
    ];

    public byte[] ToCsv()
    {
        using var buffer = new MemoryStream();
        using (var csv = CsvWriter.Create(buffer, new CsvWriterOptions(), true))
        {
            csv.WriteHeader(Columns.Select(column => column.Name).ToArray());
            csv.WriteRecord(Columns.Select(column => column.Example).ToArray());
        }

        return buffer.ToArray();
    }
}

/// <summary>A column of a spreadsheet of groups.</summary>
internal sealed record ImportTemplateColumn
{
    /// <summary>The column's name, in the first line.</summary>
    /// <example>founded</example>
    public required string Name { get; init; }

    /// <summary>The names that an import understands besides: in ar, en, es, fr, pt and ru, in this order. Case, accents, spaces and hyphens make no difference.</summary>
    /// <example>["تاريخ التأسيس", "founded", "fundado", "fondé", "fundação", "основано"]</example>
    public required IReadOnlyList<string> OtherNames { get; init; }

    /// <summary>The meaning of the column's values.</summary>
    /// <example>Since when it exists: a year, a month or a day.</example>
    public required string Meaning { get; init; }

    /// <summary>An example of a value; null where the column is mostly empty.</summary>
    /// <example>2012</example>
    public required string? Example { get; init; }
}
