using System.Globalization;
using System.Net;
using System.Text;
using FastEndpoints;
using Inpud.Registry.Api.Http.Problems;

namespace Inpud.Registry.Api.Http.Requests;

/// <summary>
/// Refuses what a lenient service would ignore: parameters that do not exist or stand twice, control characters, values that are too long, and a
/// body that nobody reads. It runs between routing and the endpoint, so that no endpoint can forget it.
/// </summary>
internal static class StrictRequests
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private const int LongestValue = 200;
    private const int LongestCursor = 2000;

    public static IApplicationBuilder UseStrictRequests(this IApplicationBuilder app) =>
        app.Use(
            (context, next) =>
            {
                if (context.GetEndpoint()?.Metadata.GetMetadata<EndpointDefinition>() is { } operation)
                {
                    CheckPath(context);
                    CheckQuery(context, operation);
                    StrictBodies.Check(context, operation);
                }

                return next(context);
            }
        );

    /// <summary>The most characters that a parameter's value may have.</summary>
    public static int LongestOf(string parameter) => parameter == "after" ? LongestCursor : LongestValue;

    private static void CheckPath(HttpContext context)
    {
        foreach (var (name, value) in context.Request.RouteValues)
        {
            CheckText("path", name, value as string ?? "");
        }
    }

    private static void CheckQuery(HttpContext context, EndpointDefinition operation)
    {
        if (!context.Request.QueryString.HasValue)
        {
            return;
        }

        CheckEncoding(context.Request.QueryString.Value);
        var parameters = ParameterNames.InQueryOf(operation);
        foreach (var (name, values) in context.Request.Query)
        {
            if (!parameters.TryGetValue(name, out var parameter))
            {
                throw Unknown(name, parameters);
            }

            if (values.Count != 1)
            {
                const string Why = "The parameter stands more than once. Send it once.";
                throw new ProblemException(
                    ProblemKind.RepeatedParameter,
                    $"'{name}': {Why}",
                    ProblemError.Of("query", name, "repeated", Why)
                );
            }

            CheckText("query", name, values[0] ?? "");
            if (
                parameter.Property.PropertyType == typeof(int?)
                && !int.TryParse(values[0], NumberStyles.None, CultureInfo.InvariantCulture, out _)
            )
            {
                throw Invalid.Parameter(name, "not-a-number", $"'{values[0]}' is not a whole number.");
            }
        }
    }

    /// <summary>Refuses a query that is not UTF-8. The framework would keep its percent signs as text, and the search would silently find nothing.</summary>
    private static void CheckEncoding(string query)
    {
        if (!query.Contains('%'))
        {
            // Without a percent sign there are no bytes that are written otherwise.
            return;
        }

        foreach (var pair in query.TrimStart('?').Split('&'))
        {
            var raw = Encoding.ASCII.GetBytes(pair);
            try
            {
                StrictUtf8.GetString(WebUtility.UrlDecodeToBytes(raw, 0, raw.Length));
            }
            catch (DecoderFallbackException)
            {
                var name = Printable(pair.Split('=')[0]);
                const string Why = "The value is not valid UTF-8. Encode it as UTF-8 before percent-encoding it.";
                throw Invalid.Parameter(name, "not-unicode", Why);
            }
        }
    }

    private static ProblemException Unknown(string name, IReadOnlyDictionary<string, Parameter> parameters)
    {
        var shown = Printable(name);
        var known = parameters.Keys;
        var near = Nearest.Of(shown, known);
        var hint = (near, parameters.Count) switch
        {
            (not null, _) => $"Did you mean '{near}'?",
            (null, 0) => "The operation takes no parameters.",
            _ => $"The operation takes {string.Join(", ", known.Order(StringComparer.Ordinal))}.",
        };
        var detail = $"There is no parameter '{shown}'. {hint}";
        return new ProblemException(ProblemKind.UnknownParameter, detail, ProblemError.Of("query", shown, "unknown-parameter", detail));
    }

    private static void CheckText(string place, string name, string value)
    {
        var longest = LongestOf(name);
        var (code, detail) = value switch
        {
            "" => ("empty", "The value is empty. Write a value, or leave the parameter out."),
            _ when value.Length > longest => ("too-long", $"The value has {value.Length} characters; at most {longest} are taken."),
            _ when HasControlCharacter(value) => ("control-character", "The value has a control character. Take it out."),
            _ => (null, null),
        };
        if (code is not null)
        {
            throw new ProblemException(ProblemKind.InvalidRequest, $"'{name}': {detail}", ProblemError.Of(place, name, code, detail!));
        }
    }

    private static bool HasControlCharacter(string value)
    {
        foreach (var letter in value)
        {
            if (char.IsControl(letter))
            {
                return true;
            }
        }

        return false;
    }

    private static string Printable(string name)
    {
        var printable = string.Concat(name.Where(letter => !char.IsControl(letter)));
        return printable.Length <= 60 ? printable : printable[..60] + "…";
    }
}
