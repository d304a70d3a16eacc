using FastEndpoints;
using Inpud.Registry.Api.Http.Requests;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Site.Map;

/// <summary>The figures of country coverage as a badge</summary>
/// <remarks>
/// A picture (SVG) of one line for an <c>img</c> element: how many countries a network claims and how many the registry documents, each with its date. Of several networks it says how many
/// countries they document and have in their remit, since claims do not add up. The figures are those of <c>/v1/coverage</c>.
/// </remarks>
internal sealed class GetCoverageBadge(Database database, TimeProvider clock) : Endpoint<GetCoverageBadgeRequest, BadgePicture>
{
    public override void Configure() => Get("/v1/coverage/badge.svg");

    public override async Task<BadgePicture> ExecuteAsync(GetCoverageBadgeRequest req, CancellationToken ct)
    {
        var language = Languages.Choose(HttpContext, req);
        await using var read = await database.ReadAsync();
        return new BadgePicture(await CoverageMap.ReadAsync(read, req, AskedDay.OfLastDay(req, clock), language), req.Theme);
    }
}

internal sealed record GetCoverageBadgeRequest : CoveragePictureRequest;

internal sealed class GetCoverageBadgeValidator : Validator<GetCoverageBadgeRequest>
{
    public GetCoverageBadgeValidator() => this.PictureRules();
}
