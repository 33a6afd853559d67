using System.Globalization;
using System.Text.RegularExpressions;

namespace ModelDsl.Generator.Shapes;

/// <summary>Reads declared arguments for the shape rules, or reports a mistake.</summary>
/// <param name="domain">The model's sizes with their allowed values.</param>
/// <param name="scope">The meaning of names.</param>
internal sealed class ArgumentReader(SizeDomain domain, Scope scope)
{
    private const string HowToWrite = " Write integers, sizes, + - * / and parentheses, as in \"2*Latent\".";

    private static readonly LayerParameter s_axes = new("Axes", ParameterType.Shape);

    /// <summary>The argument that is read. Its text and its place are computed only for an error.</summary>
    private readonly record struct Subject(string Owner, LayerParameter Parameter, Place Attribute, int Element = -1, bool IsAxis = false)
    {
        public string Text => IsAxis ? $"An axis of {Owner}" : $"{Owner}'s {Parameter.Spelling}";

        public Place Place => Attribute with { Argument = Parameter.Spelling, Element = Element };
    }

    /// <summary>Reads a shape attribute.</summary>
    public Shape? ReadShape(Argument argument, Place place, out DeclarationError? error) =>
        Read(argument, s_axes, "Shape", place, out error) as Shape;

    /// <summary>Reads an argument of a block, which its layers then check.</summary>
    public SizeExpression? ReadBlockArgument(Argument argument, string block, Place place, out DeclarationError? error) =>
        Read(argument, new(argument.Name, ParameterType.Size, Minimum: long.MinValue), block, place, out error) as SizeExpression;

    /// <summary>Reads an argument. Null means a mistake: the <paramref name="error"/>, or one that the compiler reports if that is null.</summary>
    /// <param name="argument">The declared argument.</param>
    /// <param name="parameter">The parameter.</param>
    /// <param name="owner">The layer's name, for messages: <c>Linear</c>.</param>
    /// <param name="place">The place of the attribute.</param>
    /// <param name="error">The mistake.</param>
    public object? Read(Argument argument, LayerParameter parameter, string owner, Place place, out DeclarationError? error)
    {
        error = null;
        if (argument.Values.Any(value => value is NoValue.Mistaken))
            return null;

        var subject = new Subject(owner, parameter, place);
        if (argument is { Name: "Padding", IsArray: false } && argument.Values[0] is "same")
        {
            error = DeclarationError.Of(RuleId.UnsuitableArgument, subject.Place, subject.Text, "\"same\"", "SamePadding = true in its place");
            return null;
        }

        if (!argument.IsArray && argument.Values[0] is UnknownMember member)
        {
            error = member.Error(subject.Text, subject.Place);
            return null;
        }

        object? value = parameter.Type switch
        {
            ParameterType.Size when !argument.IsArray => Expression(argument.Values[0], subject, parameter.Minimum, ref error),
            ParameterType.Shape when argument.IsArray && (argument.Values.Count > 0 || parameter.Default is not null) => Axes(argument, subject, ref error),
            ParameterType.PerAxis => Axes(argument, parameter, subject, ref error),
            ParameterType.Integers when argument.IsArray && argument.Values.Count > 0 && argument.Values.All(value => value is long) =>
                new EquatableArray<long>(argument.Values.Select(value => (long)value!)),
            ParameterType.Flag => argument.Values[0] as bool?,
            ParameterType.Number => Number(argument.Values[0], parameter, subject, ref error),
            ParameterType.Name => argument.Values[0] as string,
            ParameterType.Names when argument.Values.All(name => name is string { Length: > 0 }) => new EquatableArray<string>(argument.Values.Select(name => (string)name!)),
            ParameterType.Module => argument.Values[0] is TypeName { MapsTensorToTensor: true } type ? type : null,
            _ => null,
        };

        if (value is null)
        {
            error ??= DeclarationError.Of(RuleId.UnsuitableArgument, subject.Place, subject.Text, Display(argument), parameter.Suitable)
                .RepairedBy(Suited(argument, parameter, subject.Place));
        }

