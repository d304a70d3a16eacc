using System.Data.Common;

namespace Inpud.Registry.Api.Storage.Dialects;

/// <summary>The file of the database was deleted, moved or replaced while the service ran. Whatever is written to the former file is lost, so nothing is.</summary>
internal sealed class DatabaseGoneException(string database)
    : DbException(
        $"The database {database} was deleted, moved or replaced while the service ran. Put the file back or restore a backup, and restart the service."
    );
