using System.Text;
using Inpud.Registry.Api.Http.Answers;
using Inpud.Registry.Api.Http.Requests;

namespace Inpud.Registry.Api.Http.Lists;

/// <summary>The list that a request asks for, the page of it, and the address of the next page.</summary>
internal sealed class ListScope
{
    /// <summary>Null where the rows stand on a page of something else.</summary>
    private readonly HttpContext? context;
    private readonly string list;
    private readonly AnswerEpoch? epoch;

    public ListScope(HttpContext context, ListRequest request, string? language = null)
    {
        this.context = context;
        list = Fingerprint(context.Request, language);
        epoch = context.Features.Get<LastModified>()?.Epoch;
        After = request.After is { } after ? Cursor.Decode(after, list, epoch) : null;
        Limit = request.Limit ?? (AnswerForm.Of(context).IsCsv ? null : RequestRuleExtensions.DefaultLimit);
    }

    private ListScope(int limit) => (list, Limit) = ("", limit);

    /// <summary>The first rows of a list, which stand on a page of something else. The answer has no address of a next page: whoever wants all of them follows the address of the list.</summary>
    public static ListScope Beginning(int limit) => new(limit);

    /// <summary>The row after which this page starts; null for the first page.</summary>
    public Cursor? After { get; }

    /// <summary>The most rows that the page may have; null for all.</summary>
    public int? Limit { get; }

    /// <summary>The day as of which the list is asked. Later pages of a list that was asked as of "today" keep the day of the first.</summary>
    public AskedDay DayOf(IDated request, TimeProvider clock) =>
        request.AsOf is null && After is { Day.Length: > 0 } after
            ? new AskedDay(DateOnly.ParseExact(after.Day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), WasGiven: false)
            : AskedDay.Of(request, clock);

    /// <summary>Makes the cursor of the page that follows the row, and puts its address into the Link header.</summary>
    public string? Next(string day, string key, string id)
    {
        if (context is null)
        {
            return null;
        }

        var cursor = new Cursor(day, key, id, epoch?.Name).Encode(list);
        var query = context
            .Request.Query.Where(parameter => parameter.Key != "after")
            .SelectMany(p => p.Value, (p, value) => (p.Key, value));
        var address = new StringBuilder(PublicAddress.Reference(context.Request.Path.ToUriComponent())).Append('?');
        foreach (var (name, value) in query)
        {
            address.Append(name).Append('=').Append(Uri.EscapeDataString(value ?? "")).Append('&');
        }

        address.Append("after=").Append(cursor);
        context.Response.Headers.Link = $"<{address}>; rel=\"next\"";
        return cursor;
    }

    private static string Fingerprint(HttpRequest request, string? language)
    {
        var filters = request
            .Query.Where(parameter => parameter.Key is not ("after" or "limit" or "format"))
            .OrderBy(parameter => parameter.Key, StringComparer.Ordinal)
            .Select(parameter => $"{parameter.Key}={parameter.Value}");
        return $"{SiblingAddresses.WithoutEnding(request.Path.Value ?? "")}?{string.Join('&', filters)} {language}";
    }
}
