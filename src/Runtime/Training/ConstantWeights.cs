using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ModelDsl.Training;

/// <summary>
/// Weights that are constants of the graphs built until this object is disposed. It saves the gradients of a network through which only
/// others are trained, such as a discriminator in the generator's step.
/// </summary>
internal sealed class ConstantWeights : IDisposable
{
    private readonly List<Parameter> _weights;

    /// <param name="model">The model.</param>
    /// <param name="group">The weights; null for all.</param>
    public ConstantWeights(nn.Module model, ParameterGroup? group = null)
    {
        _weights = [.. model.named_parameters().Where(weight => weight.parameter.requires_grad && group?.Trains(weight.name) != false).Select(weight => weight.parameter)];
        Require(false);
    }

    public void Dispose() => Require(true);

    private void Require(bool gradients) => _weights.ForEach(weight => weight.requires_grad = gradients);
}
