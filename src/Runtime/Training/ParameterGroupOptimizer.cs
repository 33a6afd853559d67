using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ModelDsl.Training;

/// <summary>The weights of a parameter group and their Adam optimizer.</summary>
internal sealed class ParameterGroupOptimizer : IDisposable
{
    private readonly List<Parameter> _weights;
    private readonly Adam _optimizer;
    private readonly double _rate;
    private readonly double _maxNorm;

    /// <exception cref="ArgumentException">The model has no trainable weights of this group.</exception>
    public ParameterGroupOptimizer(ParameterGroup group, nn.Module model, TrainingOptions options)
    {
        _weights = model.named_parameters().Where(weight => group.Trains(weight.name) && weight.parameter.requires_grad).Select(weight => weight.parameter).ToList();
        if (_weights.Count == 0)
            throw new ArgumentException($"{model.GetName()} has no weights to train for the parameter group '{group.Name}': the stage has none, or is frozen.", nameof(model));
        _rate = group.Rate;
        _optimizer = optim.Adam(_weights, _rate * options.LearningRate, options.Beta1, weight_decay: options.WeightDecay);
        _maxNorm = options.GradientNorm;
    }

    /// <summary>Sets the learning rate of the training, which is multiplied by the group's rate.</summary>
    public void SetLearningRate(double rate)
    {
        foreach (var group in _optimizer.ParamGroups)
            group.LearningRate = _rate * rate;
    }

    /// <summary>Makes one step on a loss. It may change gradients of other groups, which these clear before their steps.</summary>
    public void Minimize(Tensor loss)
    {
        _optimizer.zero_grad();
        loss.backward();
        if (_maxNorm > 0)
            nn.utils.clip_grad_norm_(_weights, _maxNorm);
        _optimizer.step();
    }

    /// <summary>Writes Adam's state.</summary>
    public void Save(BinaryWriter writer) => _optimizer.save_state_dict(writer);

    /// <summary>Reads the state that <see cref="Save"/> wrote.</summary>
    public void Load(BinaryReader reader) => _optimizer.load_state_dict(reader);

    /// <inheritdoc/>
    public void Dispose() => _optimizer.Dispose();
}
