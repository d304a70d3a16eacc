using FastEndpoints;
using Inpud.Registry.Api.Http.LinkedData;
using Inpud.Registry.Api.Http.Pages;
using Inpud.Registry.Api.Http.Problems;

namespace Inpud.Registry.Api.Http.Answers;

/// <summary>The form in which a request gets its answer.</summary>
internal sealed record AnswerForm(string MediaType)
{
    public const string Json = "application/json";
    public const string Csv = "text/csv";
    public const string Html = "text/html";
    public const string Atom = "application/atom+xml";
    public const string LinkedData = "application/ld+json";
    public const string Svg = "image/svg+xml";

    public bool IsCsv => MediaType == Csv;
    public bool IsHtml => MediaType == Html;
    public bool IsAtom => MediaType == Atom;
    public bool IsLinkedData => MediaType == LinkedData;

    public static AnswerForm Of(HttpContext context) => context.Features.Get<AnswerForm>() ?? new AnswerForm(Json);

    /// <summary>Chooses by the address, by <c>format</c>, or else by the Accept header.</summary>
    public static AnswerForm Negotiate(HttpContext context, EndpointDefinition operation)
    {
        if (SiblingAddresses.FormOfOrNull(operation, context.Request.Path.Value ?? "") is var (form, _))
        {
            return context.Request.Query.ContainsKey("format")
                ? throw Invalid.Parameter("format", "form-of-the-address", "The address says the form already. Leave 'format' out.")
                : OfAccept(context, [form]);
        }

        if (typeof(ICsvAnswer).IsAssignableFrom(operation.ResDtoType) && context.Request.Query["format"] is [{ } format])
        {
            return new AnswerForm(format == "csv" ? Csv : Json);
        }

        if (typeof(IAtomAnswer).IsAssignableFrom(operation.ResDtoType) && context.Request.Query["format"] is [{ } feed])
        {
            return new AnswerForm(feed == "atom" ? Atom : Json);
        }

        var offered = Offered(operation.ResDtoType);
        if (typeof(IHasPage).IsAssignableFrom(operation.ResDtoType))
        {
            return OfAccept(context, [.. offered, Html]);
        }

        if (typeof(IFileAnswer).IsAssignableFrom(operation.ResDtoType) && context.Request.Query["format"] is [{ } file])
        {
            return new AnswerForm(FilesOf(operation.ResDtoType).FirstOrDefault(form => form.Value == file, new(offered[0], "")).Key);
        }

        return OfAccept(context, offered);
    }

    private static AnswerForm OfAccept(HttpContext context, IReadOnlyList<string> offered)
    {
        var accept = context.Request.GetTypedHeaders().Accept;
        if (accept.Count == 0)
        {
            return new AnswerForm(offered[0]);
        }

        var best = offered
            .Select(type => (Type: type, Quality: Accepted.QualityOf(type, accept)))
            .Where(candidate => candidate.Quality > 0)
            .OrderByDescending(candidate => candidate.Quality)
            .Select(candidate => candidate.Type)
            .FirstOrDefault();
        return best is null
            ? throw new ProblemException(
                ProblemKind.NotAcceptable,
                $"This operation answers with {string.Join(" or ", offered)}; the Accept header asks for something else."
            )
            : new AnswerForm(best);
    }

    /// <summary>The media types of an answer, the default one first.</summary>
    public static IReadOnlyList<string> Offered(Type answer) =>
        typeof(IFileAnswer).IsAssignableFrom(answer) ? [.. FilesOf(answer).Keys]
        : typeof(IOneForm).IsAssignableFrom(answer) ? [MediaTypeOf(answer)]
        :
        [
            Json,
            .. typeof(ICsvAnswer).IsAssignableFrom(answer) ? [Csv] : Array.Empty<string>(),
            .. typeof(IAtomAnswer).IsAssignableFrom(answer) ? [Atom] : Array.Empty<string>(),
            .. typeof(ILinkedDataAnswer).IsAssignableFrom(answer) ? [LinkedData] : Array.Empty<string>(),
            .. typeof(IHtmlAnswer).IsAssignableFrom(answer) ? [Html] : Array.Empty<string>(),
        ];

    private static string MediaTypeOf(Type answer) =>
        ((string)answer.GetProperty(nameof(IOneForm.ContentType))!.GetValue(null)!).Split(';')[0];

    private static IReadOnlyDictionary<string, string> FilesOf(Type answer) =>
        (IReadOnlyDictionary<string, string>)answer.GetProperty(nameof(IFileAnswer.Extensions))!.GetValue(null)!;
}
