namespace ModelDsl;

/// <summary>
/// Adds a user-defined data set or evaluator to the catalogue of its assembly. Experiments find it there by name, as they find models.
/// </summary>
/// <remarks>
/// The class implements <see cref="Data.IDataset"/> or <c>ModelDsl.Evaluation.IEvaluator</c> and has a public parameterless constructor, which the
/// generated catalogue calls once.
/// <code>
/// [Catalogued]
/// public sealed class Stripes : IDataset { … }
/// </code>
/// </remarks>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class CataloguedAttribute : Attribute;
