using System.Text;
using System.Text.Json.Nodes;
using Inpud.Registry.Api.Interchange.Bundles;
using Inpud.Registry.Api.Storage;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Tests.Hosting;
using Inpud.Registry.Api.Tests.Processes.Import;
using Microsoft.Extensions.DependencyInjection;

namespace Inpud.Registry.Api.Tests.Contract.Filling;

/// <summary>All answers and exports of a registry at one time. It reads each address once, for all records.</summary>
internal sealed class RegistryView(RegistryServer server, (string Name, string Value) key)
{
    private static readonly IReadOnlyList<ReadOperation> PublicReads =
    [
        .. ReadOperation.Public.Where(read =>
            read.Forms.Contains("application/json") && read.Template is not ("/v1/changes" or "/v1/{resource}/{id}/history")
        ),
    ];

    private readonly Dictionary<string, JsonNode?> answers = new(StringComparer.Ordinal);
    private readonly StringBuilder publicText = new();
    private readonly Dictionary<(string, string), JsonNode> feed = [];
    private readonly Dictionary<(string, string), JsonNode> lines = [];
    private TableRows zip = null!;
    private TableRows sqlite = null!;
    private TableRows full = null!;

    /// <summary>The full bundle, with the private records.</summary>
    public byte[] FullBundle { get; private set; } = [];

    /// <summary>The public bundle.</summary>
    public byte[] PublicBundle { get; private set; } = [];

    /// <summary>All public bytes that were read, so that a test can search them for private texts.</summary>
    public string PublicText => publicText.ToString();

    /// <summary>The reasons of all changes in the full export.</summary>
    public IReadOnlyList<string> Reasons => [.. full.RowsOf("changes").Select(row => (string)row["reason"]!)];

