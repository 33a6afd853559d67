using static TorchSharp.torch;

namespace ModelDsl.Training;

/// <summary>What a model is trained for: it turns a batch into the value that the optimiser lowers.</summary>
public interface IObjective
{
    /// <summary>The loss of one batch.</summary>
    /// <param name="model">The model, of the family of interfaces that the objective trains.</param>
    /// <param name="images">A batch in the model's input shape, <c>[batch, …]</c>, in [0, 1].</param>
    /// <returns>A scalar that the caller owns, with its graph.</returns>
    Tensor Loss(nn.Module model, Tensor images);
}
