namespace Inpud.Registry.Domain.Coverage;

/// <summary>What is counted. The families are kept apart: together, their states would be as many as all their combinations.</summary>
public enum CountedFamily
{
    /// <summary>Groups, by place, type and scope.</summary>
    Groups,

    /// <summary>Groups as members of networks, by place.</summary>
    Members,

    /// <summary>Pieces of evidence that groups give, by network, country and source.</summary>
    Evidence,
}
