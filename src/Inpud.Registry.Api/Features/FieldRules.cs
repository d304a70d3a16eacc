using System.Collections;
using System.Linq.Expressions;
using System.Reflection;
using System.Text.Json;
using FluentValidation;
using Inpud.Registry.Api.Http.Requests;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Api.Storage.Tables;
using Inpud.Registry.Api.Storage.Values;
using Inpud.Registry.Domain.Texts;

namespace Inpud.Registry.Api.Features;

/// <summary>Makes the rules of inputs from the bounds in the description of their tables, so that no field needs a rule of its own.</summary>
internal static class FieldRulesOfTables
{
    /// <summary>A steward may write a country as a number or as another code, so that the text may be longer than the column.</summary>
    private const int LongestCountry = 100;

    /// <summary>Adds rules: each property keeps to the bounds of the column that it fills, and each part to those of its own table.</summary>
    public static void FieldRules<T>(this AbstractValidator<T> rules, string table)
    {
        var described = RegistryTables.Of(table);
        foreach (var property in typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            var name = JsonNamingPolicy.CamelCase.ConvertName(property.Name);
            if (RegistryTables.PartsOf(table).FirstOrDefault(part => part.PartOf!.Property == name) is { } parts)
            {
                AddPartRules(rules, property, parts);
            }
            else if (described.FindByPropertyOrNull(name) is { } field)
            {
                AddRules(rules, property, described, field);
                if (field.Of is not null)
                {
                    AddAttributeRules(rules, property, field);
                }
            }
        }
    }

    private static void AddRules<T>(AbstractValidator<T> rules, PropertyInfo property, DataTable table, DataField field)
    {
        if (property.PropertyType == typeof(string))
        {
            AddTextRules(rules, Getter<T, string?>(property), table, field);
        }
        else if (property.PropertyType == typeof(int))
        {
            if (field.Constraints is { Minimum: { } from, Maximum: { } to })
            {
                rules
                    .RuleFor(Getter<T, int>(property))
                    .InclusiveBetween(from, to)
                    .WithErrorCode("out-of-range")
                    .WithMessage(FieldBounds.RangeSentence(from, to));
            }
        }
        else if (field.Type == "array")
        {
            if (property.PropertyType.IsAssignableTo(typeof(IEnumerable<string>)))
            {
                rules.RuleForEach(Getter<T, IEnumerable<string?>?>(property)).IsNoNull();
                rules.RuleForEach(Getter<T, IEnumerable<string?>?>(property)).IsText(field.Items!.MaxLength!.Value);
            }

            AddItemRules(rules, property, field.Constraints ?? new DataConstraints());
        }
    }

    /// <summary>A value of an attribute has the fields of that attribute, and of no other.</summary>
    private static void AddAttributeRules<T>(AbstractValidator<T> rules, PropertyInfo property, DataField field)
    {
        var attribute = typeof(T).GetProperty("Attribute")!;
        rules.RuleSet(
            BodyRules.BetweenFields,
            () =>
            {
                rules
                    .RuleFor(x => x)
                    .Must(x => IsOf(x) || property.GetValue(x) is null)
                    .OverridePropertyName(property.Name)
                    .WithErrorCode("other-attribute")
                    .WithMessage($"The field is of the attribute '{field.Of}'. Leave it out, or state a value of that attribute.");
                rules
                    .RuleFor(x => x)
                    .Must(x => !field.OfRequired || !IsOf(x) || property.GetValue(x) is not null)
                    .OverridePropertyName(property.Name)
                    .WithErrorCode("missing")
                    .WithMessage($"A value of the attribute '{field.Of}' has this field. Send it.");
            }
        );

        bool IsOf(T x) => Kebab.Text((Enum)attribute.GetValue(x)!) == field.Of;
    }

