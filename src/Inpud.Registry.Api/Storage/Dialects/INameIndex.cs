namespace Inpud.Registry.Api.Storage.Dialects;

/// <summary>How a database indexes the words of names. Beside it, <c>public_names</c> is a table like any.</summary>
internal interface INameIndex
{
    /// <summary>Indexes the words <c>@words</c> of the name <c>@row</c>.</summary>
    string Insert { get; }

    /// <summary>Takes the names of the record <c>@resource</c>, <c>@id</c> out of the index.</summary>
    string Delete { get; }

    /// <summary>The names <c>n</c> that answer the expression <c>@match</c>: what stands after <c>from</c>, with its condition.</summary>
    string Matching { get; }

    /// <summary>One word of the index from <c>@word</c> on and before <c>@after</c>.</summary>
    string AnyWordBetween { get; }

    /// <summary>The words of the index that have from <c>@shortest</c> to <c>@longest</c> letters.</summary>
    string WordsOfLength { get; }

    /// <summary>The expression for names that have one word of each list; words that end in <c>*</c> are beginnings. Or that have the one word alone.</summary>
    string Expression(IReadOnlyList<IReadOnlyList<string>>? each, string orThis);
}
