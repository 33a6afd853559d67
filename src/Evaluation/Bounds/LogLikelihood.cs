using static TorchSharp.torch;

namespace ModelDsl.Evaluation;

/// <summary>ln p(x|z) of the images of a batch, each under codes of its own. Its gradient with respect to the codes is asked for by some estimators.</summary>
/// <param name="codes">The codes, <c>[draws, batch, n]</c>.</param>
/// <returns><c>[draws, batch]</c>, in nats.</returns>
public delegate Tensor LogLikelihood(Tensor codes);
