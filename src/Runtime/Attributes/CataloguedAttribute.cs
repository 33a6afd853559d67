namespace ModelDsl;

/// <summary>
/// Puts a data set or an evaluator of one's own into the catalogue of its assembly, where experiments find it by its name, as they find models.
/// </summary>
/// <remarks>
/// The class implements <see cref="Data.IDataset"/> or <c>ModelDsl.Evaluation.IEvaluator</c>, and has a public constructor without parameters,
/// which the generated catalogue calls once.
/// <code>
/// [Catalogued]
/// public sealed class Stripes : IDataset { … }
/// </code>
/// </remarks>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class CataloguedAttribute : Attribute;
