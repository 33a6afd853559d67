using System.Globalization;

namespace ModelDsl.Generator.Shapes;

/// <summary>Reads declared arguments as what the rules take, or says what is wrong with them.</summary>
/// <param name="sizes">The model's sizes.</param>
internal sealed class ArgumentReader(IReadOnlyCollection<string> sizes)
{
    /// <summary>Reads one argument. Null means a mistake: ours in <paramref name="error"/>, or the compiler's where that is null too.</summary>
    /// <param name="argument">What was declared.</param>
    /// <param name="type">What it should be.</param>
    /// <param name="minimum">The least integer allowed.</param>
    /// <param name="owner">Whose argument it is, for messages: <c>Linear</c>.</param>
    /// <param name="place">Where it is.</param>
    /// <param name="error">What is wrong.</param>
    public object? Read(Argument argument, ParameterType type, long minimum, string owner, Place place, out ShapeError? error)
    {
        error = null;
        if (argument.Values.Contains(NoValue.Mistaken))
            return null;

        var subject = $"{owner}'s {argument.Name}";
        object? value = type switch
        {
            ParameterType.Size when !argument.IsArray => Expression(argument.Values[0], subject, minimum, place, ref error),
            ParameterType.Shape when argument.IsArray && argument.Values.Count > 0 => Axes(argument, owner, place, ref error),
            ParameterType.Pair => Pair(argument),
            ParameterType.Flag => argument.Values[0] as bool?,
            ParameterType.Number => argument.Values[0] as double?,
            _ => null,
        };

        if (value is Pair pair && Math.Min(pair.Height, pair.Width) < minimum)
        {
            var element = argument.IsArray ? pair.Height < minimum ? 0 : 1 : -1;
            error = OutOfRange(subject, $"{pair[Math.Max(element, 0)]}", minimum, place with { Element = element });
            return null;
        }

        if (value is null)
            error ??= ShapeError.Of(Rule.UnsuitableArgument, place, subject, Display(argument), Suitable(type));
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

    private SizeExpression? Expression(object? value, string subject, long minimum, Place place, ref ShapeError? error)
    {
        switch (value)
        {
            case long number when number >= minimum:
                return number;
            case long number:
                error = OutOfRange(subject, $"{number}", minimum, place);
                return null;
            case string text:
                return Parsed(text, subject, minimum, place, ref error);
            default:
                error = ShapeError.Of(Rule.UnsuitableArgument, place, subject, Display(value), Suitable(ParameterType.Size));
                return null;
        }
    }

    private SizeExpression? Parsed(string text, string subject, long minimum, Place place, ref ShapeError? error)
    {
        try
        {
            if (SizeExpressionParser.Parse(text, sizes.Contains, out var failure) is not { } expression)
                error = Fault(text, failure, place);
            else if (!expression.IsAtLeast(minimum))
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

    private static Pair? Pair(Argument argument) => (argument.IsArray, argument.Values.Count) switch
    {
        (false, 1) when argument.Values[0] is long both => new Pair(both, both),
        (true, 2) when argument.Values[0] is long height && argument.Values[1] is long width => new Pair(height, width),
        _ => null,
    };

    private ShapeError Fault(string text, SizeExpressionParser.Failure failure, Place place) => failure.Fault switch
    {
        ExpressionFault.UnknownSize => ShapeError.Of(Rule.UnknownSize, place, failure.Subject, Suggestion(failure.Subject)),
        ExpressionFault.InexactDivision => ShapeError.Of(Rule.MalformedExpression, place, text,
            $"divides {failure.Subject}, which is not a whole number for every value of the sizes"),
        ExpressionFault.TooLarge => ShapeError.Of(Rule.MalformedExpression, place, text, "has a number beyond 64 bits"),
        _ => ShapeError.Of(Rule.MalformedExpression, place, text, failure.Subject),
    };

    private string Suggestion(string name) => Repairs.Nearest(name, sizes) is { Length: > 0 } nearest
        ? nearest
        : $" Declare it: [Size(16)] public partial int {name} {{ get; }}";

    private static ShapeError OutOfRange(string subject, string value, long minimum, Place place, SizeExpression? expression = null) =>
        ShapeError.Of(Rule.OutOfRange, place, subject, value, $"{minimum}", expression switch
        {
            null or { Constant: not null } => "",
            { AtOnes: var least } when least < minimum => $", and is {least} where the sizes are 1",
            _ => ", which is not so for every value of the sizes",
        });

    private static string Suitable(ParameterType type) => type switch
    {
        ParameterType.Size => "an integer, a size's name or an expression such as \"2*Latent\"",
        ParameterType.Shape => "one integer, size's name or expression for each axis",
        ParameterType.Pair => "an integer, or new[] { height, width }",
        ParameterType.Flag => "true or false",
        _ => "a number",
    };

    private static string Display(Argument argument) =>
        argument.IsArray ? $"{{ {string.Join(", ", argument.Values.Select(Display))} }}".Replace("{  }", "empty") : Display(argument.Values[0]);

    private static string Display(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        bool flag => flag ? "true" : "false",
        IFormattable number and not NoValue => number.ToString(null, CultureInfo.InvariantCulture),
        _ => "another constant",
    };
}
