using ModelDsl.Experiments.Contract;
using ModelDsl.Files;

namespace ModelDsl.Experiments.Plan;

/// <summary>Extensions of a specification, mainly to report errors at their positions in the project file.</summary>
internal static class SpecExtensions
{
    extension(ExperimentSpec spec)
    {
        /// <summary>The file of published values, relative to the project file; null if the experiment sets none.</summary>
        public string? PublishedPath =>
            new Settings(spec).Optional("Published") is { } name ? spec.PathOf(name) : null;

        /// <summary>A path that a setting gives, relative to the project file.</summary>
        public string PathOf(string path) => Path.Combine(Path.GetDirectoryName(Path.GetFullPath(spec.ProjectFile))!, path);

        /// <summary>Copies the specification for the processes of jobs, because a later build may overwrite the original file.</summary>
        /// <returns>The copy.</returns>
        /// <exception cref="CodedException">The file cannot be written.</exception>
        public string CopyTo(string folder)
        {
            var path = Path.Combine(folder, "spec.json");
            AtomicFile.WriteText(path, spec.ToJson());
            return path;
        }

        /// <summary>The source of a setting, as the subject of an error: <c>Experiment 'variants'</c>, <c>Preset 'quick'</c>, <c>The command line</c>.</summary>
        public string SourceOf(string setting) =>
            spec.IsOverridden(setting) ? "The command line" : spec.Origins.ContainsKey(setting) ? $"Preset '{spec.Preset}'" : $"Experiment '{spec.Name}'";

        /// <summary>An error at the item.</summary>
        public CodedException Error(string code, string message) => spec.Place(new(code, message));

        /// <summary>An error at the setting: in the preset or at the item.</summary>
        public CodedException Error(string code, string message, string setting) => spec.Place(new(code, message), setting);

        /// <summary>The error with the position of the item.</summary>
        public CodedException Place(CodedException error) => At(error, spec.Position);

        /// <summary>The error with the position of the setting; settings from the command line have no line.</summary>
        public CodedException Place(CodedException error, string setting) => At(error,
            spec.IsOverridden(setting) ? new(spec.ProjectFile, 0, 0) : spec.Origins.TryGetValue(setting, out var origin) ? origin : spec.Position);

        /// <summary>True if the command line sets a setting.</summary>
        public bool IsOverridden(string setting) => spec.Overrides.ContainsKey(setting);
    }

    /// <summary>A claim as a formula: <c>DenoisingMse: ConvVae &lt; ConvAutoencoder</c>.</summary>
    public static string ToFormula(this ClaimSpec claim) => $"{claim.Metric}: {claim.Subject} {(claim.Lower is null ? '>' : '<')} {claim.Than}";

    private static CodedException At(CodedException error, SourcePosition at) =>
        new(error.Code, error.Message, error) { File = at.File, Line = at.Line, Column = at.Column };
}
