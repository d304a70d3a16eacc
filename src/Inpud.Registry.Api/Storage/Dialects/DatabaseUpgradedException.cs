using System.Data.Common;

namespace Inpud.Registry.Api.Storage.Dialects;

/// <summary>Another version of the program upgraded the database while this process ran. What this one would write of public records is of the former form, so it writes nothing.</summary>
internal sealed class DatabaseUpgradedException()
    : DbException("Another version of this program has upgraded the database since this one began. Start that version here, too.");
