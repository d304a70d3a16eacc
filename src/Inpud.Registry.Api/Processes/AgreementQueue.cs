using FastEndpoints;
using Inpud.Registry.Api.Http.Answers;
using Inpud.Registry.Api.Http.Lists;
using Inpud.Registry.Api.Http.Requests;
using Inpud.Registry.Api.Storage.Lists;
using Inpud.Registry.Api.Storage.Values;
using Inpud.Registry.Domain.Provenance;

namespace Inpud.Registry.Api.Processes;

/// <summary>A page of the proposals or offers that concern the key.</summary>
internal sealed record AgreementQueue<TRecord> : IPassingAnswer, IShowsRecords
    where TRecord : class, IAgreementRecord
{
    IEnumerable<ShownRecord> IShowsRecords.Shown => Items.SelectMany(item => ((IShowsRecords)item).Shown);

    /// <summary>Those of this page, the earliest first.</summary>
    public required IReadOnlyList<TRecord> Items { get; init; }

    /// <summary>How many the whole list has.</summary>
    /// <example>3</example>
    public required int Total { get; init; }

    /// <summary>The cursor of the next page, for <c>after</c>; null on the last page.</summary>
    public required string? Next { get; init; }

    /// <summary>The page that a request asks for.</summary>
    public static AgreementQueue<TRecord> Of<TRow>(Rows<TRow> rows, ListScope scope, Func<TRow, TRecord> recordOf)
        where TRow : ListRow =>
        new()
        {
            Items = [.. rows.Items.Select(recordOf)],
            Total = rows.Total,
            Next = rows.HasMore ? scope.Next("", rows.Items[^1].SortKey, rows.Items[^1].RowId) : null,
        };
}

internal sealed record ListAgreementsRequest : ListRequest
{
    /// <summary>Only those in this state.</summary>
    /// <example>waiting</example>
    [ContractName("AgreementsState")]
    public string? State { get; init; }
}

internal sealed class ListAgreementsValidator : Validator<ListAgreementsRequest>
{
    public ListAgreementsValidator()
    {
        this.ListRules();
        RuleFor(x => x.State).OneOf(Kebab.Names<AgreementState>());
    }
}
