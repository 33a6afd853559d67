using ModelDsl.Generator.Declaration;
using ModelDsl.Generator.Emission.Layers;
using ModelDsl.Generator.Shapes;

namespace ModelDsl.Generator.Emission;

/// <summary>Writes the body of a stage: one line for a layer, or for a layer and its activation. Each intermediate result is disposed, also if a later layer throws.</summary>
internal sealed class StageEmitter(ModelDeclaration model, CheckedStage stage, int index, ModelNames names)
{
    private readonly string _torch = ModelEmitter.TorchName(model.Hierarchy);
    private readonly string[] _parameters = [.. model.Stages[index].Method.Parameters.Select(parameter => parameter.Identifier)];
    private readonly string _local = ModelNames.Local(model.Stages[index].Method.Parameters);
    private readonly int[] _readers = CountReaders(stage);

    public void WriteBody(IndentedTextWriter writer)
    {
        for (var i = 0; i < _parameters.Length; i++)
        {
            writer.WriteLine(
                $"global::ModelDsl.ShapeGuard.Check({_parameters[i]}, \"{model.Architecture.Name}.{stage.Name}\", {names.NameOf(_parameters[i])}, {CSharp.Axes(stage.Inputs[i], Member)});");
        }

        if (stage.Layers.Count == 0 && stage.Outputs.Count == 0)
            writer.WriteLine($"return {_parameters[0]}.alias();");
        for (var i = 0; i < stage.Layers.Count; i++)
        {
            var layer = stage.Layers[i];
            if (layer.Outputs.Count > 0)
            {
                WriteCallOfSeveral(layer, writer);
                continue;
            }

            var isJoined = IsJoinedByKernels(layer);
            var kernels = KernelLayers(isJoined ? i + 1 : i);
            if (kernels.Count > 0)
            {
                i = kernels[kernels.Count - 1].Last.Index;
                WriteResult(i, writer);
                WriteKernelCall(isJoined ? layer : null, kernels, writer);
                continue;
            }

            var call = Guarded(layer, Applied(layer, Folded(layer, writer)));
            WriteResult(i, writer);
            writer.WriteLine($"{call}; // {layer.Kind.Name}: {layer.Output}");
        }

        if (stage.Outputs.Count > 0)
            WriteOutputs(writer);
        else if (stage.Layers.Count > 0 && stage.Layers[stage.Layers.Count - 1].Outputs.Count > 0)
            writer.WriteLine($"return {Name(stage.Last!)}.alias();");
    }

    /// <summary>Writes the start of the statement that computes a layer's output.</summary>
    private void WriteResult(int layer, IndentedTextWriter writer) =>
        writer.Write(layer == stage.Layers.Count - 1 && stage.Outputs.Count == 0 ? "return " : $"using var {_local}{layer} = ");

    /// <summary>Runs a stage with several outputs, each of which is a tensor of its own.</summary>
    private void WriteCallOfSeveral(AppliedLayer layer, IndentedTextWriter writer)
    {
        var results = $"{_local}{layer.Index}_outputs";
        writer.WriteLine($"var {results} = {Applied(layer, Name(layer.Inputs[0]))}; // {layer.Kind.Name}: {layer.Result}");
        for (var i = 0; i < layer.Outputs.Count; i++)
            writer.WriteLine($"using var {Name(new(layer.Index, -1, layer.Output, i))} = {results}.{layer.Outputs[i].Name.Escaped()};");
    }

    /// <summary>Returns a tensor of its own for each output, so that two of them, or an output and a parameter, may be the same one.</summary>
    private void WriteOutputs(IndentedTextWriter writer)
    {
        var type = model.Stages[index].Method.ReturnType;
        var outputs = string.Join(", ", stage.Outputs.Select(output => $"{Name(output.Value)}.alias()"));
        writer.WriteLine($"return {(type[0] == '(' ? "" : "new")}({outputs}); // {stage.Result}");
    }

