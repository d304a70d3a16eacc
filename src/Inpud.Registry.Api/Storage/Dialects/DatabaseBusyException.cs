using System.Data.Common;

namespace Inpud.Registry.Api.Storage.Dialects;

/// <summary>Another write took longer than a writer waits.</summary>
internal sealed class DatabaseBusyException() : DbException("Another write is under way. Try again when it is done.");
