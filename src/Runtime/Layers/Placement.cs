using System.ComponentModel;
using TorchSharp;
using static TorchSharp.torch;

namespace ModelDsl.Layers;

/// <summary>Brings modules that take no device to where a model's weights are; called by generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Placement
{
    /// <summary>Moves the module.</summary>
    /// <param name="module">A new module.</param>
    /// <param name="device">Where its weights go; where it is null, they stay.</param>
    /// <param name="dtype">Their type; where it is null, they keep theirs.</param>
    /// <returns>The module.</returns>
    public static T Place<T>(this T module, Device? device, ScalarType? dtype) where T : nn.Module
    {
        if (device is not null)
            module.to(device);
        if (dtype is { } type)
            module.to(type);
        return module;
    }
}
