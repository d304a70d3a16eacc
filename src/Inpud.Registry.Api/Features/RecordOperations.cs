using FastEndpoints;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Requests;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Api.Storage.PublicHistory;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features;

/// <summary>Does what the operations on all kinds of record have in common.</summary>
internal static class RecordOperations
{
    /// <summary>Tells the contract which kind of record the id in the address names, and who may call the operation.</summary>
    public static void IsOn(this BaseEndpoint endpoint, IRecordKind kind)
    {
        endpoint.Says("id", $"The {kind.Word}'s id.{(kind.ExampleIsMadeUp ? " The example is made up." : "")}", kind.Example);
        endpoint.Definition.Options(route => route.WithMetadata(new Callers(kind.Keepers.Words)));
    }

    /// <summary>Describes a parameter to the contract, where several operations share the request type.</summary>
    public static void Says(this BaseEndpoint endpoint, string parameter, string text, string example) =>
        endpoint.Definition.Options(route => route.WithMetadata(new ParameterText(parameter, text, example)));

    /// <summary>Tells the contract that the operation answers with a new record.</summary>
    public static void Creates(this BaseEndpoint endpoint) =>
        endpoint.Definition.Options(route => route.Produces(StatusCodes.Status201Created));

    public static Task CreateAsync<TInput, TRecord>(
        HttpContext context,
        Database database,
        PublicLog log,
        RecordKind<TInput, TRecord> kind,
        NewRecordRequest<TInput> request,
        CancellationToken ct
    )
        where TInput : ReasonedInput, ICheckedBody
        where TRecord : class, IKeptRecord =>
        Write.RunAsync(
            context,
            database,
            request,
            request.Body,
            (write, steward) => kind.CreateAsync(write, log, steward, request.Owner, request.Body),
            ct
        );

    public static Task ChangeAsync<TInput, TRecord>(
        HttpContext context,
        Database database,
        PublicLog log,
        RecordKind<TInput, TRecord> kind,
        ChangeRequest<TInput> request,
        CancellationToken ct
    )
        where TInput : ReasonedInput, ICheckedBody
        where TRecord : class, IKeptRecord =>
        Write.RunAsync(
            context,
            database,
            request,
            request.Body,
            (write, steward) => kind.ChangeAsync(write, log, steward, request.Id, request.IfMatch, request.Body),
            ct
        );
}
