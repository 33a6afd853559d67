using System.ComponentModel;
using TorchSharp;

namespace ModelDsl;

/// <summary>
/// Holds the layers of one stage under the names that PyTorch's <c>nn.Sequential</c> would give them, so that weights
/// are called <c>Encode.0.weight</c>. It computes nothing: the generated stage calls its layers itself.
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

    /// <summary>Nothing: the constructor has registered everything, without reflection.</summary>
    protected override void RegisterComponents() { }
}
