using System.ComponentModel;
using TorchSharp;

namespace ModelDsl;

/// <summary>
/// Registers the layers of one stage under the names of PyTorch's <c>nn.Sequential</c>: weights are named
/// <c>Encode.0.weight</c>. It has no forward: the generated stage calls its layers directly. The modules of a collection are registered likewise.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class Stage : torch.nn.Module
{
    /// <summary>Registers the layers.</summary>
    /// <param name="name">The stage's name.</param>
    /// <param name="layers">The layers that have weights, each with its index in the stage.</param>
    public Stage(string name, params ReadOnlySpan<(string Index, torch.nn.Module Layer)> layers) : base(name)
    {
        foreach (var (index, layer) in layers)
            register_module(index, layer);
    }

    /// <summary>Does nothing: the constructor registers all components without reflection.</summary>
    protected override void RegisterComponents() { }
}
