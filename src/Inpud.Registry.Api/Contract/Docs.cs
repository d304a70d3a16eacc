using System.Net;
using System.Reflection;
using System.Text.RegularExpressions;
using Namotion.Reflection;

namespace Inpud.Registry.Api.Contract;

/// <summary>Reads docstrings as Markdown.</summary>
internal static partial class Docs
{
    private static readonly XmlDocsOptions Markdown = new() { FormattingMode = XmlDocsFormattingMode.Markdown };

    public static string? Summary(MemberInfo member) =>
        OrNull(member is Type type ? type.GetXmlDocsSummary(Markdown) : member.GetXmlDocsSummary(Markdown));

    public static string? Remarks(Type type) => OrNull(type.GetXmlDocsRemarks(Markdown));

    public static string? Example(MemberInfo member) => OrNull(WebUtility.HtmlDecode(member.GetXmlDocsTag("example", Markdown)));

    /// <summary>The text of a positional record's property, which stands at the parameter.</summary>
    public static string? RecordParameter(PropertyInfo property) =>
        property
            .DeclaringType!.GetConstructors()
            .SelectMany(constructor => constructor.GetParameters())
            .Where(parameter => parameter.Name == property.Name)
            .Select(parameter => OrNull(parameter.GetXmlDocs(Markdown)))
            .FirstOrDefault(text => text is not null);

    /// <summary>Joins the lines of a paragraph, and keeps paragraphs apart.</summary>
    private static string? OrNull(string? text) =>
        string.IsNullOrWhiteSpace(text)
            ? null
            : string.Join("\n\n", BlankLine().Split(text.Trim()).Select(paragraph => AnySpace().Replace(paragraph.Trim(), " ")));

    [GeneratedRegex(@"\n\s*\n", RegexOptions.None, Timeout.Infinite)]
    private static partial Regex BlankLine();

    [GeneratedRegex(@"\s+", RegexOptions.None, Timeout.Infinite)]
    private static partial Regex AnySpace();
}
