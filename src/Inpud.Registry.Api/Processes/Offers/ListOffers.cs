using FastEndpoints;
using Inpud.Registry.Api.Features;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Lists;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Processes.Offers;

/// <summary>The offers of groups that concern the key</summary>
/// <remarks>
/// For any steward: the offers that the key's networks made, and those made to them. A key of INPUD's sees all. With <c>state=waiting</c>, it is the list of what waits. The earliest
/// offer comes first.
/// </remarks>
internal sealed class ListOffers(Database database) : Endpoint<ListAgreementsRequest, AgreementQueue<OfferRecord>>, IForStewards
{
    public override void Configure() => Get("/v1/offers");

    public override async Task<AgreementQueue<OfferRecord>> ExecuteAsync(ListAgreementsRequest req, CancellationToken ct)
    {
        await using var read = await database.ReadAsync();
        var scope = new ListScope(HttpContext, req);
        var rows = await OfferRecordSql.ListAsync(read, Steward.Of(HttpContext).Key.Scopes, req.State, scope.Slice());
        return AgreementQueue<OfferRecord>.Of(rows, scope, OfferRecordSql.RecordOf);
    }
}
