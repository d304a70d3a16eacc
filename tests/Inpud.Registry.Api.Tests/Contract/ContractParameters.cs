using System.Text.Json;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Contract;

/// <summary>The parameters of an operation, with what they refer to.</summary>
internal static class ContractParameters
{
    public static IReadOnlyList<JsonElement> Of(JsonElement operation) =>
        operation.TryGetProperty("parameters", out var parameters) ? [.. parameters.EnumerateArray().Select(Resolve)] : [];

    private static JsonElement Resolve(JsonElement parameter) =>
        parameter.TryGetProperty("$ref", out var reference)
            ? RegistryServer
                .Contract()
                .GetProperty("components")
                .GetProperty("parameters")
                .GetProperty(reference.GetString()!.Split('/')[^1])
            : parameter;
}
