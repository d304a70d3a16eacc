using System.Text.Json;

namespace Inpud.Registry.Api.Tests.Hosting;

/// <summary>The base of fixtures that only read: it has the shared server and reads values from answers.</summary>
internal abstract class ReadingTests
{
    protected RegistryServer Server { get; private set; } = null!;

    [OneTimeSetUp]
    public async Task ConnectAsync() => Server = await SharedServer.GetAsync();

    /// <summary>A property of each item of a list, in the list's order.</summary>
    protected async Task<string?[]> ItemsAsync(string address, string property)
    {
        var list = await Server.JsonAsync(address);
        return [.. list.GetProperty("items").EnumerateArray().Select(item => Text(item, property))];
    }

    /// <summary>A value inside an answer, by a path such as <c>founded.date</c>; null as null.</summary>
    protected static string? Text(JsonElement element, string path)
    {
        foreach (var name in path.Split('.'))
        {
            if (element.ValueKind == JsonValueKind.Null)
            {
                return null;
            }

            element = element.ValueKind == JsonValueKind.Array ? element[int.Parse(name)] : element.GetProperty(name);
        }

        return element.ValueKind == JsonValueKind.Null ? null : element.ToString();
    }
}
