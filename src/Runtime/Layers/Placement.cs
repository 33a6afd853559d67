using System.ComponentModel;
using TorchSharp;
using static TorchSharp.torch;

namespace ModelDsl.Layers;

/// <summary>Moves modules whose constructors take no device to the model's device; called by generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Placement
{
    /// <summary>Moves the module.</summary>
    /// <param name="module">A new module.</param>
    /// <param name="device">The target device; null to keep the device.</param>
    /// <param name="dtype">The target type; null to keep the type.</param>
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