        return value;
    }

    private Shape? Axes(Argument argument, Subject subject, ref DeclarationError? error)
    {
        var axes = new SizeExpression[argument.Values.Count];
        for (var i = 0; i < axes.Length; i++)
        {
            if (Expression(argument.Values[i], subject with { Element = i, IsAxis = true }, 1, ref error) is not { } axis)
                return null;
            axes[i] = axis;
        }

        return new(new(axes));
    }

    /// <summary>One integer or expression for all axes, or one per axis.</summary>
    private PerAxis? Axes(Argument argument, LayerParameter parameter, Subject subject, ref DeclarationError? error)
    {
        if (argument.IsArray && (parameter.Axes == LayerParameter.AnyNumber ? argument.Values.Count == 0 : argument.Values.Count != parameter.Axes))
            return null;

        // All axes have the same value.
        var values = new SizeExpression[Math.Max(argument.Values.Count, parameter.Axes)];
        for (var i = 0; i < argument.Values.Count; i++)
        {
            var element = subject with { Element = argument.IsArray ? i : -1 };
            if (argument.Values[i] is not (long or string) || Expression(argument.Values[i], element, parameter.Minimum, ref error) is not { } expression)
                return null;
            if (expression.Constant is null && !domain.IsOpen && (parameter.IsFixed || (error = Unlisted(expression, element)) is not null))
                return null;
            values[i] = expression;
        }

        for (var i = argument.Values.Count; i < values.Length; i++)
            values[i] = values[0];
        return new(new(values));
    }

    /// <summary>The error of an expression that rules compare with numbers, if a size in it has no list of values; null otherwise.</summary>
    private DeclarationError? Unlisted(SizeExpression expression, Subject subject)
    {
        var names = expression.Names.Where(name => domain.Find(name)?.Values is null).ToList();
        if (names.Count == 0)
            return null;
        var usual = domain.Find(names[0])?.Value ?? 3;
        return DeclarationError.Of(RuleId.UnsuitableArgument, subject.Place, subject.Text, $"{expression}, and {names[0]} may have any value",
                FormattableString.Invariant($"a number, or list the values of {names[0]}, as in [Size({usual}, AnyOf = new[] {{ {usual}, {usual + 2L} }})]"))
            .RepairedBy(domain.AllowDefaults(names));
    }

    private static double? Number(object? value, LayerParameter parameter, Subject subject, ref DeclarationError? error)
    {
        if (value is not double number)
            return null;
        if (parameter.Domain.Contains(number))
            return number;
        if (double.IsNaN(number) || double.IsInfinity(number) || parameter.Domain.Nearest(number) is null)
        {
            // An infinite default is no number that can be written.
            var usual = (double)parameter.Default!;
            var isBound = double.IsInfinity(usual);
            error = DeclarationError.Of(RuleId.OutsideDomain, subject.Place, subject.Text, Display(number), $"{parameter.Domain}", isBound ? "Remove it for none" : $"Write {ValueDomain.Text(usual)}")
                .RepairedBy(isBound ? Repair.Of(EditKind.RemoveArgument, subject.Place, $"no {subject.Place.Argument}") : Repair.Set(subject.Place, ValueDomain.Text(usual)));
            return null;
        }

        error = DeclarationError.Of(
                RuleId.OutOfRange, subject.Place, subject.Text, Display(number), Display(parameter.Domain.Least), double.IsInfinity(parameter.Domain.Most) ? "" : $" and at most {Display(parameter.Domain.Most)}", "", "")
            .RepairedBy(Repair.Set(subject.Place, Display(parameter.Domain.Nearest(number))));
        return null;
    }