    /// <summary>
    /// Writes all but the last step of a layer that joins several tensors one after the other. Returns the first operand of the last step.
    /// </summary>
    private string Folded(AppliedLayer layer, IndentedTextWriter writer)
    {
        var result = Name(layer.Inputs[0]);
        if (layer.Inputs.Count <= 2 || LayerCodes.Of(layer.Kind).Call?.Invoke(layer) is not { Target: CallTarget.Fold } call)
            return result;
        for (var i = 1; i < layer.Inputs.Count - 1; i++)
        {
            var next = $"{_local}{layer.Index}_{i}";
            writer.WriteLine($"using var {next} = {result}.{call.Name}({Name(layer.Inputs[i])});");
            result = next;
        }

        return result;
    }

    private string Applied(AppliedLayer layer, string input)
    {
        var module = names.FindModule(index, layer.Index);
        if (module is { Call.Application: null })
            return $"{module.Field}.call({input})";

        var code = LayerCodes.Of(layer.Kind);
        var call = module?.Call.Application ?? (MayOverwrite(layer) ? code.CallInPlace?.Invoke(layer) : null) ?? code.Call!(layer);
        var owner = call.Target switch { CallTarget.Method or CallTarget.Fold => $"{input}.", CallTarget.Stage or CallTarget.Runtime => "", _ => $"{_torch}." };
        var arguments = new List<string>(layer.Inputs.Count + call.Arguments.Length);
        if (call.Target is not (CallTarget.Method or CallTarget.Fold))
            arguments.Add(input);
        for (var i = call.Target == CallTarget.Fold ? layer.Inputs.Count - 1 : 1; i < layer.Inputs.Count; i++)
            arguments.Add(Name(layer.Inputs[i]));
        if (call.Target == CallTarget.FunctionOfList)
            arguments = [$"[{string.Join(", ", arguments)}]"];
        foreach (var argument in call.Arguments)
            arguments.Add(argument.Value switch
            {
                InputBatch => $"{input}.shape[0]",
                ModuleMember member => $"{module!.Field}.{member.Name}",
                _ => CSharp.Argument(argument, Member, _torch),
            });
        var name = call.Target == CallTarget.Stage ? string.Join(".", call.Name.Split('.').Select((part, i) => i == 0 ? Member(part) : part.Escaped())) : call.Name;
        return $"{owner}{name}({string.Join(", ", arguments)})";
    }

    /// <summary>A layer that the kernels apply.</summary>
    /// <param name="Layer">The layer.</param>
    /// <param name="Argument">The layer in the call.</param>
    /// <param name="Last">The activation, or the layer if it has none.</param>
    private sealed record KernelLayer(AppliedLayer Layer, string Argument, AppliedLayer Last)
    {
        public string Comment => $"{Layer.Kind.Name}{(Last == Layer ? "" : $", {Last.Kind.Name}")}: {Last.Output}";
    }

    /// <summary>The layers from a position on that the kernels apply in one call, because nothing else reads their results; none if the first has no kernel.</summary>
    private List<KernelLayer> KernelLayers(int position)
    {
        var layers = new List<KernelLayer>();
        while (position < stage.Layers.Count && stage.Layers[position] is var layer && names.FindModule(index, position) is { } module && HasKernel(layer, module)
            && (layers.Count == 0 || layer.Inputs[0].Layer == position - 1 && _readers[position - 1] == 1))
        {
            var slope = position + 1 < stage.Layers.Count ? SlopeInKernel(layer, stage.Layers[position + 1]) : null;
            var argument = slope is { } factor ? $"new({module.Field}, negative_slope: {Literals.Of(factor)})" : $"new({module.Field})";
            layers.Add(new(layer, argument, slope is null ? layer : stage.Layers[++position]));
            position++;
        }

        return layers;
    }

    /// <summary>True if a layer joins the inputs of the next layer along their columns and nothing else reads the result: kernels that apply the next layer also join them.</summary>
    private bool IsJoinedByKernels(AppliedLayer layer) =>
        layer.Kind.Name == "Concat" && layer.Output.Rank == 1 && _readers[layer.Index] == 1
        && layer.Index + 1 < stage.Layers.Count && stage.Layers[layer.Index + 1].Inputs[0].Layer == layer.Index;

