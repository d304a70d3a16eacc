using System.Text.Json;
using System.Text.Json.Nodes;
using Inpud.Registry.Api.Storage.Tables;
using Inpud.Registry.Api.Tests.Contract.Filling;
using Inpud.Registry.Api.Tests.Hosting;
using Inpud.Registry.Api.Tests.Processes.Import;

namespace Inpud.Registry.Api.Tests.Contract;

/// <summary>
/// Every place that shows a record shows all that a steward stated of it, and no other place does. The test fills a record of each kind by its schema, changes it, empties it, and looks for it
/// in every place. It needs no change for a new property, kind or list.
/// </summary>
internal sealed class EveryPropertyTests
{
    private readonly List<FilledRecord> records = [];
    private readonly Schemas schemas = new(RegistryServer.Contract());
    private readonly Serial serial = new();
    private RegistryServer server = null!;
    private (string Name, string Value) key;
    private References references = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        server = await RegistryServer.StartAsShippedAsync();
        key = await server.KeyAsync(expires: null, "registry");
        references = new References(server, key);
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    [Test]
    public async Task Property_WhenStatedChangedAndEmptied_StandsInEveryPlaceAndNoOther()
    {
        foreach (var kind in RecordOperations.All)
        {
            records.Add(await FillAsync(kind));
        }

        await LookAsync("filled");
        foreach (var record in records)
        {
            await ChangeAsync(record);
        }

        await LookAsync("changed");
        foreach (var record in records)
        {
            await EmptyAsync(record);
        }

        await LookAsync("emptied");
    }

    private async Task<FilledRecord> FillAsync(RecordOperations kind)
    {
        var filler = new Filler(schemas, references, serial);
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in kind.Open)
        {
            parameters[name] = await references.OwnerAsync(name);
        }

        var (body, values) = await filler.FillAsync(kind.Input, kind.Table);
        var posted = body.DeepClone().AsObject();
        // A group needs a consent before it becomes public: the test sets its visibility after the consent.
        var shown = posted.Remove("visibility", out var visibility);
        var id = kind.Template is { } template
            ? await references.PostAsync(
                kind.Open.Aggregate(
                    template,
                    (address, name) => address.Replace($"{{{name}}}", parameters[name], StringComparison.Ordinal)
                ),
                posted
            )
            : await PatchTheOnlyOneAsync(kind, posted);
        parameters["resource"] = kind.Table.Resource!;
        parameters["id"] = parameters[kind.Parameter] = id;
        var record = new FilledRecord(kind.Table, id, kind, parameters, filler) { Values = [.. values] };
        foreach (var part in RecordOperations.Parts.Where(part => part.Part.PartOf!.Table == kind.Table.Name))
        {
            await AddPartAsync(record, part.Part, part.Template, part.Input);
        }

        if (shown)
        {
            await references.PatchAsync(
                record.Address,
                new JsonObject { ["visibility"] = visibility, ["reason"] = (string)body["reason"]! }
            );
        }

