using ModelDsl.Kernels;
using TorchSharp;
using static TorchSharp.torch;

namespace ModelDsl.Training;

/// <summary>A copy of a model's weights and buffers.</summary>
internal sealed class WeightCopy : IDisposable
{
    private readonly IReadOnlyDictionary<string, Tensor> _originals;
    private readonly Dictionary<string, Tensor> _copies = [];
    // The originals whose memory C# does not access, with the shared memory of their copies.
    private readonly List<(IReadOnlyList<Tensor> Originals, FlatTensors Copies)> _flat = [];

    public WeightCopy(nn.Module model)
    {
        using var grad = no_grad();
        using var scope = NewDisposeScope();
        _originals = model.state_dict();
        foreach (var entries in _originals.Where(entry => entry.Value.is_floating_point() && !TensorMemory.Supports(entry.Value)).GroupBy(entry => (entry.Value.dtype, entry.Value.device_type, entry.Value.device_index)))
        {
            var originals = entries.Select(entry => entry.Value).ToList();
            var copies = new FlatTensors(originals);
            _flat.Add((originals, copies));
            foreach (var (entry, part) in entries.Zip(copies.Parts))
                _copies[entry.Key] = part;
            copies.All.copy_(FlatTensors.Join(originals));
        }

        foreach (var (name, original) in _originals.Where(entry => !_copies.ContainsKey(entry.Key)))
            _copies[name] = original.detach().clone().DetachFromDisposeScope();
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
        foreach (var (originals, copies) in _flat)
            copies.All.mul_(decay).add_(FlatTensors.Join(originals), 1 - decay);
        foreach (var (name, original) in _originals)
        {
            if (TensorMemory.Supports(original))
                AveragePass.Run(TensorMemory.Span(_copies[name]), TensorMemory.Span(original), (float)decay, (float)(1 - decay));
            else if (!original.is_floating_point())
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
        foreach (var (_, copies) in _flat)
            copies.Dispose();
    }
}
