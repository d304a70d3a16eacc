using FastEndpoints;
using Inpud.Registry.Api.Features;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Processes.Applications;

/// <summary>Return an application with a message</summary>
/// <remarks>For the network's stewards. The group can then change the application, which makes it wait again.</remarks>
internal sealed class ReturnApplication(Database database) : Endpoint<DecisionRequest<DecisionInput>, ApplicationRecord>, IForStewards
{
    public override void Configure() => Post("/v1/networks/{network}/applications/{application}/return");

    public override Task HandleAsync(DecisionRequest<DecisionInput> req, CancellationToken ct) =>
        Write.RunAsync(
            HttpContext,
            database,
            req,
            req.Body,
            (write, steward) =>
            {
                BodyRules.Check(req.Body);
                return ApplicationWrite.DecideAsync(write, steward, req, ApplicationState.Returned, req.Body.Reason, req.Body.Message);
            },
            ct
        );
}