        await references.PublishAsync(record.Resource, id);
        return record;
    }

    /// <summary>States a record that nobody makes: the registry has one of its kind.</summary>
    private async Task<string> PatchTheOnlyOneAsync(RecordOperations kind, JsonObject body)
    {
        var id = (string)JsonNode.Parse(await server.TextAsync("/v1/inpud"))!["id"]!;
        await references.PatchAsync($"/v1/{kind.Table.Resource}/{id}/record", body);
        return id;
    }

    private async Task AddPartAsync(FilledRecord record, DataTable part, string template, string input)
    {
        var (body, values) = await record.Filler.FillAsync(input, part, $"{part.PartOf!.Property}.0");
        await references.PostAsync(template.Replace(template.Split('/')[3], record.Id, StringComparison.Ordinal), body);
        record.Values = [.. record.Values, .. values.Where(value => !value.IsOfTheChange)];
    }

    /// <summary>Gives every property another value. It skips the properties that never change, which the first answer names.</summary>
    private async Task ChangeAsync(FilledRecord record)
    {
        var (patch, values) = await record.Filler.FillAsync(record.Create.Patch, record.Table);
        MeanACorrection(record, patch);
        foreach (var fixedName in await FixedAsync(record, patch))
        {
            patch.Remove(fixedName);
        }

        await references.PatchAsync(record.Address, patch.DeepClone().AsObject());
        var changed = values.Where(value => patch.ContainsKey(value.Path.Split('.')[0])).ToList();
        record.Former = [.. record.Values.Where(value => patch.ContainsKey(value.Path.Split('.')[0]))];
        record.Values = [.. record.Values.Except(record.Former), .. changed];
    }

    /// <summary>Empties every property that may be empty.</summary>
    private async Task EmptyAsync(FilledRecord record)
    {
        var empty = schemas
            // A patch shows more fields as ones that may be null, for the sake of generated clients.
            .PropertiesOf(schemas.Named(record.Create.Input))
            .Where(property => Schemas.TakesNull(property.Value))
            .Select(property => property.Name)
            // What is shown by its consent is not shown without it: the privacy tests look at that.
            .Where(name => !name.StartsWith("consent", StringComparison.Ordinal))
            .ToList();
        var reason = $"{Filler.Mark}emptied {record.Id}";
        var patch = new JsonObject([
            .. empty.Select(name => KeyValuePair.Create(name, (JsonNode?)null)),
            KeyValuePair.Create("reason", (JsonNode?)reason),
        ]);
        MeanACorrection(record, patch);
        await references.PatchAsync(record.Address, patch);
        record.Former = [.. record.Values.Where(value => empty.Contains(value.Path.Split('.')[0]))];
        record.Values =
        [
            .. record.Values.Except(record.Former).Where(value => !value.IsOfTheChange),
            new Stated("reason", JsonValue.Create(reason), Field: null, IsRecognised: true),
        ];
        record.Emptied = empty;
    }

    /// <summary>A correction leaves nothing of what was there before.</summary>
    private void MeanACorrection(FilledRecord record, JsonObject patch)
    {
        if (schemas.PropertiesOf(schemas.Named(record.Create.Patch)).Any(property => property.Name == "correction"))
        {
            patch["correction"] = true;
        }
    }

    /// <summary>The properties that never change, according to the answer.</summary>
    private async Task<IReadOnlyList<string>> FixedAsync(FilledRecord record, JsonObject patch)
    {
        using var current = await server.GetAsync(record.Address, key);
        using var response = await server.SendJsonAsync(
            HttpMethod.Patch,
            $"{record.Address}?dryRun=true",
            patch.ToJsonString(),
            key,
            ("If-Match", current.Headers.ETag!.ToString())
        );
        var text = await response.Content.ReadAsStringAsync();
        return response.IsSuccessStatusCode
            ? []
            :
            [
                .. JsonDocument
                    .Parse(text)
                    .RootElement.GetProperty("errors")
                    .EnumerateArray()
                    .Where(error => error.GetProperty("code").GetString() == "cannot-change")
                    .Select(error => error.GetProperty("name").GetString()!.Split('.')[^1]),
            ];
    }

    /// <summary>Fails with one message that lists, for all places, the values that are missing, left over or shown to the wrong people.</summary>
    private async Task LookAsync(string state)
    {
        var mistakes = new List<string>();
        var view = new RegistryView(server, key);
        await view.ReadAsync();
        foreach (var record in records)
        {
            foreach (var place in await view.PlacesAsync(record))
            {
                mistakes.AddRange(place.MistakesOf(record));
            }

            var reason = record.Values.Last(value => value.IsOfTheChange);
            if ((await view.ReasonsAsync(record)).Any(told => told != reason.Text))
            {
                mistakes.Add($"{record.Resource}: {reason.Path} is missing from the stewards' history or the full export");
            }
        }

        mistakes.AddRange(
            from record in records
            from value in record.Values
            where value.IsPrivate && value.IsMarked && view.PublicText.Contains(value.Text, StringComparison.Ordinal)
            select $"{record.Resource}: {value.Path} is private, and stands in a public answer"
        );
        mistakes.AddRange(await LookAfterImportAsync(view, view.FullBundle, isPublic: false));
        mistakes.AddRange(await LookAfterImportAsync(view, view.PublicBundle, isPublic: true));
        Assert.That(mistakes, Is.Empty, string.Join('\n', mistakes.Select(mistake => $"{state}: {mistake}")));
    }

    /// <summary>Imports a bundle into an empty registry and returns what it finds wrong there.</summary>
    private async Task<IReadOnlyList<string>> LookAfterImportAsync(RegistryView original, byte[] bundle, bool isPublic)
    {
        await using var empty = await RegistryServer.StartEmptyAsync();
        var steward = await empty.KeyAsync(expires: null, "registry");
        using var imported = await empty.ImportAsync(steward, bundle);
        if (!imported.IsSuccessStatusCode)
        {
            return [$"all: the {(isPublic ? "public" : "full")} bundle is refused: {await imported.Content.ReadAsStringAsync()}"];
        }

        var view = new RegistryView(empty, steward);
        var mistakes = new List<string>();
        var name = $"the record after the import of the {(isPublic ? "public" : "full")} bundle";
        foreach (var record in records)
        {
            mistakes.AddRange(new Place(name, await view.RecordAsync(record), isPublic).MistakesOf(record));
        }

        // The public answers need no second look: they agree with those of the first registry where the exports are equal.
        if (!(await empty.ExportAsync()).SequenceEqual(original.PublicBundle))
        {
            mistakes.Add($"all: the export differs after the import of the {(isPublic ? "public" : "full")} bundle");
        }

        return mistakes;
    }
}
