namespace Inpud.Registry.Api.Contract;

/// <summary>The name of a type in the contract, and so in the clients that are generated from it.</summary>
internal static class SchemaNames
{
    public static string Of(Type type)
    {
        if (!type.IsGenericType)
        {
            return type.Name;
        }

        var item = Of(type.GetGenericArguments()[0]);
        return type.Name.Split('`')[0] switch
        {
            "DatedList" or "PlainList" => $"{item}List",
            "CoverageAnswer" => $"{item}Answer",
            var other => other + item,
        };
    }
}
