using Inpud.Registry.Api.Storage.Values;
using Inpud.Registry.Domain.Dates;
using Inpud.Registry.Domain.Provenance;

namespace Inpud.Registry.Api.Storage.Lists;

/// <summary>A row of a list with the source that it is from.</summary>
internal abstract record SourcedRow : ListRow
{
    public string SourceId { get; init; } = "";
    public string? Locator { get; init; }
    public string? Note { get; init; }

    public Citation Citation => new(SourceId, Locator, Note);
}

/// <summary>A row of a list that holds for a time.</summary>
internal abstract record FactRow : SourcedRow
{
    public string Period { get; init; } = "";
    public string? Observed { get; init; }

    public Period Dates => Domain.Dates.Period.Parse(Period, Observed);

    public PartialDate? Seen => Observed is null ? null : PartialDate.Parse(Observed);

    public Certainty AsOf => Kebab.Parse<Certainty>(Certainty);
}
