using FastEndpoints;
using Inpud.Registry.Api.Http;
using Inpud.Registry.Api.Http.Answers;
using Inpud.Registry.Api.Http.Lists;
using Inpud.Registry.Api.Http.Requests;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.Countries;

/// <summary>Regions of the world</summary>
/// <remarks>The regions of UN M49: the world, its continents, their subregions and intermediate regions.</remarks>
internal sealed class ListRegions(Database database) : Endpoint<ListRegionsRequest, PlainList<RegionItem>>
{
    public override void Configure() => Get("/v1/regions", "/v1/regions.csv");

    public override async Task<PlainList<RegionItem>> ExecuteAsync(ListRegionsRequest req, CancellationToken ct)
    {
        var language = Languages.Choose(HttpContext, req);
        var scope = new ListScope(HttpContext, req, language);
        await using var read = await database.ReadAsync();
        return scope.Answer(await RegionsSql.ListAsync(read, language, req.Kind, scope.Slice()), RegionItem.Of);
    }
}

internal sealed record ListRegionsRequest : ListRequest, IInALanguage
{
    /// <summary>Only regions of this kind.</summary>
    /// <example>continent</example>
    public string? Kind { get; init; }

    /// <inheritdoc cref="ListCountriesRequest.Lang"/>
    /// <example>en</example>
    public string? Lang { get; init; }
}

internal sealed class ListRegionsValidator : Validator<ListRegionsRequest>
{
    public ListRegionsValidator()
    {
        this.ListRules();
        this.LanguageRule();
        RuleFor(x => x.Kind).OneOf("world", "continent", "subregion", "intermediate-region");
    }
}

/// <summary>A region.</summary>
internal sealed record RegionItem : ICsvRow<RegionItem>
{
    /// <summary>The M49 number.</summary>
    /// <example>419</example>
    public required string Code { get; init; }

    /// <summary>The name in the language of the answer.</summary>
    /// <example>Latin America</example>
    public required string Name { get; init; }

    /// <summary>What kind of region it is: <c>world</c>, <c>continent</c>, <c>subregion</c> or <c>intermediate-region</c>.</summary>
    /// <example>subregion</example>
    public required string Kind { get; init; }

    /// <summary>The M49 number of the region that it is a part of; null for the world.</summary>
    /// <example>019</example>
    public required string? Parent { get; init; }

    /// <summary>How many countries lie in it, those of its subregions included.</summary>
    /// <example>52</example>
    public required int Countries { get; init; }

    /// <summary>The address of the list of those countries.</summary>
    /// <example>https://registry.example.org/v1/countries?region=419</example>
    public required string Rows { get; init; }

    /// <summary>The source of the number, of the names and of the place among regions.</summary>
    /// <example>cldr</example>
    public required string Source { get; init; }

    public static RegionItem Of(RegionsSql.Row row) =>
        new()
        {
            Code = row.RowId,
            Name = row.Name,
            Kind = row.Kind,
            Parent = row.Parent,
            Countries = row.Countries,
            Rows = PublicAddress.Link($"/v1/countries?region={row.RowId}"),
            Source = row.SourceId,
        };
}
