using System.Text.Json.Serialization;
using Inpud.Registry.Api.Features.Board;
using Inpud.Registry.Api.Features.Countries;
using Inpud.Registry.Api.Features.Coverage;
using Inpud.Registry.Api.Features.Groups;
using Inpud.Registry.Api.Features.Health;
using Inpud.Registry.Api.Features.History;
using Inpud.Registry.Api.Features.Keys;
using Inpud.Registry.Api.Features.Memberships;
using Inpud.Registry.Api.Features.Networks;
using Inpud.Registry.Api.Features.Organisation;
using Inpud.Registry.Api.Features.People;
using Inpud.Registry.Api.Features.Problems;
using Inpud.Registry.Api.Features.Rules;
using Inpud.Registry.Api.Features.Search;
using Inpud.Registry.Api.Features.Secretariat;
using Inpud.Registry.Api.Features.Sources;
using Inpud.Registry.Api.Http.Lists;
using Inpud.Registry.Api.Processes;
using Inpud.Registry.Api.Processes.Applications;
using Inpud.Registry.Api.Processes.Export;
using Inpud.Registry.Api.Processes.Import;
using Inpud.Registry.Api.Processes.Offers;
using Inpud.Registry.Api.Processes.Proposals;
using Inpud.Registry.Api.Site.Entry;

namespace Inpud.Registry.Api;

/// <summary>What operations answer with. The compiler describes these types for the JSON that is written of them, so that no process finds out by reflection what they consist of.</summary>
/// <remarks>
/// Only answers: a description of this kind gives null to what a body leaves out, whatever its initial value is. The compiler could write the JSON, too, but not with names of enums and dates as the registry
/// spells them.
/// </remarks>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(AgreementQueue<OfferRecord>))]
[JsonSerializable(typeof(AgreementQueue<ProposalRecord>))]
[JsonSerializable(typeof(ApplicationQueue))]
[JsonSerializable(typeof(ApplicationRecord))]
[JsonSerializable(typeof(ApplicationStatus))]
[JsonSerializable(typeof(ChangeFeed))]
[JsonSerializable(typeof(ClaimRecord))]
[JsonSerializable(typeof(CountryDetails))]
[JsonSerializable(typeof(CoverageAnswer<CountryCoverage>))]
[JsonSerializable(typeof(CoverageAnswer<NetworkCoverage>))]
[JsonSerializable(typeof(CoverageAnswer<RegionCoverage>))]
[JsonSerializable(typeof(CoverageMatrix))]
[JsonSerializable(typeof(DatedList<BoardPlace>))]
[JsonSerializable(typeof(DatedList<CountryEvidence>))]
[JsonSerializable(typeof(DatedList<CountryItem>))]
[JsonSerializable(typeof(DatedList<Document>))]
[JsonSerializable(typeof(DatedList<GroupItem>))]
[JsonSerializable(typeof(DatedList<IndividualsItem>))]
[JsonSerializable(typeof(DatedList<Milestone>))]
[JsonSerializable(typeof(DatedList<NetworkCountry>))]
[JsonSerializable(typeof(DatedList<NetworkItem>))]
[JsonSerializable(typeof(DatedList<Partner>))]
[JsonSerializable(typeof(DatedList<PostTerm>))]
[JsonSerializable(typeof(DatedList<Representative>))]
[JsonSerializable(typeof(Document))]
[JsonSerializable(typeof(DocumentRecord))]
[JsonSerializable(typeof(EntryPage))]
[JsonSerializable(typeof(ErasedRecord))]
[JsonSerializable(typeof(ExportFile))]
[JsonSerializable(typeof(GroupDetails))]
[JsonSerializable(typeof(GroupRecord))]
[JsonSerializable(typeof(HeadquartersRecord))]
[JsonSerializable(typeof(HealthAnswer))]
[JsonSerializable(typeof(ImportReport))]
[JsonSerializable(typeof(ImportTemplate))]
[JsonSerializable(typeof(IndividualCountRecord))]
[JsonSerializable(typeof(KeptGroups))]
[JsonSerializable(typeof(MembershipRecord))]
[JsonSerializable(typeof(MilestoneRecord))]
[JsonSerializable(typeof(NetworkDetails))]
[JsonSerializable(typeof(NetworkRecord))]
[JsonSerializable(typeof(OfferRecord))]
[JsonSerializable(typeof(OfficeTermRecord))]
[JsonSerializable(typeof(OwnKey))]
[JsonSerializable(typeof(PartnerRecord))]
[JsonSerializable(typeof(PersonDetails))]
[JsonSerializable(typeof(PersonRecord))]
[JsonSerializable(typeof(PlainList<PostItem>))]
[JsonSerializable(typeof(PlainList<RegionItem>))]
[JsonSerializable(typeof(PlainList<RuleItem>))]
[JsonSerializable(typeof(PlainList<SourceItem>))]
[JsonSerializable(typeof(PostRecord))]
[JsonSerializable(typeof(PostTermRecord))]
[JsonSerializable(typeof(ProblemPage))]
[JsonSerializable(typeof(ProblemPages))]
[JsonSerializable(typeof(Profile))]
[JsonSerializable(typeof(ProfileRecord))]
[JsonSerializable(typeof(ProposalRecord))]
[JsonSerializable(typeof(ReceivedApplication))]
[JsonSerializable(typeof(RecordHistory))]
[JsonSerializable(typeof(RecordReads))]
[JsonSerializable(typeof(RepresentativeRecord))]
[JsonSerializable(typeof(RuleItem))]
[JsonSerializable(typeof(SearchAnswer))]
[JsonSerializable(typeof(SourceItem))]
[JsonSerializable(typeof(SourceRecord))]
[JsonSerializable(typeof(WithdrawnApplication))]
[JsonSerializable(typeof(WithdrawnRecord))]
internal sealed partial class AnswerTypes : JsonSerializerContext;