    private static void AddTextRules<T>(AbstractValidator<T> rules, Expression<Func<T, string?>> property, DataTable table, DataField field)
    {
        switch (field)
        {
            case { Format: "edtf" }:
                rules.RuleFor(property).IsAPartialDate();
                return;
            case { Format: "edtf-event" }:
                rules.RuleFor(property).IsText(field.Constraints!.MaxLength!.Value);
                rules.RuleFor(property).IsAnEventDate();
                return;
            case { Type: "date" }:
                rules.RuleFor(property).IsADay();
                return;
            case { Constraints.Values: { } values }:
                rules.RuleFor(property).OneOf([.. values]);
                return;
            default:
                break;
        }

        if (LongestOf(table, field) is { } longest)
        {
            rules.RuleFor(property).IsText(longest);
        }

        if (!field.Lines)
        {
            rules.RuleFor(property).IsOneLine();
        }

        if (field.Constraints?.Pattern is { } pattern)
        {
            var mistake =
                field.Mistake
                ?? throw new InvalidOperationException(
                    $"In tables.json, the field '{field.Name}' of '{table.Name}' has a pattern and no 'mistake'. Write the code and the sentence that a wrong value gets."
                );
            rules.RuleFor(property).Matches(pattern).WithErrorCode(mistake.Code).WithMessage(mistake.Mend);
        }

        if (field.Format == "edtf-period")
        {
            var observed = typeof(T).GetProperty("Observed");
            rules.RuleFor(property).IsAPeriodObservedAt(body => (string?)observed?.GetValue(body));
        }
        else if (field.Format == "name")
        {
            rules
                .RuleFor(property)
                .Must(text => text is null || UniqueName.Of(text).Length > 0)
                .WithErrorCode("no-letters")
                .WithMessage("A name has a letter or a digit.");
        }
        else if (field.Format is "uri" or "https")
        {
            var takesHttp = field.Format == "uri";
            rules
                .RuleFor(property)
                .Must(text => text is null || WebAddress.IsOne(text, takesHttp))
                .WithErrorCode("not-an-address")
                .WithMessage(WebAddress.Sentence(takesHttp));
        }
    }

    /// <summary>A field that names another record may be as long as that record's id.</summary>
    private static int? LongestOf(DataTable table, DataField field) =>
        table.ReferenceOrNull(field) switch
        {
            null => field.Constraints?.MaxLength,
            "countries" => LongestCountry,
            { } named => RegistryTables.Of(named).Schema.Fields[0].Constraints?.MaxLength,
        };

    private static void AddPartRules<T>(AbstractValidator<T> rules, PropertyInfo property, DataTable part)
    {
        if (!property.PropertyType.IsGenericType)
        {
            return;
        }

        typeof(FieldRulesOfTables)
            .GetMethod(nameof(AddPartRulesOf), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(typeof(T), property.PropertyType.GenericTypeArguments[0])
            .Invoke(null, [rules, property, part]);
    }

    private static void AddPartRulesOf<T, TPart>(AbstractValidator<T> rules, PropertyInfo property, DataTable part)
        where TPart : class, ICheckedBody
    {
        var list = Getter<T, IEnumerable<TPart?>?>(property);
        rules.RuleForEach(list).IsNoNull();
        rules.RuleForEach(list).SetValidator((IValidator<TPart?>)TPart.Rules);
        AddItemRules(rules, property, new DataConstraints { MaxItems = part.PartOf!.MaxItems });
        var keys = typeof(TPart)
            .GetProperties()
            .Where(own =>
                part.FindByPropertyOrNull(JsonNamingPolicy.CamelCase.ConvertName(own.Name)) is { } field
                && part.Schema.PrimaryKey.Contains(field.Name)
            )
            .ToList();
        if (keys.Count == 0)
        {
            // The parts stand in the order of the list, and two may say the same.
            return;
        }

        rules
            .RuleFor(list)
            .Must(items =>
                items is null
                || items
                    .OfType<TPart>()
                    .GroupBy(item => string.Join('|', keys.Select(key => key.GetValue(item))), StringComparer.Ordinal)
                    .All(same => same.Count() == 1)
            )
            .WithErrorCode("twice")
            .WithMessage(
                $"Two of them have the same {string.Join(" and ", keys.Select(key => JsonNamingPolicy.CamelCase.ConvertName(key.Name)))}. Take one of them out."
            );
    }

    private static void AddItemRules<T>(AbstractValidator<T> rules, PropertyInfo property, DataConstraints bounds)
    {
        if (bounds is not { MinItems: null, MaxItems: null, UniqueItems: false })
        {
            rules
                .RuleFor(Getter<T, IEnumerable?>(property))
                .HasItems(bounds.MinItems, bounds.MaxItems, bounds.UniqueItems, FieldBounds.ItemsSentence(bounds));
        }
    }

    private static Expression<Func<T, TValue>> Getter<T, TValue>(PropertyInfo property)
    {
        var body = Expression.Parameter(typeof(T), "x");
        Expression value = Expression.Property(body, property);
        return Expression.Lambda<Func<T, TValue>>(
            typeof(TValue) == property.PropertyType ? value : Expression.Convert(value, typeof(TValue)),
            body
        );
    }
}
