using static TorchSharp.torch;

namespace ModelDsl.Evaluation;

/// <summary>ln p(x|z) of a batch of images, each with its own codes. It must be differentiable with respect to the codes.</summary>
/// <param name="codes">The codes, <c>[draws, batch, n]</c>.</param>
/// <returns><c>[draws, batch]</c>, in nats.</returns>
internal delegate Tensor LogLikelihood(Tensor codes);
