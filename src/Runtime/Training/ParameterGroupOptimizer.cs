using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ModelDsl.Training;

/// <summary>A group's weights and its Adam.</summary>
internal sealed class ParameterGroupOptimizer : IDisposable
{
    private readonly List<Parameter> _weights;
    private readonly Adam _optimizer;
    private readonly double _rate;
    private readonly double _greatestNorm;

    /// <exception cref="ArgumentException">The model has no weights of the group's that may be changed.</exception>
    public ParameterGroupOptimizer(ParameterGroup group, nn.Module model, TrainingOptions options)
    {
        _weights = model.named_parameters().Where(weight => group.Trains(weight.name) && weight.parameter.requires_grad).Select(weight => weight.parameter).ToList();
        if (_weights.Count == 0)
            throw new ArgumentException($"{model.GetName()} has no weights for '{group.Name}' to train: the stage has none, or is frozen.", nameof(model));
        _rate = group.Rate;
        _optimizer = optim.Adam(_weights, _rate * options.LearningRate, options.Beta1, weight_decay: options.WeightDecay);
        _greatestNorm = options.GradientNorm;
    }

    /// <summary>Sets the rate of the following steps, of which the group takes its share.</summary>
    public void SetLearningRate(double rate)
    {
        foreach (var group in _optimizer.ParamGroups)
            group.LearningRate = _rate * rate;
    }

    /// <summary>One step down the gradient of a loss. Other groups' gradients may change, and they clear them before their own.</summary>
    public void Minimize(Tensor loss)
    {
        _optimizer.zero_grad();
        loss.backward();
        if (_greatestNorm > 0)
            nn.utils.clip_grad_norm_(_weights, _greatestNorm);
        _optimizer.step();
    }

    /// <summary>Writes what Adam remembers.</summary>
    public void Save(BinaryWriter writer) => _optimizer.save_state_dict(writer);

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    public void Load(BinaryReader reader) => _optimizer.load_state_dict(reader);

    /// <inheritdoc/>
    public void Dispose() => _optimizer.Dispose();
}
