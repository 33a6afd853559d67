using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ModelDsl.Training;

/// <summary>A player's weights and its Adam.</summary>
internal sealed class PlayerOptimiser : IDisposable
{
    private readonly List<Parameter> _weights;
    private readonly Adam _optimiser;
    private readonly double _rate;
    private readonly double _greatestNorm;

    /// <exception cref="ArgumentException">The model has no weights of the player's that may be changed.</exception>
    public PlayerOptimiser(Player player, nn.Module model, TrainingOptions options)
    {
        _weights = model.named_parameters().Where(weight => player.Trains(weight.name) && weight.parameter.requires_grad).Select(weight => weight.parameter).ToList();
        if (_weights.Count == 0)
            throw new ArgumentException($"{model.GetName()} has no weights for '{player.Name}' to train: the stage has none, or is frozen.", nameof(model));
        _rate = player.Rate;
        _optimiser = optim.Adam(_weights, _rate * options.LearningRate, options.Beta1, weight_decay: options.WeightDecay);
        _greatestNorm = options.GradientNorm;
    }

    /// <summary>Sets the rate of the following steps, of which the player takes its share.</summary>
    public void SetLearningRate(double rate)
    {
        foreach (var group in _optimiser.ParamGroups)
            group.LearningRate = _rate * rate;
    }

    /// <summary>One step down the gradient of a loss. Other players' gradients may change, and they clear them before their own.</summary>
    public void Lower(Tensor loss)
    {
        _optimiser.zero_grad();
        loss.backward();
        if (_greatestNorm > 0)
            nn.utils.clip_grad_norm_(_weights, _greatestNorm);
        _optimiser.step();
    }

    /// <summary>Writes what Adam remembers.</summary>
    public void Save(BinaryWriter writer) => _optimiser.save_state_dict(writer);

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    public void Load(BinaryReader reader) => _optimiser.load_state_dict(reader);

    /// <inheritdoc/>
    public void Dispose() => _optimiser.Dispose();
}
