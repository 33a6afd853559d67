namespace ModelDsl.Build;

/// <summary>
/// What the user said on the command line. Only global properties count: MSBuild makes a property of every
/// environment variable too, and one named EPOCHS must not change an experiment.
/// </summary>
internal sealed class CommandLine(IReadOnlyDictionary<string, string> globalProperties)
{
    private readonly Dictionary<string, string> _values = globalProperties
        .ToDictionary(p => p.Key, p => Uri.UnescapeDataString(p.Value).Trim(), StringComparer.OrdinalIgnoreCase);

    /// <summary>The names that mean something besides settings and sizes.</summary>
    public static IReadOnlyList<string> Selectors { get; } = ["Experiment", "Preset", "Force", "List"];

    /// <summary>The names that are given.</summary>
    public IEnumerable<string> Names => _values.Keys;

    /// <summary>The value of <c>-p:NAME=value</c>, or null where it is absent or empty.</summary>
    public string? Value(string name) => _values.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;

    /// <summary>The experiments that <c>-p:Experiment=</c> names; none means all.</summary>
    public string[] Experiments => ExperimentSettings.Split(Value("Experiment") ?? "");

    public string? Preset => Value("Preset");
    public bool Force => Switch("Force");
    public bool List => Switch("List");

    private bool Switch(string name) => Value(name) is { } value
        && (bool.TryParse(value, out var on) ? on
            : throw new BadInputException("MDX0005", $"{name} is '{value}'. Say -p:{name}=true or leave it out."));
}
