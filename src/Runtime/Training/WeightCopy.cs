using ModelDsl.Kernels;
using TorchSharp;
using static TorchSharp.torch;

namespace ModelDsl.Training;

/// <summary>A copy of a model's weights and buffers.</summary>
internal sealed class WeightCopy : IDisposable
{
    private readonly IReadOnlyDictionary<string, Tensor> _originals;
    private readonly Dictionary<string, Tensor> _copies;

    public WeightCopy(nn.Module model)
    {
        using var grad = no_grad();
        _originals = model.state_dict();
        _copies = _originals.ToDictionary(entry => entry.Key, entry => entry.Value.detach().clone().DetachFromDisposeScope());
    }

    /// <summary>The copies, in the model's order.</summary>
    public IEnumerable<Tensor> Tensors => _originals.Keys.Select(name => _copies[name]);

    /// <summary>Copies the model's current weights and buffers.</summary>
    public void Take()
    {
        using var grad = no_grad();
        using var scope = NewDisposeScope();
        foreach (var (name, original) in _originals)
            _copies[name].copy_(original);
    }

    /// <summary>Moves the copy toward the model: c ← d c + (1 − d) w. Buffers of integers, such as counts, are copied.</summary>
    public void Approach(double decay)
    {
        using var grad = no_grad();
        using var scope = NewDisposeScope();
        foreach (var (name, original) in _originals)
        {
            if (TensorMemory.Supports(original))
                AveragePass.Run(TensorMemory.Span(_copies[name]), TensorMemory.Span(original), (float)decay, (float)(1 - decay));
            else if (original.is_floating_point())
                _copies[name].mul_(decay).add_(original, 1 - decay);
            else
                _copies[name].copy_(original);
        }
    }

    /// <summary>Restores the model from the copy.</summary>
    public void Restore()
    {
        using var grad = no_grad();
        using var scope = NewDisposeScope();
        foreach (var (name, original) in _originals)
            original.copy_(_copies[name]);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var copy in _copies.Values)
            copy.Dispose();
    }
}
