namespace Inpud.Registry.Api.Http.Answers;

/// <summary>An answer that a feed reader gets as Atom (RFC 4287).</summary>
internal interface IAtomAnswer
{
    byte[] ToAtom();
}
