namespace Inpud.Registry.Api.Storage.Dialects;

/// <summary>Indexes the words of names in the way of one database. The names themselves are in the ordinary table <c>public_names</c>.</summary>
internal interface INameIndex
{
    /// <summary>Indexes the words <c>@words</c> of the name <c>@row</c>.</summary>
    string Insert { get; }

    /// <summary>Removes the names of the record <c>@resource</c>, <c>@id</c> from the index.</summary>
    string Delete { get; }

    /// <summary>Removes from the file what the index still keeps of deleted words.</summary>
    string ForgetDeleted { get; }

    /// <summary>The text after <c>from</c>, with its condition, for the names <c>n</c> that match the expression <c>@match</c>.</summary>
    string Matching { get; }

    /// <summary>What puts the names <c>n</c> of a query in the order of their numbers, so that a limit cuts off the later ones; empty where <see cref="Matching"/> gives them so.</summary>
    string ByNumber { get; }

    /// <summary>The same for the order of the lengths of their keys, where the query walks the lengths <c>l</c> one by one.</summary>
    string ByLength { get; }

    /// <summary>The condition that the name <c>n.name</c> matches the search <c>@words</c>, without the index: for a query that meets names in another order, of which many match.</summary>
    string IsMatch { get; }

    /// <summary>One word of the index that sorts at or after <c>@word</c> and before <c>@after</c>.</summary>
    string AnyWordBetween { get; }

    /// <summary>Those of the words <c>@words</c>, a list in JSON, that the index has.</summary>
    string WordsAmong { get; }

    /// <summary>The expression for names that have one word of each list, or the single word. A word that ends in <c>*</c> matches every word with this beginning.</summary>
    string Expression(IReadOnlyList<IReadOnlyList<string>>? each, string orThis);

    /// <summary>The same for <see cref="IsMatch"/>, as its parameter <c>@words</c>.</summary>
    string Test(IReadOnlyList<IReadOnlyList<string>>? each, string orThis);
}
