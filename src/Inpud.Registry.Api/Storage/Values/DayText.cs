using System.Data;
using System.Globalization;
using Dapper;

namespace Inpud.Registry.Api.Storage.Values;

/// <summary>Reads a day from the text that both databases keep, and writes it as that text.</summary>
/// <remarks>SQLite's driver does so by itself. That of PostgreSQL reads a day from a column of days alone.</remarks>
internal sealed class DayText : SqlMapper.TypeHandler<DateOnly>
{
    public static void Use()
    {
        SqlMapper.RemoveTypeMap(typeof(DateOnly));
        SqlMapper.RemoveTypeMap(typeof(DateOnly?));
        SqlMapper.AddTypeHandler(new DayText());
    }

    public override DateOnly Parse(object value) => DateOnly.ParseExact((string)value, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    public override void SetValue(IDbDataParameter parameter, DateOnly value) =>
        parameter.Value = value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
