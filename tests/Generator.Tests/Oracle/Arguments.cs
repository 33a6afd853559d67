using System.Data;
using System.Globalization;
using System.Text.RegularExpressions;
using ModelDsl.Generator.Shapes;

namespace ModelDsl.Generator.Tests.Oracle;

/// <summary>libtorch, or the shape check of a stage, refuses the tensor.</summary>
internal sealed class RefusalException(string message) : Exception(message);

/// <summary>The values of names in expressions.</summary>
internal sealed partial class Names(IReadOnlyDictionary<string, long> values)
{
    private static readonly DataTable s_calculator = new();

    /// <summary>The value of an argument that is a number or an expression. It is computed independently of the rules.</summary>
    /// <param name="value">The argument.</param>
    /// <param name="least">The smallest valid value.</param>
    public long Evaluate(object? value, long least = 1)
    {
        if (value is long number)
            return number;
        var text = Name().Replace((string)value!, name => values[name.Value].ToString(CultureInfo.InvariantCulture));
        var result = Convert.ToDouble(s_calculator.Compute(text, null), CultureInfo.InvariantCulture);
        return result >= least && result == Math.Floor(result) ? (long)result : throw new RefusalException($"{value} is {result}");
    }

    [GeneratedRegex("[A-Za-z]+")]
    private static partial Regex Name();
}

/// <summary>A layer's arguments as numbers. The caller supplies libtorch's default for an omitted one.</summary>
internal sealed class Arguments(Layer layer, Names names)
{
    public bool Has(string name) => Find(name) is not null;

    public long Number(string name, long? otherwise = null) => Find(name) is { } argument ? names.Evaluate(argument.Values[0]) : otherwise!.Value;

    /// <summary>An argument of a block, which its layers then check.</summary>
    public long Any(string name) => names.Evaluate(Find(name)!.Values[0], long.MinValue);

    public double Real(string name, double otherwise) => Find(name) is { } argument ? (double)argument.Values[0]! : otherwise;

    public bool Flag(string name, bool otherwise = false) => Find(name) is { } argument ? (bool)argument.Values[0]! : otherwise;

    public string Text(string name, string otherwise = "") => Find(name) is { } argument ? (string)argument.Values[0]! : otherwise;

    /// <summary>The names of points; none if omitted.</summary>
    public string[] Texts(string name) => Find(name) is { } argument ? [.. argument.Values.Cast<string>()] : [];

    public long[] Shape(string name) => [.. Find(name)!.Values.Select(value => names.Evaluate(value))];

    /// <summary>The values for each axis, which may be zero for paddings.</summary>
    public long[] Axes(string name, int count, long? otherwise = null) => Find(name) switch
    {
        null => [.. Enumerable.Repeat(otherwise!.Value, count)],
        { IsArray: true, Values: var values } => [.. values.Select(value => names.Evaluate(value, Least(name)))],
        { Values: var values } => [.. Enumerable.Repeat(names.Evaluate(values[0], Least(name)), count)],
    };

    private static long Least(string name) => name is "Padding" or "OutputPadding" ? 0 : 1;

    /// <summary>The same as real numbers.</summary>
    public double[] Reals(string name, int count) => Find(name)!.Values[0] is double real
        ? [.. Enumerable.Repeat(real, count)]
        : Axes(name, count) is [var each] && count > 1 ? [.. Enumerable.Repeat((double)each, count)]
        : [.. Axes(name, count).Select(value => (double)value)];

    private Argument? Find(string name) => layer.Arguments.FirstOrDefault(argument => argument.Name == name);
}
