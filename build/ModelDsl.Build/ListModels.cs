using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using ModelDsl.Experiments.Contract;

namespace ModelDsl.Build;

/// <summary>Prints the summary of each model of an experiment project, or exports the models.</summary>
[MSBuildMultiThreadableTask]
public sealed class ListModels : RunnerTask
{
    /// <summary>The project.</summary>
    [Required] public string ProjectFile { get; set; } = "";

    /// <summary>True to print names and sizes without layers.</summary>
    public bool NamesAlone { get; set; }

    /// <summary>The format to export the models to; empty to print them.</summary>
    public string Format { get; set; } = "";

    /// <summary>The folder for exported models.</summary>
    public string OutputFolder { get; set; } = "";

    /// <summary>The file with the weights of the model to export; empty for new weights.</summary>
    public string Weights { get; set; } = "";

    /// <summary>The models to export, separated by white space; empty for all.</summary>
    public string Models { get; set; } = "";

    private protected override string Subject => Format.Length > 0 ? "The export of models" : "The list of models";

    private protected override SourcePosition Position => new(ProjectFile, 1, 1);

    private protected override string Title => RunnerProtocol.ModelsVerb;

    private protected override IEnumerable<string> Arguments =>
        Format.Length > 0 ? [RunnerProtocol.ModelsVerb, RunnerProtocol.ExportOption, Format, OutputFolder, Weights, .. Models.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)]
        : NamesAlone ? [RunnerProtocol.ModelsVerb, RunnerProtocol.NamesOption] : [RunnerProtocol.ModelsVerb];
}
