using System.ComponentModel;
using TorchSharp;

namespace ModelDsl;

/// <summary>A size that a model's constructor takes.</summary>
/// <param name="Name">The property's name.</param>
/// <param name="Default">Its default.</param>
/// <param name="Min">The least value allowed.</param>
/// <param name="Max">The largest value allowed.</param>
/// <param name="AnyOf">The only values allowed; null where all from <paramref name="Min"/> to <paramref name="Max"/> are.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record ModelSize(string Name, int Default, int Min = 1, int Max = int.MaxValue, IReadOnlyList<int>? AnyOf = null)
{
    /// <summary>Whether a value is allowed.</summary>
    public bool Allows(int value) => AnyOf?.Contains(value) ?? value >= Min && value <= Max;

    /// <summary>The allowed values, in words.</summary>
    public string Allowed => AnyOf is not null ? $"one of {string.Join(", ", AnyOf)}"
        : Max == int.MaxValue ? $"at least {Min}"
        : $"from {Min} to {Max}";
}

/// <summary>A declared model, as the experiments see it: made by the generator, found without reflection.</summary>
/// <param name="Name">The class's name.</param>
/// <param name="Sizes">The constructor's sizes, in order.</param>
/// <param name="SourceHash">The SHA-256, in lower-case hexadecimal, of the generated source and the objective: it changes with the architecture, not with a comment.</param>
/// <param name="Objective">What the model is trained for; null where the class names none.</param>
/// <param name="Create">Makes the model with new random weights from sizes in the order of <paramref name="Sizes"/>.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record ModelEntry(
    string Name,
    IReadOnlyList<ModelSize> Sizes,
    string SourceHash,
    ObjectiveAttribute? Objective,
    Func<IReadOnlyList<int>, torch.nn.Module> Create);

/// <summary>Names the class that lists the models, data sets and evaluators of an assembly; written by the generator.</summary>
/// <param name="catalogue">A class with the static properties <c>Models</c>, <c>Datasets</c> and, where there are some, <c>Evaluators</c>.</param>
[AttributeUsage(AttributeTargets.Assembly)]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ModelCatalogueAttribute(Type catalogue) : Attribute
{
    /// <summary>The class with the static properties.</summary>
    public Type Catalogue { get; } = catalogue;
}
