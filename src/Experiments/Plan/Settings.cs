using System.Globalization;
using ModelDsl.Experiments.Contract;

namespace ModelDsl.Experiments.Plan;

/// <summary>Parses an experiment's metadata. An invalid value is an error at the item's line.</summary>
internal sealed class Settings(ExperimentSpec spec)
{
    /// <summary>All values of a list, none of them twice, regardless of case.</summary>
    public IReadOnlyList<string> List(string name) =>
        spec.Settings.TryGetValue(name, out var values) && values.Count > 0
            ? Unrepeated(name, values, StringComparer.OrdinalIgnoreCase)
            : throw spec.Error(ExperimentErrorCodes.InvalidSetting, $"Experiment '{spec.Name}' has no {name}. Set one or more, separated by semicolons.", name);

    /// <summary>A list of integers, each at least <paramref name="least"/>.</summary>
    public IReadOnlyList<int> Integers(string name, int least) =>
        Unrepeated(name, [.. List(name).Select(text => Integer(name, text, least))], EqualityComparer<int>.Default);

    /// <summary>One integer, at least <paramref name="least"/>.</summary>
    public int Integer(string name, int least) => Integer(name, Single(name), least);

    /// <summary>One positive number.</summary>
    public double Positive(string name)
    {
        var text = Single(name);
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value > 0 && double.IsFinite(value)
            ? value
            : throw Invalid(name, text, "a positive number, such as 0.001");
    }

    /// <summary>One number of at least 0; the default if not set.</summary>
    public double Number(string name, double @default, double below = double.PositiveInfinity)
    {
        if (Optional(name) is not { } text)
            return @default;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value >= 0 && value < below
            ? value
            : throw Invalid(name, text, double.IsInfinity(below) ? "a number of at least 0" : $"a number from 0 to less than {below.ToString(CultureInfo.InvariantCulture)}");
    }

    /// <summary>One of several names, case-insensitive; null if not set.</summary>
    public string? Choice(string name, IReadOnlyList<string> names) => Optional(name) is { } text
        ? names.FirstOrDefault(known => string.Equals(known, text, StringComparison.OrdinalIgnoreCase)) ?? throw Invalid(name, text, $"one of {string.Join(", ", names)}")
        : null;

    /// <summary>True if a setting has a value.</summary>
    public bool Has(string name) => spec.Settings.TryGetValue(name, out var values) && values.Count > 0;

    /// <summary>One value.</summary>
    public string Single(string name)
    {
        var values = List(name);
        return values.Count == 1 ? values[0] : throw Invalid(name, string.Join(';', values), "one value, because it is not an axis of the grid");
    }

    /// <summary>One value; null if not set.</summary>
    public string? Optional(string name) => Has(name) ? Single(name) : null;

    /// <summary>True or false; false if not set.</summary>
    public bool Flag(string name) => Optional(name) is { } text
        && (bool.TryParse(text, out var value) ? value : throw Invalid(name, text, "true or false"));

    // A repeated seed would count as one, although the user may have meant another.
    private IReadOnlyList<T> Unrepeated<T>(string name, IReadOnlyList<T> values, IEqualityComparer<T> comparer) =>
        values.GroupBy(value => value, comparer).FirstOrDefault(group => group.Count() > 1) is { } repeated
            ? throw spec.Error(ExperimentErrorCodes.InvalidSetting, $"{spec.SourceOf(name)} lists {repeated.Key} twice in {name}. Remove or change one of them.", name)
            : values;

    private int Integer(string name, string text, int least) =>
        int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var value) && value >= least
            ? value
            : throw Invalid(name, text, $"an integer of at least {least.ToString(CultureInfo.InvariantCulture)}");

    private CodedException Invalid(string name, string text, string wanted) =>
        spec.Error(ExperimentErrorCodes.InvalidSetting, $"{spec.SourceOf(name)}: {name} is '{text}', but must be {wanted}.", name);
}
