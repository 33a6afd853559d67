using static TorchSharp.torch;

namespace ModelDsl.Training;

/// <summary>Stages of a model whose weights are not trained, until this object is disposed.</summary>
internal sealed class FrozenStages : IDisposable
{
    private readonly List<nn.Module> _stages;
    private readonly List<TorchSharp.Modules.Parameter> _weights;

    /// <exception cref="ArgumentException">A named stage does not exist.</exception>
    public FrozenStages(nn.Module model, IEnumerable<string> names)
    {
        _stages = names.Select(name => Find(model, name)).ToList();
        _weights = _stages.SelectMany(stage => stage.parameters()).Where(weight => weight.requires_grad).ToList();
        RequireGradients(false);
    }

    /// <summary>Sets the stages to evaluation mode.</summary>
    public void Evaluate() => _stages.ForEach(stage => stage.eval());

    /// <summary>Makes the weights trainable again.</summary>
    public void Dispose() => RequireGradients(true);

    private void RequireGradients(bool require) => _weights.ForEach(weight => weight.requires_grad = require);

    private static nn.Module Find(nn.Module model, string name)
    {
        var stages = model.named_children().ToList();
        return stages.Find(stage => stage.name == name).module ?? throw new ArgumentException(
            $"{model.GetName()} has no stage '{name}' with weights to freeze. It has {string.Join(", ", stages.Select(stage => stage.name))}.");
    }
}
