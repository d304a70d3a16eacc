namespace Inpud.Registry.Api.Processes;

/// <summary>The state of a proposal or of an offer.</summary>
internal enum AgreementState
{
    /// <summary>The other side has not replied yet.</summary>
    Waiting,

    /// <summary>The other side agreed, and it holds.</summary>
    Accepted,

    /// <summary>The other side does not agree.</summary>
    Refused,

    /// <summary>Whoever made it took it back.</summary>
    Retracted,
}
