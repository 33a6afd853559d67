using System.ComponentModel;
using TorchSharp;

namespace ModelDsl.Graphs;

/// <summary>The stages of a model as data, for exports to other formats; written by the generator.</summary>
/// <param name="Model">The model's name.</param>
/// <param name="Stages">The stages, in the order of the declaration.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record ModelGraph(string Model, IReadOnlyList<StageGraph> Stages)
{
    /// <summary>The models that this one holds.</summary>
    public IReadOnlyList<SubmodelGraph> Submodels { get; init; } = [];

    /// <summary>The objective's attribute; null if the class has none.</summary>
    public ObjectiveAttribute? Objective { get; init; }

    /// <summary>The stage with a name; null if none.</summary>
    /// <param name="stage">The stage's name.</param>
    public StageGraph? Find(string stage) => Stages.FirstOrDefault(candidate => candidate.Name == stage);
}

/// <summary>A model that another model holds.</summary>
/// <param name="Property">The property, which is the prefix of its weights.</param>
/// <param name="Module">The model.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record SubmodelGraph(string Property, torch.nn.Module Module);

/// <summary>A stage.</summary>
/// <param name="Name">The stage's name.</param>
/// <param name="Inputs">Its parameters.</param>
/// <param name="Outputs">What it returns; mean and log-variance of a distribution.</param>
/// <param name="Layers">Its layers, in the order in which they are applied; none if the user wrote the stage.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record StageGraph(string Name, IReadOnlyList<StageInput> Inputs, IReadOnlyList<StageOutput> Outputs, IReadOnlyList<LayerNode> Layers)
{
    /// <summary>True if the user wrote the stage's code.</summary>
    public bool IsHandWritten { get; init; }
}

/// <summary>A parameter of a stage.</summary>
/// <param name="Name">The parameter's name.</param>
/// <param name="Shape">Its shape, without the batch.</param>
/// <param name="Space">Its space in the model's interface, such as <c>image</c>; null if none.</param>
/// <param name="IsInteger">True if it holds integers, which an embedding looks up.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record StageInput(string Name, IReadOnlyList<long> Shape, string? Space = null, bool IsInteger = false);

/// <summary>A tensor that a stage returns.</summary>
/// <param name="Name">Its name: that of the tuple's element, <c>mean</c> or <c>log_variance</c>, or its space.</param>
/// <param name="Value">The value in the stage, named as in <see cref="LayerNode.Inputs"/>.</param>
/// <param name="Shape">Its shape, without the batch.</param>
/// <param name="Space">Its space in the model's interface, such as <c>image</c>; null if none.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record StageOutput(string Name, string Value, IReadOnlyList<long> Shape, string? Space = null);
