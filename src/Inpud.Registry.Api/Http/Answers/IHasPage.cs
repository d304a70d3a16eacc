namespace Inpud.Registry.Api.Http.Answers;

/// <summary>An answer about one record, for which people have a page. A browser that asks for the record is led to the page.</summary>
internal interface IHasPage;

/// <summary>
/// The addresses of pages. The page of a record has the address of the record without <c>/v1</c>, so that each form of an answer keeps an address of its own
/// (see <see cref="SiblingAddresses"/>).
/// </summary>
internal static class PageAddresses
{
    private const string Api = "/v1";
    private const string Inpud = "/v1/inpud";

    /// <summary>The path of the page of a record, or of a list of records.</summary>
    /// <param name="path">The path of the record or the list in the API.</param>
    public static string Of(string path) => path == Inpud ? "/" : path[Api.Length..];

    /// <summary>Leads the browser on, and keeps what it asked for: the day and the language.</summary>
    public static Task LeadOnAsync(HttpContext context)
    {
        var response = context.Response;
        response.StatusCode = StatusCodes.Status303SeeOther;
        response.Headers.Location = PublicAddress.Reference($"{Of(context.Request.Path.ToUriComponent())}{context.Request.QueryString}");
        // The same address answers a program with data.
        response.Headers.CacheControl = AnswerWriter.AskedBeforeEachUse;
        response.VaryBy("Accept");
        return Task.CompletedTask;
    }
}