    private SizeExpression? Expression(object? value, Subject subject, long minimum, ref DeclarationError? error)
    {
        switch (value)
        {
            case long number when number >= minimum:
                return number;
            case long number:
                error = OutOfRange(subject, Display(number), minimum, advice: Unknown(number, subject)).RepairedBy(Repair.Set(subject.Place, Display(minimum)));
                return null;
            case string text:
                return Parsed(text, subject, minimum, ref error);
            default:
                error = DeclarationError.Of(RuleId.UnsuitableArgument, subject.Place, subject.Text, Display(value), new LayerParameter("", ParameterType.Size).Suitable)
                    .RepairedBy(Whole(value, subject.Place));
                return null;
        }
    }

    /// <summary>The advice for -1, which PyTorch and Keras write for the batch or for an axis that is computed.</summary>
    private static string Unknown(long number, Subject subject) => (number, subject) switch
    {
        (-1, { IsAxis: true, Owner: "Shape", Element: 0 }) => ". Leave out the batch axis",
        (-1, { IsAxis: true, Owner: "Reshape" }) => ". Write Flatten, or the length of each axis without the batch",
        _ => "",
    };

    /// <summary>The repair if the argument means one integer, as <c>3.0</c> or <c>new[] { 3, 3, 3 }</c> do; otherwise null.</summary>
    private static Repair? Suited(Argument argument, LayerParameter parameter, Place place) => parameter.Type switch
    {
        not (ParameterType.Size or ParameterType.PerAxis) => null,
        _ when !argument.IsArray => Whole(argument.Values[0], place),
        _ when argument.Values.Count > 0 && argument.Values.Distinct().Count() == 1 && argument.Values[0] is long each => Repair.Set(place, Display(each)),
        _ => null,
    };

    private static Repair? Whole(object? value, Place place) =>
        value is double number && Math.Floor(number).Equals(number) && Math.Abs(number) <= int.MaxValue ? Repair.Set(place, Display((long)number)) : null;

    private SizeExpression? Parsed(string text, Subject subject, long minimum, ref DeclarationError? error)
    {
        try
        {
            if (SizeExpressionParser.Parse(text, scope.Find, domain.Divide, out var failure) is not { } expression)
                error = Fault(text, failure, subject.Place);
            else if (minimum > long.MinValue && !domain.IsAtLeast(expression, minimum))
                error = OutOfRange(subject, $"{expression}", minimum, expression);
            else
                return expression;
        }
        catch (OverflowException)
        {
            // Each coefficient fits in 64 bits, but their sum does not.
            error = Fault(text, new(ExpressionFault.TooLarge, text), subject.Place);
        }

        return null;
    }

    private DeclarationError Fault(string text, SizeExpressionParser.Failure failure, Place place) => failure.Fault switch
    {
        ExpressionFault.UnknownSize => Unknown(text, failure.Subject, place),
        ExpressionFault.InexactDivision => InexactDivision(text, failure, place),
        ExpressionFault.TooLarge => DeclarationError.Of(RuleId.MalformedExpression, place, text, "has a number beyond 64 bits", HowToWrite),
        _ => DeclarationError.Of(RuleId.MalformedExpression, place, text, failure.Subject, HowToWrite),
    };

    private DeclarationError InexactDivision(string text, SizeExpressionParser.Failure failure, Place place)
    {
        var (division, dividend, divisor) = (failure.Subject, failure.Dividend!, failure.Divisor!);
        if (divisor.Constant == 0)
            return DeclarationError.Of(RuleId.MalformedExpression, place, text, $"divides {dividend} by 0", " Divide by another number.");
        if (dividend.Constant is { } number && divisor.Constant is { } by)
            return DeclarationError.Of(RuleId.MalformedExpression, place, text, $"has {division}, which is {Display((double)number / by)}", " Write numbers whose quotient is an integer.");

        var fault = new SymbolicFault(domain, [dividend, divisor], valueOf => SizeDomain.IsExact(valueOf(dividend), valueOf(divisor)));
        var values = fault.Values;
        if (values is null)
            return DeclarationError.Of(RuleId.MalformedExpression, place, text, $"has {division}, which is not an integer for all values of the sizes", " Use another expression.");

        var quotient = dividend.With(values).Constant is { } top && divisor.With(values).Constant is { } bottom and not 0
            ? $"{fault.Insert(division)} is {Display(Math.Round((double)top / bottom, 3))}"
            : $"{fault.Insert(division)} has no value";
        var reason = $"is not an integer for {fault.Text}: {quotient}";
        if (Rounding.Find(text, failure, values, domain, isInBlock: scope.Block is not null) is { } rounded)
            return DeclarationError.Of(RuleId.MalformedExpression, place, text, reason) with { Proposals = new(Rounding.Proposals(rounded, place)) };
        var working = fault.Working();
        return DeclarationError.Of(RuleId.MalformedExpression, place, text, reason, $" {Advice(working)}.").RepairedBy(AllowOnly(working));
    }

