using FastEndpoints;
using Inpud.Registry.Api.Http.Requests;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Site.Map;

/// <summary>Country coverage as a map</summary>
/// <remarks>
/// A picture (SVG) for an <c>img</c> element: what the networks document is filled, what they only may document has bars, what they only have in their remit has a hatch. Its legend has the
/// number of countries of each, the day, and the address of the same figures in <c>/v1/coverage</c>. Borders and names imply no opinion on the status of a country or territory.
/// </remarks>
internal sealed class GetCoverageMap(Database database, TimeProvider clock) : Endpoint<GetCoverageMapRequest, MapPicture>
{
    public override void Configure() => Get("/v1/coverage/map.svg");

    public override async Task<MapPicture> ExecuteAsync(GetCoverageMapRequest req, CancellationToken ct)
    {
        var language = Languages.Choose(HttpContext, req);
        await using var read = await database.ReadAsync();
        var map = await CoverageMap.ReadAsync(read, req, AskedDay.OfLastDay(req, clock), language);
        return new MapPicture(map, MapLayout.Of(req.Layout), req.Theme);
    }
}

internal sealed record GetCoverageMapRequest : CoveragePictureRequest
{
    /// <summary>The shape: <c>wide</c> (1200 pixels), or <c>narrow</c> for a telephone (400 pixels), with larger texts. It is wide where this is left out.</summary>
    /// <example>wide</example>
    public string? Layout { get; init; }
}

internal sealed class GetCoverageMapValidator : Validator<GetCoverageMapRequest>
{
    public GetCoverageMapValidator()
    {
        this.PictureRules();
        RuleFor(x => x.Layout).OneOf(MapLayout.Names);
    }
}
