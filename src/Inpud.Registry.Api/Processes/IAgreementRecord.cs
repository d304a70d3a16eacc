using Inpud.Registry.Api.Http.Answers;

namespace Inpud.Registry.Api.Processes;

/// <summary>What one side states and the other replies to, as both sides see it.</summary>
internal interface IAgreementRecord : IRecordAnswer, IShowsRecords
{
    string Id { get; }

    AgreementState State { get; }
}
