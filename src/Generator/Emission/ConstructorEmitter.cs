using ModelDsl.Generator.Declaration;
using ModelDsl.Generator.Shapes;

namespace ModelDsl.Generator.Emission;

/// <summary>Writes the constructor's body: sizes, layers in the order in which their weights are drawn, registration.</summary>
internal sealed class ConstructorEmitter(IndentedTextWriter writer, ModelDeclaration model, CheckedModel check, ModelNames names)
{
    private const int MaximumLine = 160;

    private readonly string _torch = ModelEmitter.TorchName(model.Hierarchy);

    public void WriteBody()
    {
        WriteSizes();
        writer.WriteLine("global::ModelDsl.TensorEngine.EnsureLoaded();");
        WriteSubmodels();
        // A tied layer refers to another layer's field, which must be set before.
        WriteModules(isTied: false);
        WriteModules(isTied: true);
        writer.WriteLine();
        WriteRegistration();
        WriteInitialization();
    }

    private void WriteSizes()
    {
        foreach (var (size, _) in model.Sizes)
        {
            var parameter = size.Name.AsParameter();
            if (size.AnyOf is { } list)
            {
                writer.WriteLine($"global::ModelDsl.SizeGuard.Check({parameter}, {names.NameOf(parameter)}, {string.Join(", ", list)});");
            }
            else
            {
                writer.WriteLine($"global::System.ArgumentOutOfRangeException.ThrowIfLessThan({parameter}, {size.Least});");
                if (size.Max is { } most)
                    writer.WriteLine($"global::System.ArgumentOutOfRangeException.ThrowIfGreaterThan({parameter}, {most});");
            }

            writer.WriteLine($"{names.SizeField(size.Name)} = {parameter};");
        }

        if (model.Sizes.Count > 0)
            writer.WriteLine();
    }

    private void WriteSubmodels()
    {
        foreach (var (submodel, property) in model.Submodels)
        {
            var shared = submodel.Architecture!.Sizes.Where(size => model.Sizes.Any(own => own.Size.Name == size.Name))
                .Select(size => size.Name.AsParameter())
                .Select(parameter => $"{parameter}: {parameter}, ");
            writer.WriteLine($"{names.SubmodelField(submodel.Property)} = new {property.Type}({string.Concat(shared)}device: device, dtype: dtype);");
        }
    }

    private void WriteModules(bool isTied)
    {
        foreach (var module in names.Modules)
        {
            if (module.Layer.Tied is not null == isTied)
                WriteModule(module);
        }
    }

    private void WriteModule(LayerModule module)
    {
        writer.Write($"{module.Field} = {(module.Call.Wrapper is { } wrapper ? $"new {wrapper}(" : "")}");
        if (module.Call.Type is null)
            writer.Write($"{_torch}.nn.{module.Layer.Kind.Name}(");
        else
            writer.Write($"new {module.Call.Type}(");
        for (var i = 0; i < module.Call.Arguments.Length; i++)
        {
            var argument = module.Call.Arguments[i];
            writer.Write(i == 0 ? "" : ", ");
            writer.Write(argument.Value is TiedLayer tied ? names.Layer(tied.Stage, tied.Layer.Index) : CSharp.Argument(argument, SymbolExtensions.AsParameter, _torch));
        }

        if (module.Call.HasWeights)
            writer.Write($"{(module.Call.Arguments.Length == 0 ? "" : ", ")}device: device, dtype: dtype");
        writer.WriteLine(module.Call.Wrapper is null ? ");" : "));");
    }

    private void WriteRegistration()
    {
        for (var i = 0; i < check.Stages.Count; i++)
        {
            if (check.Stages[i]!.IsHandWritten)
                continue;
            var stage = check.Stages[i]!.Name;
            var line = $"{names.OfModule("register_module")}(\"{stage}\", new global::ModelDsl.Stage(\"{stage}\"";
            var layers = new List<string>();
            var length = line.Length + "));".Length;
            foreach (var module in names.Modules)
            {
                if (module.Stage != i)
                    continue;
                layers.Add($"(\"{Literals.Of(module.Layer.Index)}\", {module.Field})");
                length += ", ".Length + layers[layers.Count - 1].Length;
            }

            writer.Write(line);
            foreach (var layer in layers)
                writer.Write($"{(length <= MaximumLine ? ", " : ",\n    ")}{layer}");
            writer.WriteLine("));");
        }

        foreach (var (submodel, _) in model.Submodels)
            writer.WriteLine($"{names.OfModule("register_module")}(\"{submodel.Property}\", {names.SubmodelField(submodel.Property)});");
        foreach (var own in model.OwnModules)
            WriteOwn(own);
        // A module may register its weights only when it is registered itself, so it cannot be moved before.
        foreach (var module in names.Modules.Where(module => module.Layer.Kind.Name == "Module"))
            writer.WriteLine($"global::ModelDsl.Layers.Placement.Place({module.Field}, device, dtype);");
    }

    private void WriteOwn(OwnModule own)
    {
        var method = own.Kind switch
        {
            OwnModuleKind.List => "RegisterList",
            OwnModuleKind.Dictionary => "RegisterDictionary",
            _ => "Register",
        };
        // A parameter is replaced if it is moved.
        var target = own.Kind == OwnModuleKind.Parameter ? $"{own.Name.Escaped()} = " : "";
        writer.WriteLine($"{target}global::ModelDsl.Layers.OwnComponents.{method}(this, \"{own.Name}\", {own.Name.Escaped()}, device, dtype);");
    }

    private void WriteInitialization()
    {
        var lines = names.Modules
            .Where(module => module.Layer.Kind.HasMatrix)
            .Select(module => (module.Field, module.Call.Wrapper, Initializer: model.Stages[module.Stage].Stage.Initializer ?? model.Architecture.Initializer))
            .Where(module => module.Initializer is not null)
            .Select(module => $"{(module.Wrapper is null ? $"{module.Field}.weight, {module.Field}.bias" : module.Field)}, global::ModelDsl.Initializer.{module.Initializer}")
            .ToList();
        if (lines.Count > 0)
            writer.WriteLine();
        foreach (var line in lines)
            writer.WriteLine($"global::ModelDsl.Layers.Initialization.Draw({line});");
    }
}