    /// <summary>Reads the feed and the exports, which serve all records.</summary>
    public async Task ReadAsync()
    {
        await ReadFeedAsync();
        PublicBundle = await server.ExportAsync();
        zip = TableRows.OfZip(PublicBundle);
        var text = Encoding.UTF8.GetString(await server.ExportAsync("ndjson"));
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!))
        {
            lines[((string)line["resource"]!, (string)line["id"]!)] = line["record"]!;
        }

        var file = await server.ExportAsync("sqlite");
        sqlite = TableRows.OfSqlite(file);
        publicText.Append(text).Append(Encoding.UTF8.GetString(file));
        using var bundle = new MemoryStream();
        await using (var read = await server.Services.GetRequiredService<Database>().ReadAsync())
        {
            await FullPackage.WriteAsync(read, bundle, IWork.Silent, CancellationToken.None);
        }

        FullBundle = bundle.ToArray();
        full = TableRows.OfZip(FullBundle);
    }

    /// <summary>All places that must show the record.</summary>
    public async Task<IReadOnlyList<Place>> PlacesAsync(FilledRecord record)
    {
        var places = new List<Place>
        {
            new("the record", await AnswerAsync(record.Address, asSteward: true), IsPublic: false),
            new("the stewards' history", (await HistoryAsync(record))?["after"], IsPublic: false),
            new("the full export", full.FindOrNull(record), IsPublic: false),
            new("the public history", (await AnswerAsync(HistoryOf(record)))?["items"]?[0]?["after"], IsPublic: true),
            new("the feed", feed.GetValueOrDefault((record.Resource, record.Id)), IsPublic: true),
            new("the export as zip", zip.FindOrNull(record), IsPublic: true),
            new("the export as ndjson", lines.GetValueOrDefault((record.Resource, record.Id)), IsPublic: true),
            new("the export as sqlite", sqlite.FindOrNull(record), IsPublic: true),
        };
        places.AddRange(await AnswersAsync(record));
        return places;
    }

    /// <summary>The reason of the record's latest change, from its history and from the full export.</summary>
    public async Task<IReadOnlyList<string?>> ReasonsAsync(FilledRecord record) =>
        [
            (string?)(await HistoryAsync(record))?["reason"],
            (string?)
                full.RowsOf("changes").Last(row => (string?)row["resource"] == record.Resource && (string?)row["resource_id"] == record.Id)[
                    "reason"
                ],
        ];

    /// <summary>The record as stewards read it; null where it is not there.</summary>
    public async Task<JsonNode?> RecordAsync(FilledRecord record) => await AnswerAsync(record.Address, asSteward: true);

    private async Task<JsonNode?> HistoryAsync(FilledRecord record) =>
        (await AnswerAsync(HistoryOf(record), asSteward: true))?["items"]?[0];

    private static string HistoryOf(FilledRecord record) => $"/v1/{record.Resource}/{record.Id}/history";

    /// <summary>What the public operations of the contract say of a record: each operation is a place for the record, and all together are one for its parts.</summary>
    private async Task<IReadOnlyList<Place>> AnswersAsync(FilledRecord record)
    {
        var places = new List<Place>();
        var parts = new JsonArray();
        var nested = new List<Place>();
        foreach (var read in PublicReads)
        {
            var address = await FullAddressAsync(read, record);
            var isItsOwn = read.Template == $"/v1/{record.Resource}/{{{record.Create.Parameter}}}";
            if (await AnswerAsync(address) is not { } answer)
            {
                // The contract promises the record at no other address.
                if (isItsOwn || (read.IsList && IsItsList(read, record)))
                {
                    places.Add(new Place(read.Template, null, IsPublic: true));
                }

                continue;
            }

            if (isItsOwn)
            {
                places.Add(new Place(read.Template, answer, IsPublic: true, PlaceScope.Own));
            }

            var item = read.IsList ? answer["items"]!.AsArray().FirstOrDefault(item => (string?)item!["id"] == record.Id) : null;
            if (item is not null || (read.IsList && IsItsList(read, record)))
            {
                places.Add(new Place(read.Template, item, IsPublic: true, PlaceScope.Own));
                if (read.Table is not null)
                {
                    var row = (await CsvAsync(ReadOperation.With(address, "format", "csv"))).FirstOrDefault(row =>
                        (string?)row["id"] == record.Id
                    );
                    places.Add(new Place($"{read.Template} as CSV", row, IsPublic: true, PlaceScope.Own));
                }
            }

            var telling = Looked
                .Objects(answer)
                .Where(part => part.Any(field => field.Value is JsonValue value && value.ToString() == record.Id))
                .ToList();
            nested.AddRange(
                telling
                    .Where(part => (part["id"] as JsonValue)?.ToString() == record.Id && part.ContainsKey("citation"))
                    .Select(part => new Place(read.Template, WithAddress(part, address), IsPublic: true, PlaceScope.Own))
            );
            if (address.Split('/', '?').Contains(record.Id))
            {
                parts.Add(answer.DeepClone());
            }
            else
            {
                telling.ForEach(part => parts.Add(part.DeepClone()));
            }
        }

        // The answers for other records show a record that has no address of its own.
        places.AddRange(
            places.Count > 0 ? []
            : nested.Count > 0 ? nested
            : [new Place("any public answer", null, IsPublic: true)]
        );
        places.Add(new Place("the public answers", parts, IsPublic: true, PlaceScope.Parts));
        return places;
    }

    /// <summary>A part of an answer with the steps of the address, since the answer need not repeat values of the address, such as the network of a membership.</summary>
    private static JsonObject WithAddress(JsonObject part, string address)
    {
        var whole = part.DeepClone().AsObject();
        whole["address"] = new JsonArray([.. address.Split('/', '?').Select(step => JsonValue.Create(step))]);
        return whole;
    }

    /// <summary>Whether the list must have the record: clients post the record there, or the list is that of its kind.</summary>
    private static bool IsItsList(ReadOperation read, FilledRecord record) =>
        read.Template == record.Create.Template || read.Template == $"/v1/{record.Resource}";

    /// <summary>The address with the values of the record, and without filters that would leave the record out.</summary>
    private async Task<string> FullAddressAsync(ReadOperation read, FilledRecord record)
    {
        var address = read.AddressOf(name => record.ValueInAddressesOrNull(name));
        if (read.IsList)
        {
            address = ReadOperation.With(address, "limit", "200");
        }

        // A list of networks shows one standing by default. Where the program refuses <c>standing=any</c>, the list is complete without it.
        var any = ReadOperation.With(address, "standing", "any");
        return read.Options.Any(option => ReadOperation.NameOf(option) == "standing") && await AnswerAsync(any) is not null ? any : address;
    }

    private async Task<JsonNode?> AnswerAsync(string address, bool asSteward = false)
    {
        var name = asSteward ? $"{address} for stewards" : address;
        if (answers.TryGetValue(name, out var known))
        {
            return known;
        }

        using var response = await (asSteward ? server.GetAsync(address, key) : server.GetAsync(address));
        var text = await response.Content.ReadAsStringAsync();
        if (!asSteward)
        {
            publicText.AppendLine(text);
        }

        return answers[name] = response.IsSuccessStatusCode ? JsonNode.Parse(text) : null;
    }

    private async Task<IReadOnlyList<JsonObject>> CsvAsync(string address)
    {
        var text = await server.TextAsync(address);
        publicText.AppendLine(text);
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return CsvRows.Read(content);
    }

    private async Task ReadFeedAsync()
    {
        for (var after = "0"; after is not null; )
        {
            var text = await server.TextAsync($"/v1/changes?limit=200&after={after}");
            publicText.AppendLine(text);
            var page = JsonNode.Parse(text)!;
            foreach (var entry in page["items"]!.AsArray())
            {
                feed[((string)entry!["resource"]!, (string)entry["id"]!)] = entry["record"]!;
            }

            after = (string?)page["next"];
        }
    }
}
