using FastEndpoints;
using Inpud.Registry.Api.Http.Answers;
using Inpud.Registry.Api.Http.Requests;

namespace Inpud.Registry.Api.Contract;

/// <summary>The parameters of an operation that the contract shows.</summary>
internal static class ShownParameters
{
    /// <summary>
    /// All but the <c>format</c> of a table or a feed, which have addresses of their own: the answer to a client that sends it would not be of the type that the client has for the operation.
    /// </summary>
    public static IReadOnlyList<Parameter> Of(EndpointDefinition operation) =>
        [
            .. ParameterNames
                .Of(operation)
                .Where(parameter => parameter.Name != "format" || !AnswerForm.Offered(operation.ResDtoType).Contains(AnswerForm.Json)),
        ];
}
