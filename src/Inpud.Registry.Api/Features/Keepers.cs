namespace Inpud.Registry.Api.Features;

/// <summary>Says whose stewards keep the records of a kind. INPUD's stewards keep all records.</summary>
/// <param name="Words">The keepers, in words.</param>
/// <param name="Sql">A query for the networks that keep the record <c>@id</c>. A null stands for INPUD. The query gives no row where there is no record.</param>
internal sealed record Keepers(string Words, string Sql)
{
    public static Keepers Inpud(string table) => new("INPUD's stewards", $"select null from {table} where id = @id");

    /// <summary>The record belongs to a network, which a column names, and the stewards of the network keep the record.</summary>
    public static Keepers Network(string table, string column = "network_id") =>
        new("stewards of the record's network", $"select {column} from {table} where id = @id");

    /// <summary>The record names the network whose stewards keep it.</summary>
    public static Keepers Named(string table) =>
        new("stewards of the network that keeps the record", $"select kept_by from {table} where id = @id");
}
