using System.ComponentModel;
using ModelDsl.Graphs;

namespace ModelDsl;

/// <summary>The members that all generated models have.</summary>
public interface IModel
{
    /// <summary>The layers with shapes, numbers of parameters and multiply-adds, for this model's sizes.</summary>
    ModelSummary Summary { get; }

    /// <summary>The shape of one input of the first stage, without the batch: <c>[1, 28, 28]</c>.</summary>
    IReadOnlyList<long> InputShape { get; }

    /// <summary>The sizes of this model, in the order of its constructor.</summary>
    IReadOnlyList<SizeValue> Sizes { get; }

    /// <summary>The layers with their arguments, for exports to other formats; null if the generator did not write the model.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    ModelGraph? Graph => null;
}
