using System.ComponentModel;

namespace ModelDsl;

/// <summary>Names the class that lists the models, data sets and evaluators of an assembly; written by the generator.</summary>
/// <param name="catalogue">A class with the static properties <c>Models</c>, <c>Datasets</c> and, if there are evaluators, <c>Evaluators</c>.</param>
[AttributeUsage(AttributeTargets.Assembly)]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ModelCatalogueAttribute(Type catalogue) : Attribute
{
    /// <summary>The class with the static properties.</summary>
    public Type Catalogue { get; } = catalogue;
}
