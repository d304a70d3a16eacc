// Changes the note of a group with each of the two generated clients, as their users would, first as a dry run, and writes each body that they send on a line of its own. Reads a table and a file
// with each, too, and runs the client of the README.
// Arguments: the address of a registry, the text of a key, the id of a group.
using Microsoft.Kiota.Abstractions.Authentication;
using Microsoft.Kiota.Http.HttpClientLibrary;
using Registry;

var (address, key, group) = (args[0], args[1], args[2]);
using var wire = new Wire(key);
using var http = new HttpClient(wire) { BaseAddress = new Uri(address) };

var nswag = new Generated.NSwag.Client(http);
await nswag.GetGroupRecordAsync(group);
var version = wire.Tag;
foreach (var isTrial in new[] { true, false })
{
    var changed = await nswag.ChangeGroupAsync(
        group,
        version,
        dryRun: isTrial,
        idempotency_Key: null,
        new Generated.NSwag.GroupPatch { Note = "Nakuru", Reason = "NSwag" }
    );
    Require(changed.Citation.Note == "Nakuru", "NSwag's client reads another note than it wrote.");
}

using (var table = await nswag.ListCoverageAsCsvAsync(null, null, null, null, null, null, null, null, null))
{
    Require(Begins(table.Stream, "network,name,"), "NSwag's client does not read the table.");
}

using (var file = await nswag.GetExportAsync(null))
{
    Require(Begins(file.Stream, "PK"), "NSwag's client does not read the file.");
}

using var adapter = new HttpClientRequestAdapter(new AnonymousAuthenticationProvider(), httpClient: http) { BaseUrl = address };
var kiota = new RegistryClient(adapter).V1.Groups[group].Record;
await kiota.GetAsync();
version = wire.Tag;
foreach (var isTrial in new[] { true, false })
{
    var again = await kiota.PatchAsync(
        new Registry.Models.GroupPatch { Note = "Kisumu", Reason = "Kiota" },
        request =>
        {
            request.QueryParameters.DryRun = isTrial;
            request.Headers.Add("If-Match", version);
        }
    );
    Require(again?.Citation?.Note == "Kisumu", "Kiota's client reads another note than it wrote.");
}

Require(Begins(await new RegistryClient(adapter).V1.CoverageCsv.GetAsync(), "network,name,"), "Kiota's client does not read the table.");
Require(Begins(await new RegistryClient(adapter).V1.Export.GetAsync(), "PK"), "Kiota's client does not read the file.");
await Readme.RunAsync();

static bool Begins(Stream? answer, string text)
{
    using var reader = new StreamReader(answer!);
    var read = new char[text.Length];
    reader.ReadBlock(read);
    return new string(read) == text;
}

static void Require(bool isTrue, string mistake)
{
    if (!isTrue)
    {
        throw new InvalidOperationException(mistake);
    }
}

/// <summary>Adds the key to each request, keeps the tag of the last answer, and writes the bodies that go out.</summary>
internal sealed class Wire(string key) : DelegatingHandler(new SocketsHttpHandler())
{
    public string Tag { get; private set; } = "";

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.Add("Authorization", "Bearer " + key);
        if (request.Content is { } body)
        {
            Console.WriteLine(await body.ReadAsStringAsync(cancellationToken));
        }

        var response = await base.SendAsync(request, cancellationToken);
        Tag = response.Headers.ETag?.ToString() ?? "";
        return response;
    }
}
