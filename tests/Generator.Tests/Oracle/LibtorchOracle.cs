using ModelDsl.Generator.Shapes;
using TorchSharp;
using static TorchSharp.torch;
using ExternalException = System.Runtime.InteropServices.ExternalException;

namespace ModelDsl.Generator.Tests.Oracle;

/// <summary>A layer as libtorch ran it.</summary>
/// <param name="Kind">The layer, or <c>Output</c> with the name of one of several outputs.</param>
/// <param name="Output">Its output's shape, without the batch.</param>
/// <param name="Parameters">The number of learned values.</param>
internal sealed record Step(string Kind, long[] Output, long Parameters);

/// <summary>
/// Runs a declaration layer by layer in libtorch, without the rules: it expands blocks, finds points and stages, and
/// computes expressions independently.
/// </summary>
internal sealed class LibtorchOracle(Architecture model, IReadOnlyDictionary<string, long> sizes)
{
    /// <summary>Not a declared size, so that the tests distinguish the batch from every axis.</summary>
    private const long Batch = 5;

    private readonly Names _names = new(sizes);

    /// <summary>The stage's layers as they ran, with blocks expanded; null if libtorch refuses.</summary>
    public static IReadOnlyList<Step>? Run(Architecture model, string stage, IReadOnlyDictionary<string, long> sizes)
    {
        using var scope = NewDisposeScope();
        using var gradients = no_grad();
        try
        {
            return new LibtorchOracle(model, sizes).Run(stage).Steps;
        }
        catch (Exception refusal) when (refusal is ExternalException or ArgumentException or RefusalException)
        {
            return null;
        }
    }

    /// <summary>The names of all weights and buffers of a valid declaration, as in nn.Sequential.</summary>
    public static IReadOnlyList<string> WeightNames(Architecture model, IReadOnlyDictionary<string, long> sizes)
    {
        using var scope = NewDisposeScope();
        return [.. new LibtorchOracle(model, sizes).Weights().Order(StringComparer.Ordinal)];
    }

    private Pass Run(string stage)
    {
        var declared = model.Stages.FirstOrDefault(candidate => candidate.Name == stage) ?? throw new RefusalException($"No stage {stage}.");
        var inputs = Inputs(declared, Batch);
        var pass = new Pass(this, declared, inputs);
        pass.Apply(declared.Layers, _names, "");
        pass.AddOutputs(declared.Outputs);
        return pass;
    }

    /// <summary>Inputs of a stage: random numbers, or zeros as integers if it looks them up.</summary>
    public static Tensor[] Inputs(Architecture model, string stage, IReadOnlyDictionary<string, long> sizes, long batch) =>
        new LibtorchOracle(model, sizes).Inputs(model.Stages.First(candidate => candidate.Name == stage), batch);

    private Tensor[] Inputs(Shapes.Stage stage, long batch) => [.. stage.Parameters.Select((parameter, i) =>
        TakesIntegers(stage, i) ? zeros([batch, .. Axes(parameter)], int64) : randn([batch, .. Axes(parameter)]))];

    /// <summary>True if the stage's first layer is an embedding, or runs a stage that begins with one.</summary>
    private bool TakesIntegers(Shapes.Stage stage, int parameter)
    {
        var first = stage.Layers.FirstOrDefault(layer => layer.Kind != "Mark");
        var callee = first?.Kind switch
        {
            "Call" => model.Stages.FirstOrDefault(other => other.Name == new Arguments(first, _names).Text("Stage")),
            _ => null,
        };
        return first?.Kind == "Embedding" ? parameter == 0
            : callee is not null && callee != stage ? TakesIntegers(callee, parameter)
            : first?.Kind == "Use" && model.Submodels.Count > 0 && Holding(model.Submodels[0]).TakesIntegers(model.Submodels[0].Architecture!.Stages[0], parameter);
    }

    private long[] Axes(Parameter parameter) => [.. parameter.Shape!.Values.Select(axis => _names.Evaluate(axis))];

    /// <summary>The names of all weights, including those of submodels.</summary>
    private IEnumerable<string> Weights() => model.Stages
        .SelectMany(stage => Run(stage.Name).Weights.Select(name => $"{stage.Name}.{name}"))
        .Concat(model.Submodels.SelectMany(submodel => Holding(submodel).Weights().Select(name => $"{submodel.Property}.{name}")));

