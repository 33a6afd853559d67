using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ModelDsl.Layers;

/// <summary>
/// Registers the modules and parameters in the user's own fields of a model, and moves them to its device; called by generated code.
/// Null is skipped, as PyTorch skips None.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class OwnComponents
{
    /// <summary>Registers a module: its weights are named <c>field.weight</c>.</summary>
    /// <param name="model">The model.</param>
    /// <param name="name">The field's name.</param>
    /// <param name="module">The module.</param>
    /// <param name="device">The target device; null to keep the device.</param>
    /// <param name="dtype">The target type; null to keep the type.</param>
    public static void Register(nn.Module model, string name, nn.Module? module, Device? device, ScalarType? dtype)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (module is null)
            return;
        model.register_module(name, module);
        module.Place(device, dtype);
    }

    /// <summary>Registers a parameter.</summary>
    /// <param name="model">The model.</param>
    /// <param name="name">The field's name.</param>
    /// <param name="parameter">The parameter.</param>
    /// <param name="device">The target device; null to keep the device.</param>
    /// <param name="dtype">The target type; null to keep the type.</param>
    /// <returns>The parameter, or another with its values if it was moved.</returns>
    [return: NotNullIfNotNull(nameof(parameter))]
    public static Parameter? Register(nn.Module model, string name, Parameter? parameter, Device? device, ScalarType? dtype)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (parameter is null)
            return null;
        // A module moves the parameters that it has; a moved parameter is another object.
        var holder = new Stage(name);
        holder.register_parameter("0", parameter);
        parameter = holder.Place(device, dtype).get_parameter("0")!;
        model.register_parameter(name, parameter);
        return parameter;
    }

    /// <summary>Registers the modules of an array or a list under the names of PyTorch's <c>ModuleList</c>: <c>field.0.weight</c>.</summary>
    /// <param name="model">The model.</param>
    /// <param name="name">The field's name.</param>
    /// <param name="modules">The modules.</param>
    /// <param name="device">The target device; null to keep the device.</param>
    /// <param name="dtype">The target type; null to keep the type.</param>
    public static void RegisterList(nn.Module model, string name, IEnumerable<nn.Module?>? modules, Device? device, ScalarType? dtype) =>
        RegisterAll(model, name, modules?.Select((module, i) => (i.ToString(CultureInfo.InvariantCulture), module)), device, dtype);

    /// <summary>Registers the modules of a dictionary under the names of PyTorch's <c>ModuleDict</c>: <c>field.key.weight</c>.</summary>
    /// <param name="model">The model.</param>
    /// <param name="name">The field's name.</param>
    /// <param name="modules">The modules by their keys.</param>
    /// <param name="device">The target device; null to keep the device.</param>
    /// <param name="dtype">The target type; null to keep the type.</param>
    public static void RegisterDictionary<T>(
        nn.Module model, string name, IEnumerable<KeyValuePair<string, T>>? modules, Device? device, ScalarType? dtype) where T : nn.Module? =>
        RegisterAll(model, name, modules?.Select(pair => (pair.Key, (nn.Module?)pair.Value)), device, dtype);

    private static void RegisterAll(
        nn.Module model, string name, IEnumerable<(string Name, nn.Module? Module)>? modules, Device? device, ScalarType? dtype)
    {
        if (modules is null)
            return;
        var group = new Stage(name);
        foreach (var (key, module) in modules)
            Register(group, key, module, device, dtype);
        model.register_module(name, group);
    }
}
