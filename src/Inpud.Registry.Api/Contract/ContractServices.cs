namespace Inpud.Registry.Api.Contract;

internal static class ContractServices
{
    public static void AddContract(this IServiceCollection services, RegistryOptions options) { }
    public static void UseContract(this IApplicationBuilder app) { }
}
