using System.Globalization;
using System.Text.RegularExpressions;

namespace ModelDsl.Generator.Shapes;

/// <summary>Reads declared arguments as what the rules take, or says what is wrong with them.</summary>
/// <param name="domain">The model's sizes with their allowed values.</param>
/// <param name="scope">What names mean.</param>
internal sealed class ArgumentReader(SizeDomain domain, Scope scope)
{
    private const string HowToWrite = "Write integers, sizes, + - * / and parentheses, as in \"2*Latent\"";

    private static readonly LayerParameter s_axes = new("Axes", ParameterType.Shape);

    /// <summary>Reads a shape attribute.</summary>
    public Shape? ReadShape(Argument argument, Place place, out ShapeError? error) =>
        Read(argument, s_axes, "Shape", place with { Argument = argument.Name }, out error) as Shape;

    /// <summary>Reads an argument of a block, which its layers then check.</summary>
    public SizeExpression? ReadBlockArgument(Argument argument, string block, Place place, out ShapeError? error) =>
        Read(argument, new(argument.Name, ParameterType.Size, Minimum: long.MinValue), block, place, out error) as SizeExpression;

    /// <summary>Reads one argument. Null means a mistake: ours in <paramref name="error"/>, or the compiler's where that is null too.</summary>
    /// <param name="argument">What was declared.</param>
    /// <param name="parameter">What it should be.</param>
    /// <param name="owner">Whose argument it is, for messages: <c>Linear</c>.</param>
    /// <param name="place">Where it is.</param>
    /// <param name="error">What is wrong.</param>
    public object? Read(Argument argument, LayerParameter parameter, string owner, Place place, out ShapeError? error)
    {
        error = null;
        if (argument.Values.Contains(NoValue.Mistaken))
            return null;

        var subject = $"{owner}'s {argument.Name}";
        object? value = parameter.Type switch
        {
            ParameterType.Size when !argument.IsArray => Expression(argument.Values[0], subject, parameter.Minimum, place, ref error),
            ParameterType.Shape when argument.IsArray && (argument.Values.Count > 0 || parameter.Default is not null) => Axes(argument, owner, place, ref error),
            ParameterType.PerAxis => Axes(argument, parameter, subject, place, ref error),
            ParameterType.Flag => argument.Values[0] as bool?,
            ParameterType.Number => Number(argument.Values[0], parameter, subject, place, ref error),
            ParameterType.Name => argument.Values[0] as string,
            ParameterType.Module => argument.Values[0] is TypeName { MapsTensorToTensor: true } type ? type : null,
            _ => null,
        };

        if (value is null)
        {
            error ??= ShapeError.Of(Rule.UnsuitableArgument, place, subject, Display(argument), parameter.Suitable)
                .RepairedBy(Suited(argument, parameter, place));
        }

        return value;
    }

    private Shape? Axes(Argument argument, string owner, Place place, ref ShapeError? error)
    {
        var axes = new List<SizeExpression>();
        for (var i = 0; i < argument.Values.Count; i++)
        {
            if (Expression(argument.Values[i], $"An axis of {owner}", 1, place with { Element = i }, ref error) is not { } axis)
                return null;
            axes.Add(axis);
        }

        return new(new(axes));
    }

    /// <summary>One integer for all axes, or one for each; an expression of a block's parameters may come to one.</summary>
    private PerAxis? Axes(Argument argument, LayerParameter parameter, string subject, Place place, ref ShapeError? error)
    {
        if (argument.IsArray && argument.Values.Count != parameter.Axes)
            return null;

        var values = new List<long>();
        for (var i = 0; i < argument.Values.Count; i++)
        {
            var element = place with { Element = argument.IsArray ? i : -1 };
            if (argument.Values[i] is not (long or string)
                || Expression(argument.Values[i], subject, parameter.Minimum, element, ref error) is not { } expression
                || expression.Constant is null && !domain.IsOpen)
                return null;
            values.Add(expression.Constant ?? parameter.Minimum);
        }

        return new(new(values.Count == parameter.Axes ? values : Enumerable.Repeat(values[0], parameter.Axes)));
    }

    private static double? Number(object? value, LayerParameter parameter, string subject, Place place, ref ShapeError? error)
    {
        if (value is not double number)
            return null;
        if (number >= parameter.Least && number <= parameter.Most)
            return number;
        error = ShapeError.Of(
                Rule.OutOfRange, place, subject, Display(number), Display(parameter.Least), double.IsInfinity(parameter.Most) ? "" : $" and at most {Display(parameter.Most)}", "")
            .RepairedBy(Repair.Set(place, Display(number < parameter.Least ? parameter.Least : parameter.Most)));
        return null;
    }

    private SizeExpression? Expression(object? value, string subject, long minimum, Place place, ref ShapeError? error)
    {
        switch (value)
        {
            case long number when number >= minimum:
                return number;
            case long number:
                error = OutOfRange(subject, Display(number), minimum, place).RepairedBy(Repair.Set(place, Display(minimum)));
                return null;
            case string text:
                return Parsed(text, subject, minimum, place, ref error);
            default:
                error = ShapeError.Of(Rule.UnsuitableArgument, place, subject, Display(value), new LayerParameter("", ParameterType.Size).Suitable)
                    .RepairedBy(Whole(value, place));
                return null;
        }
    }

