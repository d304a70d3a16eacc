using FastEndpoints;
using Inpud.Registry.Api.Http.Requests;
using Inpud.Registry.Api.Http.Writes;

namespace Inpud.Registry.Api.Http.Authentication;

/// <summary>Says in words who may call an operation. INPUD's stewards may call each operation for stewards.</summary>
/// <param name="Words">The callers, where neither the type of the operation nor its request tells them.</param>
internal sealed record Callers(string Words)
{
    public const string Anybody = "anybody";

    /// <summary>Reads the callers from the markers of the operation, from its request and from its metadata.</summary>
    public static string Of(EndpointDefinition operation, EndpointMetadataCollection metadata)
    {
        var (endpoint, request) = (operation.EndpointType, operation.ReqDtoType);
        return true switch
        {
            _ when endpoint.IsAssignableTo(typeof(IAlsoForStewards)) => "anybody; stewards see all of what they keep",
            _ when endpoint.IsAssignableTo(typeof(IForApplicants)) && ParameterNames.Of(operation).Any(parameter => parameter.InPath) =>
                "the applicant, who has the link",
            _ when !endpoint.IsAssignableTo(typeof(IForStewards)) => Anybody,
            _ when endpoint.IsAssignableTo(typeof(IForInpudsStewards)) => "INPUD's stewards",
            _ when request.IsAssignableTo(typeof(INamesNetwork)) => "stewards of the network",
            _ when metadata.GetMetadata<Callers>() is { } callers => callers.Words,
            _ when ParameterNames.BodyOf(operation)?.PropertyType.IsAssignableTo(typeof(IHasKeeper)) == true =>
                "stewards of the network that is to keep the record",
            _ => "any steward",
        };
    }
}
