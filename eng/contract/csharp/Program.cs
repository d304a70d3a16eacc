// Changes the note of a group with each of the two generated clients, as their users would, and writes each body that they send on a line of its own.
// Arguments: the address of a registry, the text of a key, the id of a group.
using Generated.Kiota;
using Microsoft.Kiota.Abstractions.Authentication;
using Microsoft.Kiota.Http.HttpClientLibrary;

var (address, key, group) = (args[0], args[1], args[2]);
using var wire = new Wire(key);
using var http = new HttpClient(wire) { BaseAddress = new Uri(address) };

var nswag = new Generated.NSwag.Client(http);
await nswag.GetGroupRecordAsync(group);
var changed = await nswag.ChangeGroupAsync(
    group,
    wire.Tag,
    dryRun: null,
    idempotency_Key: null,
    new Generated.NSwag.GroupPatch { Note = "Nakuru", Reason = "NSwag" }
);
Require(changed.Citation.Note == "Nakuru", "NSwag's client reads another note than it wrote.");

using var adapter = new HttpClientRequestAdapter(new AnonymousAuthenticationProvider(), httpClient: http) { BaseUrl = address };
var kiota = new RegistryClient(adapter).V1.Groups[group].Record;
await kiota.GetAsync();
var again = await kiota.PatchAsync(
    new Generated.Kiota.Models.GroupPatch { Note = "Kisumu", Reason = "Kiota" },
    request => request.Headers.Add("If-Match", wire.Tag)
);
Require(again?.Citation?.Note == "Kisumu", "Kiota's client reads another note than it wrote.");

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
