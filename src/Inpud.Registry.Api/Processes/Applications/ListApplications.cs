using FastEndpoints;
using Inpud.Registry.Api.Features;
using Inpud.Registry.Api.Http.Answers;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Lists;
using Inpud.Registry.Api.Http.Problems;
using Inpud.Registry.Api.Http.Requests;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Values;
using Inpud.Registry.Domain.Provenance;

namespace Inpud.Registry.Api.Processes.Applications;

/// <summary>The applications to a network</summary>
/// <remarks>For the network's stewards alone. The earliest application comes first.</remarks>
internal sealed class ListApplications(Database database) : Endpoint<ListApplicationsRequest, ApplicationQueue>, IForStewards
{
    public override void Configure() => Get("/v1/networks/{network}/applications");

    public override async Task<ApplicationQueue> ExecuteAsync(ListApplicationsRequest req, CancellationToken ct)
    {
        if (!Steward.Of(HttpContext).Key.Scopes.Cover(req.Network))
        {
            throw ProblemException.NoSuchRecord("network", req.Network);
        }

        await using var read = await database.ReadAsync();
        if (await Storage.Lookups.NetworkLookup.FindByIdOrNullAsync(read, req.Network) != req.Network)
        {
            throw ProblemException.NoSuchRecord("network", req.Network);
        }

        var scope = new ListScope(HttpContext, req);
        var rows = await ApplicationRecordSql.ListAsync(read, req.Network, req.State, scope.Slice());
        return new ApplicationQueue
        {
            Items = [.. rows.Items.Select(ApplicationRecordSql.RecordOf)],
            Total = rows.Total,
            Next = rows.HasMore ? scope.Next("", rows.Items[^1].SortKey, rows.Items[^1].RowId) : null,
        };
    }
}

internal sealed record ListApplicationsRequest : ListRequest, INamesNetwork
{
    /// <summary>The id of the network that the group applies to.</summary>
    /// <example>africanpud</example>
    public string Network { get; init; } = "";

    /// <summary>Only the applications in this state.</summary>
    /// <example>waiting</example>
    public string? State { get; init; }
}

internal sealed class ListApplicationsValidator : Validator<ListApplicationsRequest>
{
    public ListApplicationsValidator()
    {
        this.ListRules();
        RuleFor(x => x.State).OneOf(Kebab.Names<ApplicationState>());
    }
}

/// <summary>A page of the applications to a network.</summary>
internal sealed record ApplicationQueue : IPassingAnswer, IShowsRecords
{
    IEnumerable<ShownRecord> IShowsRecords.Shown => Items.SelectMany(application => ((IShowsRecords)application).Shown);

    /// <summary>The applications of this page, the earliest first.</summary>
    public required IReadOnlyList<ApplicationRecord> Items { get; init; }

    /// <summary>How many applications the whole list has.</summary>
    /// <example>3</example>
    public required int Total { get; init; }

    /// <summary>The cursor of the next page, for <c>after</c>; null on the last page.</summary>
    public required string? Next { get; init; }
}
