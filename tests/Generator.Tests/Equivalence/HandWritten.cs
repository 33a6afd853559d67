using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace ModelDsl.Generator.Tests.Equivalence;

/// <summary>A hand-written module with named parts, like a class with a field for each.</summary>
internal class HandWritten : Module
{
    public HandWritten(params (string Name, Module Part)[] parts) : base(nameof(HandWritten))
    {
        foreach (var (name, part) in parts)
            register_module(name, part);
    }

    /// <summary>The output of a stage: a tensor, or the mean and the log-variance of a distribution.</summary>
    /// <param name="stage">The stage's name.</param>
    /// <param name="input">The input; several inputs are joined.</param>
    public virtual Tensor[] Run(string stage, Tensor input) => Part(stage) switch
    {
        WithHeads net => net.Run(input),
        var net => [((Module<Tensor, Tensor>)net).call(input)],
    };

    protected Module Part(string name) => named_children().First(child => child.name == name).module;

    /// <summary>Applies a part that maps a tensor to a tensor.</summary>
    protected Tensor Pass(string part, Tensor input) => ((Module<Tensor, Tensor>)Part(part)).call(input);
}

/// <summary>Layers that end in two heads: one for the mean and one for the log-variance.</summary>
internal sealed class WithHeads(params Module<Tensor, Tensor>[] layers) : HandWritten(
[
    .. layers.SkipLast(2).Select((layer, i) => ($"{i}", (Module)layer)),
    ($"{layers.Length - 2}", new HandWritten(("mean", layers[^2]), ("log_variance", layers[^1]))),
])
{
    public Tensor[] Run(Tensor input)
    {
        var parts = named_children().Select(child => child.module).ToList();
        var features = parts.SkipLast(1).Aggregate(input, (x, layer) => ((Module<Tensor, Tensor>)layer).call(x));
        return [.. parts[^1].children().Select(head => ((Module<Tensor, Tensor>)head).call(features))];
    }
}