    /// <summary>The repair where what is written means one integer: <c>3.0</c>, or <c>new[] { 3, 3, 3 }</c>; null elsewhere.</summary>
    private static Repair? Suited(Argument argument, LayerParameter parameter, Place place) => parameter.Type switch
    {
        not (ParameterType.Size or ParameterType.PerAxis) => null,
        _ when !argument.IsArray => Whole(argument.Values[0], place),
        _ when argument.Values.Count > 0 && argument.Values.Distinct().Count() == 1 && argument.Values[0] is long each => Repair.Set(place, Display(each)),
        _ => null,
    };

    private static Repair? Whole(object? value, Place place) =>
        value is double number && Math.Floor(number).Equals(number) && Math.Abs(number) <= int.MaxValue ? Repair.Set(place, Display((long)number)) : null;

    private SizeExpression? Parsed(string text, string subject, long minimum, Place place, ref ShapeError? error)
    {
        try
        {
            if (SizeExpressionParser.Parse(text, scope.Find, domain.Divide, out var failure) is not { } expression)
                error = Fault(text, failure, place);
            else if (minimum > long.MinValue && !domain.IsAtLeast(expression, minimum))
                error = OutOfRange(subject, $"{expression}", minimum, place, expression);
            else
                return expression;
        }
        catch (OverflowException)
        {
            // Each coefficient fits, and the value of their sum does not.
            error = Fault(text, new(ExpressionFault.TooLarge, text), place);
        }

        return null;
    }

    private ShapeError Fault(string text, SizeExpressionParser.Failure failure, Place place) => failure.Fault switch
    {
        ExpressionFault.UnknownSize => Unknown(text, failure.Subject, place),
        ExpressionFault.InexactDivision => ShapeError.Of(Rule.MalformedExpression, place, text,
            $"divides {failure.Subject}, which is not a whole number for every value of the sizes",
                "Allow only values for which it is, as in [Size(16, AnyOf = new[] { 8, 16, 32 })]")
            .RepairedBy(AllowDefaults(text)),
        ExpressionFault.TooLarge => ShapeError.Of(Rule.MalformedExpression, place, text, "has a number beyond 64 bits", HowToWrite),
        _ => ShapeError.Of(Rule.MalformedExpression, place, text, failure.Subject, HowToWrite),
    };

    /// <summary>The repair that gives an expression's sizes their defaults alone; null where its division is not exact for these either.</summary>
    private Repair? AllowDefaults(string text)
    {
        var names = Regex.Matches(text, @"\w+").Cast<Match>().Select(match => scope.Find(match.Value)).OfType<SizeExpression>()
            .SelectMany(meaning => meaning.Names).Distinct().ToList();
        return domain.WithDefaults(names) is { } few && SizeExpressionParser.Parse(text, scope.Find, few.Divide, out _) is not null
            ? domain.AllowDefaults(names)
            : null;
    }

    private ShapeError Unknown(string text, string name, Place place)
    {
        var nearest = Suggestion.Nearest(name, scope.Names);
        var renamed = nearest is null ? null : Repair.Set(place, text == name ? $"nameof({nearest})" : $"\"{Renamed(text, name, nearest)}\"");
        if (scope.Block is { } block)
        {
            return ShapeError.Of(Rule.UnknownParameter, place, name, block,
                    nearest is null ? $" Write a parameter: class {block}Attribute(object {name})." : Suggestion.DidYouMean(name, scope.Names))
                .RepairedBy(renamed);
        }

        var declaration = $"[Size(16)] public partial int {name} {{ get; }}";
        return ShapeError.Of(Rule.UnknownSize, place, name, nearest is null ? $" Declare it: {declaration}" : Suggestion.DidYouMean(name, scope.Names))
            .RepairedBy(renamed ?? Repair.Of(EditKind.InsertMember, new(PlaceKind.Model), declaration));
    }

    /// <summary>An expression with another name in place of one.</summary>
    private static string Renamed(string text, string name, string other) => Regex.Replace(text, $@"\b{Regex.Escape(name)}\b", other);

    private ShapeError OutOfRange(string subject, string value, long minimum, Place place, SizeExpression? expression = null) =>
        ShapeError.Of(Rule.OutOfRange, place, subject, value, Display(minimum), "", expression switch
        {
            null or { Constant: not null } => "",
            _ when domain.AtLeast(expression) is var least && least < minimum => $", and is {Display(least)} where the sizes are {Least(expression)}",
            _ => ", which is not so for every value of the sizes",
        });

    /// <summary>The least values of an expression's sizes: one number where they are alike.</summary>
    private string Least(SizeExpression expression)
    {
        var least = expression.Names.Select(domain.Minimum).Distinct().ToList();
        return least.Count == 1 ? $"{least[0]}" : "at their least";
    }

    private static string Display(Argument argument) =>
        argument.IsArray ? $"{{ {string.Join(", ", argument.Values.Select(Display))} }}".Replace("{  }", "empty") : Display(argument.Values[0]);

    private static string Display(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        bool flag => flag ? "true" : "false",
        TypeName type => $"typeof({type.Name.Replace("global::", "")})",
        IFormattable number and not NoValue => number.ToString(null, CultureInfo.InvariantCulture),
        _ => "another constant",
    };
}
