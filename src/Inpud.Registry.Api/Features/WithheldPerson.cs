using System.Globalization;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features;

/// <summary>
/// Fills the column of a term that came from a public export without its person. It stays as long as nobody names the person: a change of the period must not turn a held place into a vacancy.
/// </summary>
internal static class WithheldPerson
{
    public static Task KeepAsync(WriteSession _, string id, IDictionary<string, object?>? stored, Dictionary<string, object?> columns)
    {
        var isWithheld = columns["person_id"] is null && Convert.ToBoolean(stored?["person_withheld"], CultureInfo.InvariantCulture);
        columns["person_withheld"] = isWithheld ? true : null;
        return Task.CompletedTask;
    }
}
