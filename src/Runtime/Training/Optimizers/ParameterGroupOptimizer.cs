using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ModelDsl.Training;

/// <summary>The weights of a parameter group and their optimizer.</summary>
internal sealed class ParameterGroupOptimizer : IDisposable
{
    private readonly List<Parameter> _weights;
    private readonly OptimizerHelper _optimizer;
    private readonly AdamStep? _adam;
    private readonly double _rate;
    private readonly double _maxNorm;

    /// <exception cref="ArgumentException">The model has no trainable weights of this group.</exception>
    public ParameterGroupOptimizer(ParameterGroup group, nn.Module model, TrainingOptions options)
    {
        _weights = model.named_parameters().Where(weight => group.Trains(weight.name) && weight.parameter.requires_grad).Select(weight => weight.parameter).ToList();
        if (_weights.Count == 0)
            throw new ArgumentException($"{model.GetName()} has no weights to train for the parameter group '{group.Name}': the stage has none, or is frozen.", nameof(model));
        _rate = options.GroupRates.TryGetValue(group.Name, out var rate) ? rate : group.Rate;
        _optimizer = Create(_weights, _rate * options.LearningRate, options);
        _adam = FusedAdam.Supports(_optimizer, _weights) ? new FusedAdam(_optimizer, _weights, options)
            : FlatAdam.Supports(_optimizer, _weights) ? new FlatAdam(_optimizer, _weights, options)
            : null;
        _maxNorm = options.GradientNorm;
    }

    private static OptimizerHelper Create(List<Parameter> weights, double rate, TrainingOptions options) => options.Optimizer switch
    {
        OptimizerKind.AdamW => optim.AdamW(weights, rate, options.Beta1, weight_decay: options.WeightDecay),
        OptimizerKind.Sgd => optim.SGD(weights, rate, options.Momentum, weight_decay: options.WeightDecay),
        OptimizerKind.RmsProp => optim.RMSProp(weights, rate, weight_decay: options.WeightDecay, momentum: options.Momentum),
        _ => optim.Adam(weights, rate, options.Beta1, weight_decay: options.WeightDecay),
    };

    /// <summary>Sets the learning rate of the training, which is multiplied by the group's rate.</summary>
    public void SetLearningRate(double rate)
    {
        foreach (var group in _optimizer.ParamGroups)
            group.LearningRate = _rate * rate;
    }

    /// <summary>Makes one step on a loss.</summary>
    /// <remarks>
    /// Only the gradients of this group's weights are computed. Gradients are removed and not set to zero, so weights that do not affect the loss have no
    /// gradient and are not changed.
    /// </remarks>
    public void Minimize(Tensor loss)
    {
        foreach (var weight in _weights)
            weight.grad = null;
        autograd.backward([loss], inputs: _weights.ToArray<Tensor>());
        if (_adam?.TryStep() == true)
            return;
        if (_maxNorm > 0)
            nn.utils.clip_grad_norm_(_weights, _maxNorm);
        _optimizer.step();
    }

    /// <summary>Writes the optimizer's state.</summary>
    public void Save(BinaryWriter writer) => _optimizer.save_state_dict(writer);

    /// <summary>Reads the state that <see cref="Save"/> wrote.</summary>
    public void Load(BinaryReader reader) => _optimizer.load_state_dict(reader);

    /// <inheritdoc/>
    public void Dispose()
    {
        _adam?.Dispose();
        _optimizer.Dispose();
    }
}
