using System.Data.Common;

namespace Inpud.Registry.Api.Storage.Sessions;

/// <summary>Somebody else writes, and goes on for longer than a writer waits.</summary>
internal sealed class DatabaseBusyException() : DbException("Another write is under way. Try again when it is done.");
