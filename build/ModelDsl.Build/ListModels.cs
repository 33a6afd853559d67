using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using ModelDsl.Experiments.Contract;

namespace ModelDsl.Build;

/// <summary>Prints the summary of each model of an experiment project.</summary>
[MSBuildMultiThreadableTask]
public sealed class ListModels : RunnerTask
{
    /// <summary>The project.</summary>
    [Required] public string ProjectFile { get; set; } = "";

    /// <summary>True to print names and sizes without layers.</summary>
    public bool NamesAlone { get; set; }

    private protected override string Subject => "The list of models";

    private protected override SourcePosition Position => new(ProjectFile, 1, 1);

    private protected override string Title => RunnerProtocol.ModelsVerb;

    private protected override IEnumerable<string> Arguments => NamesAlone ? [RunnerProtocol.ModelsVerb, RunnerProtocol.NamesOption] : [RunnerProtocol.ModelsVerb];
}