    /// <summary>The advice to allow only the values for which a condition holds.</summary>
    private static string Advice((Size Size, IReadOnlyList<long> Values)? working) => working switch
    {
        null => "Allow only values for which it is, with AnyOf",
        ({ Values: not null }, { Count: 1 } values) => $"{values[0]} works",
        ({ Values: not null }, { } values) => $"{string.Join(", ", values.Take(values.Count - 1))} and {values[values.Count - 1]} work",
        ({ } size, { } values) => $"Allow only values for which it is, as in [Size({values[0]}, AnyOf = {Repairs.Written(values)})]",
    };

    /// <summary>The repair that allows a size only the values for which a condition holds; null if its default is not among them.</summary>
    private Repair? AllowOnly((Size Size, IReadOnlyList<long> Values)? working) => working is { Size: { Min: null, Max: null, Value: { } value } size, Values: var values } && values.Contains(value)
        ? Repair.Set(new(PlaceKind.Size, Index: domain.Names.ToList().IndexOf(size.Name), Argument: "AnyOf"), Repairs.Written(values))
        : null;

    private DeclarationError Unknown(string text, string name, Place place)
    {
        var nearest = Suggestion.Nearest(name, scope.Names);
        var renamed = nearest is null ? null : Repair.Set(place, text == name ? Identifiers.NameOf(nearest) : $"\"{Renamed(text, name, nearest)}\"");
        if (scope.Block is { } block)
        {
            return DeclarationError.Of(RuleId.UnknownParameter, place, name, block,
                    nearest is null ? $" Write a parameter: class {block}Attribute(object {name})." : Suggestion.DidYouMean(name, scope.Names))
                .RepairedBy(renamed);
        }

        var declaration = $"[Size(16)] public partial int {name} {{ get; }}";
        return DeclarationError.Of(RuleId.UnknownSize, place, name, nearest is null ? $" Declare it: {declaration}" : Suggestion.DidYouMean(name, scope.Names))
            .RepairedBy(renamed ?? Repair.Of(EditKind.InsertMember, new(PlaceKind.Model), declaration));
    }

    /// <summary>Renames a name in an expression.</summary>
    private static string Renamed(string text, string name, string other) => Regex.Replace(text, $@"\b{Regex.Escape(name)}\b", other);

    private DeclarationError OutOfRange(Subject subject, string value, long minimum, SizeExpression? expression = null, string advice = "")
    {
        var fault = expression is null or { Constant: not null } ? null
            : new SymbolicFault(domain, [expression], valueOf => valueOf(expression).Constant >= minimum);
        var reason = fault is null ? ""
            : fault.Values is { } values ? $", and is {expression!.With(values)} for {fault.Text}"
            : ", which is not certain for all values of the sizes";
        var error = DeclarationError.Of(RuleId.OutOfRange, subject.Place, subject.Text, value, Display(minimum), "", reason);
        var allowed = AllowOnly(fault?.Working());
        return expression is not null && domain.Raise(expression, minimum) is { } raised
            ? error with { Proposals = new(allowed is null ? [raised] : [raised, new("", allowed)]) }
            : (error with { Message = new(error.Message.Append(advice)) }).RepairedBy(allowed);
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
