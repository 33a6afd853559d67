using System.Globalization;
using System.Text.RegularExpressions;

namespace ModelDsl.Generator.Shapes;

/// <summary>Reads the text of a repair, which is C# as the rules write it, so that the repair can be tried.</summary>
internal static class LayerText
{
    /// <summary>Layers as attributes: <c>Flatten, Linear(10)</c>; null if one is unknown.</summary>
    public static IReadOnlyList<Layer>? Layers(string text)
    {
        var layers = Parts(text).Select(Layer).ToList();
        return layers.Contains(null) ? null : [.. layers.Select(layer => layer!)];
    }

    /// <summary>An argument, which may be several values separated by commas; null if it cannot be read.</summary>
    /// <param name="name">The argument's name.</param>
    /// <param name="text">The text.</param>
    /// <param name="type">The type of its value; null if unknown.</param>
    public static Argument? Argument(string name, string text, ParameterType? type)
    {
        var array = Regex.Match(text, @"^new( object)?\[\] \{(?<values>.*)\}$");
        var values = Parts(array.Success ? array.Groups["values"].Value : text).Select(Value).ToList();
        if (type == ParameterType.Number)
            values = [.. values.Select(value => value is long number ? (double)number : value)];
        return values.Contains(NoValue.Unsupported) ? null : new(name, new(values), IsList(type) || array.Success);
    }

    /// <summary>True if an argument takes all remaining values.</summary>
    private static bool IsList(ParameterType? type) => type is ParameterType.Shape or ParameterType.Names or ParameterType.Integers;

    private static Layer? Layer(string text)
    {
        var match = Regex.Match(text, @"^(?<kind>\w+)(\((?<arguments>.*)\))?$", RegexOptions.Singleline);
        if (!match.Success || Parameters(match.Groups["kind"].Value) is not { } parameters)
            return null;
        var (arguments, positional) = (new List<Argument?>(), new List<string>());
        foreach (var part in Parts(match.Groups["arguments"].Value))
        {
            var named = Regex.Match(part, @"^(?<name>\w+) = (?<value>.*)$");
            if (named.Success)
                arguments.Add(Argument(named.Groups["name"].Value, named.Groups["value"].Value, parameters.FirstOrDefault(parameter => parameter.Name == named.Groups["name"].Value)?.Type));
            else
                positional.Add(part);
        }

        for (var i = 0; i < positional.Count && i < parameters.Count; i++)
        {
            var (type, isList) = (parameters[i].Type, IsList(parameters[i].Type));
            arguments.Add(Argument(parameters[i].Name, isList ? string.Join(", ", positional.Skip(i)) : positional[i], type));
            if (isList)
                break;
        }

        return arguments.Contains(null) ? null : new(match.Groups["kind"].Value, new(arguments.Select(argument => argument!)));
    }

    private static IReadOnlyList<LayerParameter>? Parameters(string kind) => kind switch
    {
        "Mark" => [new("Name", ParameterType.Name)],
        "From" => [new("Point", ParameterType.Name)],
        _ => LayerCatalogue.Find(kind)?.Parameters,
    };

    private static object? Value(string text)
    {
        var name = Regex.Match(text, @"^nameof\(@?(\w+\.@?)*(?<name>\w+)\)$");
        if (name.Success)
            return name.Groups["name"].Value;
        if (text.Length >= 2 && text[0] == '"' && text[text.Length - 1] == '"')
            return text.Substring(1, text.Length - 2);
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            return number;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var real))
            return real;
        if (bool.TryParse(text, out var flag))
            return flag;
        // A member of an enum.
        return Regex.IsMatch(text, @"^(\w+\.)+\w+$") ? text.Substring(text.LastIndexOf('.') + 1) : NoValue.Unsupported;
    }

    /// <summary>The parts between the outermost commas.</summary>
    private static IEnumerable<string> Parts(string text)
    {
        var (start, depth, isQuoted) = (0, 0, false);
        for (var i = 0; i < text.Length; i++)
        {
            isQuoted ^= text[i] == '"';
            if (isQuoted)
                continue;
            depth += text[i] is '(' or '{' or '[' ? 1 : text[i] is ')' or '}' or ']' ? -1 : 0;
            if (text[i] != ',' || depth > 0)
                continue;
            yield return text.Substring(start, i - start).Trim();
            start = i + 1;
        }

        if (text.Substring(start).Trim() is { Length: > 0 } last)
            yield return last;
    }
}
