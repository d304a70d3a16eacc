using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using FastEndpoints;
using Inpud.Registry.Api.Http.Requests;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Inpud.Registry.Api.Contract;

/// <summary>
/// Makes one component of all parameters that are equal, so that a generated client has each of them once. A name comes from the code, and never from the order of the operations: a new
/// operation must not rename what clients use.
/// </summary>
internal sealed partial class SharedParameters : IDocumentFilter
{
    public void Apply(OpenApiDocument swaggerDoc, DocumentFilterContext context)
    {
        var equal = UsesIn(swaggerDoc, context).GroupBy(use => TextOf(use.Parameter), StringComparer.Ordinal);
        var components = new SortedDictionary<string, IOpenApiParameter>(StringComparer.Ordinal);
        foreach (var uses in equal)
        {
            var name = WhatAllEndWith([.. uses.Select(use => use.Name).Distinct(StringComparer.Ordinal)]);
            if (!components.TryAdd(name, uses.First().Parameter))
            {
                throw new InvalidOperationException(
                    $"Two parameters are called {name}: give '{uses.First().Parameter.Name}' of {uses.First().Name} the text, the example and the bounds of the other one, or a [ContractName]."
                );
            }

            foreach (var use in uses)
            {
                use.Operation.Parameters![use.Position] = new OpenApiParameterReference(name, swaggerDoc);
            }
        }

        swaggerDoc.Components!.Parameters = components.ToDictionary(component => component.Key, component => component.Value);
    }

    private static IEnumerable<Use> UsesIn(OpenApiDocument document, DocumentFilterContext context)
    {
        foreach (var api in context.ApiDescriptions)
        {
            if (api.ActionDescriptor.EndpointMetadata.OfType<EndpointDefinition>().SingleOrDefault() is not { } endpoint)
            {
                continue;
            }

            var path = "/" + api.RelativePath!.TrimStart('/');
            var operation = document.Paths[path].Operations![HttpMethod.Parse(api.HttpMethod)];
            var parameters = ShownParameters.Of(endpoint);
            var said = api.ActionDescriptor.EndpointMetadata.OfType<ParameterText>().Select(text => text.Name).ToHashSet();
            for (var i = 0; i < parameters.Count; i++)
            {
                yield return new Use(
                    operation,
                    i,
                    (OpenApiParameter)operation.Parameters![i],
                    (said.Contains(parameters[i].Name) ? null : parameters[i].Property.GetCustomAttribute<ContractNameAttribute>()?.Name)
                        ?? NameOf(parameters[i], endpoint.EndpointType, path, said.Contains(parameters[i].Name))
                );
            }
        }
    }

    /// <summary>
    /// The name that the parameter of one operation has by itself: <c>ClaimId</c> for the id in <c>/v1/claims/{id}</c>, <c>GroupsNetwork</c> for the network of <c>/v1/networks/{network}/groups</c>, <c>DryRun</c> where the request type of many operations declares it,
    /// and otherwise the operation's subject in front, as in <c>GroupsCountry</c>. So it is where the operation has a text of its own for the parameter.
    /// </summary>
    private static string NameOf(Parameter parameter, Type endpoint, string path, bool hasTextOfItsOwn)
    {
        var name = Pascal(parameter.Name);
        if (parameter is { InPath: true, Name: "id" })
        {
            var owner = path.Split('/').TakeWhile(part => part != "{id}").Last();
            return owner[0] == '{' ? Ending(Subject().Replace(endpoint.Name, ""), "Record") + name : Singular(Pascal(owner)) + name;
        }

        if (parameter is { InPath: true, Name: "network" })
        {
            return Pascal(path.Split("{network}")[1].Split('/').ElementAtOrDefault(1) ?? "") + name;
        }

        if (parameter.InPath && (path.Contains($"/{parameter.Name}s/", StringComparison.Ordinal) || parameter.Name == "person"))
        {
            // The last part of /v1/rules/{rule} is a rule by its own name.
            return name;
        }

        var declared = parameter.Property.DeclaringType!;
        return declared.IsAbstract && !hasTextOfItsOwn
            ? SharedSubject().Replace(declared.Name, "") + name
            : Subject().Replace(endpoint.Name, "") + name;
    }

    /// <summary>The last words that the names share: <c>Sort</c> of <c>NetworksSort</c> and <c>PartnersSort</c>.</summary>
    private static string WhatAllEndWith(IReadOnlyList<string> names)
    {
        var words = names.Select(name => Word().Matches(name).Select(match => match.Value).Reverse().ToList()).ToList();
        var shared = Enumerable
            .Range(0, words.Min(of => of.Count))
            .TakeWhile(i => words.TrueForAll(of => of[i] == words[0][i]))
            .Select(i => words[0][i]);
        return string.Concat(shared.Reverse());
    }

    private static string Pascal(string name) =>
        string.Concat(
            name.Split('-').Where(part => part.Length > 0).Select(part => char.ToUpper(part[0], CultureInfo.InvariantCulture) + part[1..])
        );

    private static string Ending(string name, string word) => name.EndsWith(word, StringComparison.Ordinal) ? name : name + word;

    private static string Singular(string name) =>
        name switch
        {
            "People" => "Person",
            "Headquarters" => name,
            _ => name.TrimEnd('s'),
        };

    private static string TextOf(OpenApiParameter parameter)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        parameter.SerializeAsV31(new OpenApiJsonWriter(text));
        return text.ToString();
    }

    /// <summary>The words of an operation's name that say what it does, where it reads.</summary>
    [GeneratedRegex("^(Get|List|Search)(?=[A-Z])", RegexOptions.ExplicitCapture, Timeout.Infinite)]
    private static partial Regex Subject();

    /// <summary>The words of a shared request type that say nothing of a subject.</summary>
    [GeneratedRegex("(Dated|List|Table|Write|Change|NewRecord|DryRun)*Request(`1)?$", RegexOptions.ExplicitCapture, Timeout.Infinite)]
    private static partial Regex SharedSubject();

    [GeneratedRegex("[A-Z][a-z0-9]*", RegexOptions.None, Timeout.Infinite)]
    private static partial Regex Word();

    private sealed record Use(OpenApiOperation Operation, int Position, OpenApiParameter Parameter, string Name);
}
