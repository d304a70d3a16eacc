using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Processes.Import;

/// <summary>Exports and imports over HTTP.</summary>
internal static class ImportRequests
{
    /// <summary>The public registry, as the bytes of a file.</summary>
    public static async Task<byte[]> ExportAsync(this RegistryServer from, string form = "zip")
    {
        using var response = await from.GetAsync($"/v1/export?format={form}");
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        return await response.Content.ReadAsByteArrayAsync();
    }

    /// <summary>Imports a file and returns the answer.</summary>
    /// <param name="into">The server.</param>
    /// <param name="key">The key of the steward.</param>
    /// <param name="file">The file.</param>
    /// <param name="query">The query, with its question mark.</param>
    /// <param name="type">The media type, which may have parameters; null for none.</param>
    public static Task<HttpResponseMessage> ImportAsync(
        this RegistryServer into,
        (string Name, string Value) key,
        byte[] file,
        string query = "",
        string? type = "application/zip"
    )
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"/v1/import{query}", UriKind.Relative))
        {
            Content = new ByteArrayContent(file),
        };
        request.Content.Headers.ContentType = type is null ? null : MediaTypeHeaderValue.Parse(type);
        request.Headers.TryAddWithoutValidation(key.Name, key.Value);
        return into.Client.SendAsync(request);
    }

    /// <summary>Imports a file and returns its report.</summary>
    public static async Task<JsonElement> ReportAsync(
        this RegistryServer into,
        (string Name, string Value) key,
        byte[] file,
        string query = "",
        string type = "application/zip"
    )
    {
        using var response = await into.ImportAsync(key, file, query, type);
        var text = await response.Content.ReadAsStringAsync();
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK), text);
        return JsonDocument.Parse(text).RootElement;
    }
}
