using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ModelDsl.Training;

/// <summary>
/// Makes weights constants until this object is disposed. No gradients are then computed for a network that is not trained, such as the discriminator
/// in the generator's step.
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
