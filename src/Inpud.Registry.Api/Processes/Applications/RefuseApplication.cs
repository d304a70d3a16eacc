using FastEndpoints;
using Inpud.Registry.Api.Features;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Processes.Applications;

/// <summary>Refuse an application</summary>
/// <remarks>For the network's stewards. The group gets the message, and the application can no longer change.</remarks>
internal sealed class RefuseApplication(Database database) : Endpoint<DecisionRequest<DecisionInput>, ApplicationRecord>, IForStewards
{
    public override void Configure() => Post("/v1/networks/{network}/applications/{application}/refusal");

    public override Task HandleAsync(DecisionRequest<DecisionInput> req, CancellationToken ct) =>
        Write.RunAsync(
            HttpContext,
            database,
            req,
            req.Body,
            (write, steward) =>
            {
                BodyRules.Check(req.Body);
                return ApplicationWrite.DecideAsync(write, steward, req, ApplicationState.Refused, req.Body.Reason, req.Body.Message);
            },
            ct
        );
}
