using Inpud.Registry.Domain.Board;
using Inpud.Registry.Domain.Dates;
using Inpud.Registry.Domain.Groups;
using Inpud.Registry.Domain.Networks;

namespace Inpud.Registry.Domain.Registry;

/// <summary>Looks records up by what the rules ask, so that the time of a check grows with the size of the registry and not with its square.</summary>
internal sealed class RegistryIndex(RegistryState state)
{
    private readonly ILookup<(string Country, string Key), string> bearers = state.GroupNames.ToLookup(
        name => (name.Country, name.Key),
        name => name.GroupId
    );

    public WorldDay Today => state.Today;

    public ILookup<string, Network> Networks { get; } = state.Networks.ToLookup(network => network.Id);
    public ILookup<string, Group> Groups { get; } = state.Groups.ToLookup(group => group.Id);
    public ILookup<string, GroupName> NamesOfGroup { get; } = state.GroupNames.ToLookup(name => name.GroupId);
    public ILookup<string, Membership> MembershipsOfGroup { get; } = state.Memberships.ToLookup(m => m.GroupId);
    public ILookup<string, IndividualCount> IndividualsOfNetwork { get; } = state.Individuals.ToLookup(count => count.NetworkId);
    public ILookup<string, SeatTerm> TermsOfSeat { get; } = state.SeatTerms.ToLookup(term => term.NetworkId);
    public ILookup<string, SeatTerm> SeatsOfPerson { get; } =
        state.SeatTerms.Where(term => term.Person is not null).ToLookup(term => term.Person!);
    public ILookup<string, OfficeTerm> TermsOfOffice { get; } = state.OfficeTerms.ToLookup(term => term.Office);
    public ILookup<string, Post> Posts { get; } = state.Posts.ToLookup(post => post.Id);
    public ILookup<string, PostTerm> TermsOfPost { get; } = state.PostTerms.ToLookup(term => term.PostId);
    public IReadOnlySet<string> FormerIds { get; } = state.FormerIds.ToHashSet();

    /// <summary>The groups of a country that bear or bore a name.</summary>
    public IEnumerable<string> BearersOf(string country, string key) => bearers[(country, key)];
}