    private long Parameters() => model.Stages.SelectMany(stage => Run(stage.Name).Steps).Sum(step => step.Parameters);

    /// <summary>A submodel receives the sizes of the same name; the others have their defaults.</summary>
    private LibtorchOracle Holding(Submodel submodel) =>
        new(submodel.Architecture!, submodel.Architecture!.Sizes.ToDictionary(size => size.Name, size => sizes.TryGetValue(size.Name, out var own) ? own : size.Value!.Value));

    /// <summary>The execution of one stage.</summary>
    private sealed class Pass(LibtorchOracle oracle, Shapes.Stage stage, Tensor[] inputs)
    {
        private readonly Dictionary<string, Tensor> _points = Enumerable.Range(0, inputs.Length).ToDictionary(i => stage.Parameters[i].Name, i => inputs[i]);
        private readonly List<(Layer Declared, Names Names, Run Run)> _runs = [];
        private Tensor _current = inputs[0];
        private int _blocks;
        private bool _hasBranches;

        public List<Step> Steps { get; } = [];

        public List<string> Weights { get; } = [];

        public void Apply(IEnumerable<Layer> layers, Names names, string prefix)
        {
            foreach (var layer in layers)
            {
                if (layer.Block is { } block)
                    Apply(block, layer, names);
                else if (layer.Kind == "Mark")
                    _points.Add(prefix + layer.Arguments[0].Values[0], _current);
                else if (layer.Kind == "From")
                    Continue(prefix + layer.Arguments[0].Values[0]);
                else
                    Add(layer, names, Apply(layer, names, prefix));
            }
        }

        private void Continue(string point)
        {
            if (_runs.Count > 0 && _runs[^1].Run.IsDistribution)
                throw new RefusalException("A distribution is not a tensor.");
            (_current, _hasBranches) = (Point(point), true);
        }

        /// <summary>An output without a point is the last tensor.</summary>
        public void AddOutputs(IEnumerable<string> names) => Steps.AddRange(names.Select(name =>
            new Step($"Output {name}", _points.GetValueOrDefault(name, _current).shape[1..], 0)));

        private void Apply(Block block, Layer use, Names names)
        {
            var inner = new Names(block.Parameters.ToDictionary(name => name, name => new Arguments(use, names).Any(name)));
            for (var i = 0; i < new Arguments(use, names).Number("Repeat", 1); i++)
            {
                var before = _current;
                Apply(block.Layers, inner, $"{_blocks++}.");
                if (new Arguments(use, names).Flag("Residual"))
                    Add(new("Add", default), names, Sum([_current, before]));
            }
        }

        private void Add(Layer layer, Names names, Run run)
        {
            // libtorch returns an empty image for a transposed convolution without output.
            if (run.Output.shape.Contains(0))
                throw new RefusalException("No output.");
            Weights.AddRange(run.Modules.SelectMany(part =>
                part.Module.state_dict().Keys.Select(name => $"{Steps.Count}.{(part.Name.Length == 0 ? "" : part.Name + ".")}{name}")));
            var parameters = run.Modules.SelectMany(part => part.Module.parameters()).Sum(weights => weights.numel());
            Steps.Add(new(layer.Kind!, run.Output.shape[1..], layer.Kind == "Use" ? Submodel(layer, names).Parameters() : parameters));
            _runs.Add((layer, names, run));
            _current = run.Output;
        }

        private Run Apply(Layer layer, Names names, string prefix)
        {
            if (_runs.Count > 0 && _runs[^1].Run.IsDistribution)
                throw new RefusalException("A distribution is not a tensor.");

            var arguments = new Arguments(layer, names);
            var joined = arguments.Texts("From") is { Length: > 0 } from ? from.Select(name => Point(prefix + name)).Prepend(_current).ToArray()
                : _runs.Count == 0 && !_hasBranches && inputs.Length > 1 ? inputs
                : [_current];
            return layer.Kind switch
            {
                "Concat" when joined.Length > 1 => new(cat(joined, 1)),
                "Add" => Sum(joined),
                "Multiply" when joined.Length > 1 => new(joined.Aggregate((left, right) => left * right)),
                "Multiply" => throw new RefusalException("Nothing to multiply."),
                "Concat" => throw new RefusalException("Nothing to join."),
                "Call" => Called(oracle, arguments, joined, prefix),
                "Use" => Called(Submodel(layer, names), arguments, joined, prefix),
                "Tied" => Tied(arguments),
                _ => LibtorchLayers.Apply(layer.Kind!, _current, arguments),
            };
        }