    /// <summary>The factor of negative values if the kernel of a layer can also apply the next layer; null if it cannot.</summary>
    private double? SlopeInKernel(AppliedLayer layer, AppliedLayer next) =>
        next.Inputs[0].Layer == layer.Index && MayOverwrite(next) ? LayerCodes.Of(next.Kind).SlopeInKernel?.Invoke(next) : null;

    /// <summary>True if the kernels apply a layer, which must be one of TorchSharp.</summary>
    private static bool HasKernel(AppliedLayer layer, LayerModule module) =>
        LayerCodes.Of(layer.Kind).HasKernel && module.Call is { Type: null, Wrapper: null, Application: null };

    /// <param name="join">The layer that joins the inputs of the first layer; null if it has one input.</param>
    /// <param name="layers">The layers.</param>
    /// <param name="writer">Receives the code.</param>
    private void WriteKernelCall(AppliedLayer? join, List<KernelLayer> layers, IndentedTextWriter writer)
    {
        var input = join is null ? Name(layers[0].Layer.Inputs[0]) : $"[{string.Join(", ", join.Inputs.Select(Name))}]";
        var call = $"global::ModelDsl.Kernels.CpuKernels.Apply({input},";
        if (layers.Count == 1)
        {
            writer.WriteLine($"{call} [{layers[0].Argument}]); // {(join is null ? "" : $"{join.Kind.Name}, ")}{layers[0].Comment}");
            return;
        }

        using (writer.OpenBlock(join is null ? call : $"{call} // {join.Kind.Name}: {join.Output}", "[", "]);"))
        {
            foreach (var layer in layers)
                writer.WriteLine($"{layer.Argument}, // {layer.Comment}");
        }
    }

    /// <summary>A member of the model, which a parameter or a local variable of its name would hide.</summary>
    private string Member(string name) =>
        _parameters.Contains(name.Escaped()) || name.StartsWith(_local, StringComparison.Ordinal) && name.Skip(_local.Length).All(char.IsDigit)
            ? $"this.{name.Escaped()}"
            : name.Escaped();

    /// <summary>The call of a layer. If the user wrote its code, the result's shape is only stated, and its owner is unknown.</summary>
    private string Guarded(AppliedLayer layer, string call) => layer.Kind.Name == "Module" || layer.Callee is { IsHandWritten: true }
        ? UserCall(call, $"{model.Architecture.Name}.{stage.Name}.{layer.Index}", CSharp.Axes(layer.Output, Member))
        : call;

    /// <summary>The call of a stage, by its model, with a result that belongs to the caller.</summary>
    public static string Call(ModelDeclaration model, CheckedStage stage, int index, string arguments)
    {
        var call = $"{model.Stages[index].Method.Identifier}({arguments})";
        return stage.IsHandWritten ? UserCall(call, $"{model.Architecture.Name}.{stage.Name}", CSharp.Axes(stage.Output, SymbolExtensions.Escaped)) : call;
    }

    private static string UserCall(string call, string place, string axes) =>
        $"global::ModelDsl.UserCode.Call(() => {call}, \"{place}\", {axes})";

    /// <summary>True if nothing else reads the layer's input: neither the backward pass of the layer that computes it nor another layer.</summary>
    private bool MayOverwrite(AppliedLayer layer) =>
        layer.Inputs[0].Layer is >= 0 and var producer
        && LayerCodes.Of(stage.Layers[producer].Kind).OutputMayBeOverwritten
        && _readers[producer] == 1;

    /// <summary>The number of layers that read each layer's output; an output of several counts as one more.</summary>
    private static int[] CountReaders(CheckedStage stage)
    {
        var readers = new int[stage.Layers.Count];
        foreach (var layer in stage.Layers)
        {
            foreach (var input in layer.Inputs)
            {
                if (input.Layer >= 0)
                    readers[input.Layer]++;
            }
        }

        foreach (var output in stage.Outputs)
        {
            if (output.Value.Layer >= 0)
                readers[output.Value.Layer]++;
        }

        return readers;
    }

    private string Name(Value value) => value.Layer < 0 ? _parameters[value.Parameter]
        : value.Output == 0 ? _local + Literals.Of(value.Layer)
        : $"{_local}{value.Layer}_{value.Output}";
}
