using Inpud.Registry.Api.Features.Groups;
using Inpud.Registry.Api.Features.Memberships;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Storage.PublicHistory;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Domain.Groups;

namespace Inpud.Registry.Api.Processes.Applications;

/// <summary>Makes the records of an accepted application: the group and its membership, each under the rules of its kind.</summary>
internal static class NewMembers
{
    /// <summary>Makes both in the write that accepts the application. Returns their ids.</summary>
    public static async Task<(string Group, string Membership)> MakeAsync(
        WriteSession write,
        PublicLog log,
        Steward steward,
        NewMember member
    )
    {
        var group = member.Group ?? await RecordAsync();
        var membership = await MembershipRecordSql.Kind.CreateAsync(
            write,
            log,
            steward,
            member.Network,
            new MembershipInput
            {
                Group = group,
                Period = member.MembershipPeriod,
                Source = member.Source,
                Reason = member.Reason,
            }
        );
        // The steward may have named the group by its slug.
        return (membership.Record.Group, membership.Record.Id);

        async Task<string> RecordAsync()
        {
            var input = new GroupInput
            {
                Name = member.Name,
                Country = member.Country,
                Place = member.Place,
                Type = member.Type,
                Scope = member.Scope,
                LedByPeopleWhoUseDrugs = member.LedByPeopleWhoUseDrugs,
                LeadershipBasis = member.LeadershipBasis,
                Visibility = GroupVisibility.Private,
                KeptBy = member.Network,
                Period = member.GroupPeriod,
                Source = member.Source,
                Reason = member.Reason,
            };
            return (await GroupRecordSql.Kind.CreateAsync(write, log, steward, owner: null, input)).Record.Id;
        }
    }
}