        private Tensor Point(string name) => _points.TryGetValue(name, out var point) ? point : throw new RefusalException($"No {name}.");

        private static Run Sum(Tensor[] terms) => terms.Length > 1 ? new(terms.Aggregate((left, right) => left + right)) : throw new RefusalException("Nothing to add.");

        private LibtorchOracle Submodel(Layer layer, Names names) =>
            oracle.Holding(oracle.Model.Submodels.FirstOrDefault(submodel => submodel.Property == new Arguments(layer, names).Text("Property"))
                ?? throw new RefusalException("No such property."));

        /// <summary>Runs another stage, which checks its inputs, and names its outputs. Its weights are not part of the result.</summary>
        private Run Called(LibtorchOracle owner, Arguments arguments, Tensor[] inputs, string prefix)
        {
            var stage = arguments.Text("Stage") is { Length: > 0 } stated ? stated : owner.Model.Stages[0].Name;
            var callee = owner.Model.Stages.FirstOrDefault(candidate => candidate.Name == stage) ?? throw new RefusalException($"No stage {stage}.");
            var given = callee.Parameters.Count == 1 ? inputs[..1] : inputs;
            if (given.Length != callee.Parameters.Count || given.Zip(callee.Parameters).Any(pair => !pair.First.shape[1..].SequenceEqual(owner.Axes(pair.Second))))
                throw new RefusalException("Another shape.");
            var pass = new Pass(owner, callee, given);
            pass.Apply(callee.Layers, owner._names, "");
            Tensor[] outputs = callee.Outputs.Count == 0 ? [pass._current] : [.. callee.Outputs.Select(name => pass._points.GetValueOrDefault(name, pass._current))];
            var points = arguments.Texts("As") is { Length: > 0 } names ? names : [.. callee.Outputs];
            if (points.Length > 0 && points.Length != outputs.Length || points.Any(name => _points.ContainsKey(prefix + name)))
                throw new RefusalException("Other names.");
            for (var i = 0; i < points.Length; i++)
                _points.Add(prefix + points[i], outputs[i]);
            return new(outputs[0]) { IsDistribution = pass._runs.Count > 0 && pass._runs[^1].Run.IsDistribution };
        }

        /// <summary>The transpose of a layer of another stage, with its weight.</summary>
        private Run Tied(Arguments arguments)
        {
            var other = oracle.Run(arguments.Text("Stage"));
            var index = (int)arguments.Axes("Layer", 1)[0];
            if (index >= other._runs.Count)
                throw new RefusalException("No such layer.");

            var (declared, names, run) = other._runs[index];
            var source = new Arguments(declared, names);
            nn.Module<Tensor, Tensor> module = run.Modules.Select(part => part.Module).FirstOrDefault() switch
            {
                TorchSharp.Modules.Linear linear when declared.Kind == "Linear" => new Layers.TransposedLinear(linear, arguments.Flag("Bias", true)),
                TorchSharp.Modules.Conv2d convolution => new Layers.TransposedConv2d(
                    convolution, Two(source.Axes("Stride", 2, 1)), Two(Padding(source)), Two(arguments.Axes("OutputPadding", 2, 0)),
                    Two(source.Axes("Dilation", 2, 1)), source.Number("Groups", 1), arguments.Flag("Bias", true)),
                _ => throw new RefusalException("No transpose."),
            };
            return new(module.call(_current), ("", module));
        }

        private static long[] Padding(Arguments source)
        {
            if (!source.Flag("SamePadding"))
                return source.Axes("Padding", 2, 0);
            var total = source.Axes("Kernel", 2).Zip(source.Axes("Dilation", 2, 1), (kernel, dilation) => dilation * (kernel - 1)).ToArray();
            return total.All(padding => padding % 2 == 0) ? [.. total.Select(padding => padding / 2)] : throw new RefusalException("No transpose.");
        }

        private static (long, long) Two(long[] values) => (values[0], values[1]);
    }

    private Architecture Model => model;
}
