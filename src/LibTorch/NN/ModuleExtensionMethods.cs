namespace TorchSharp;

/// <summary>Where a module's parameters and buffers lie, and of which type they are.</summary>
public static class ModuleExtensionMethods
{
    /// <summary>Moves the module to a device.</summary>
    /// <returns>The module itself.</returns>
    public static T to<T>(this T module, Device device, bool non_blocking = false) where T : nn.Module => Converted(module, device, null);

    /// <summary>Converts the parameters and buffers of real numbers to a type.</summary>
    /// <returns>The module itself.</returns>
    public static T to<T>(this T module, ScalarType type, bool non_blocking = false) where T : nn.Module => Converted(module, null, type);

    /// <summary>Moves the module to a device, and converts its parameters and buffers of real numbers to a type.</summary>
    /// <returns>The module itself.</returns>
    public static T to<T>(this T module, Device device, ScalarType type, bool non_blocking = false) where T : nn.Module =>
        Converted(module, device, type);

    /// <summary>Moves the module to a device.</summary>
    /// <returns>The module itself.</returns>
    public static T to<T>(this T module, DeviceType deviceType, int deviceIndex = -1, bool non_blocking = false) where T : nn.Module =>
        Converted(module, new Device(deviceType, deviceIndex), null);

    /// <summary>Moves the module to a device.</summary>
    /// <returns>The module itself.</returns>
    public static T to<T>(this T module, string device, bool non_blocking = false) where T : nn.Module => Converted(module, new Device(device), null);

    /// <summary>Moves the module to a tensor's device, and converts it to that tensor's type.</summary>
    /// <returns>The module itself.</returns>
    public static T to<T>(this T module, Tensor other, bool non_blocking = false) where T : nn.Module => Converted(module, other.device, other.dtype);

    /// <summary>Moves the module to the processor's memory.</summary>
    /// <returns>The module itself.</returns>
    public static T cpu<T>(this T module, bool non_blocking = false) where T : nn.Module => Converted(module, CPU, null);

    /// <summary>Moves the module to a CUDA device.</summary>
    /// <returns>The module itself.</returns>
    public static T cuda<T>(this T module, int deviceIndex = -1, bool non_blocking = false) where T : nn.Module =>
        Converted(module, new Device(DeviceType.CUDA, deviceIndex), null);

    /// <summary>Converts the parameters and buffers of real numbers to half-precision ones.</summary>
    /// <returns>The module itself.</returns>
    public static T half<T>(this T module, bool non_blocking = false) where T : nn.Module => Converted(module, null, ScalarType.Float16);

    /// <summary>Converts the parameters and buffers of real numbers to shortened single-precision ones.</summary>
    /// <returns>The module itself.</returns>
    public static T bfloat16<T>(this T module, bool non_blocking = false) where T : nn.Module => Converted(module, null, ScalarType.BFloat16);

    /// <summary>Converts the parameters and buffers of real numbers to single-precision ones.</summary>
    /// <returns>The module itself.</returns>
    public static T @float<T>(this T module, bool non_blocking = false) where T : nn.Module => Converted(module, null, ScalarType.Float32);

    /// <summary>Converts the parameters and buffers of real numbers to double-precision ones.</summary>
    /// <returns>The module itself.</returns>
    public static T @double<T>(this T module, bool non_blocking = false) where T : nn.Module => Converted(module, null, ScalarType.Float64);

    private static T Converted<T>(T module, Device? device, ScalarType? type) where T : nn.Module
    {
        ArgumentNullException.ThrowIfNull(module);
        module.Convert(device, type);
        return module;
    }
}
