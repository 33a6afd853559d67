using TorchSharp;

namespace ModelDsl.Onnx.Tests.Models;

/// <summary>A module whose code is the user's.</summary>
public sealed class Doubling() : nn.Module<Tensor, Tensor>(nameof(Doubling))
{
    public override Tensor forward(Tensor input) => input * 2;
}

/// <summary>Stages with code that cannot be exported, and one without.</summary>
[Model]
public sealed partial class OwnCode
{
    [Linear(4)]
    public partial Tensor Declared([Shape(3)] Tensor x);

    [return: Shape(3)]
    public Tensor Written([Shape(3)] Tensor x) => x.exp();

    [Linear(3), Module(typeof(Doubling))]
    public partial Tensor WithModule([Shape(3)] Tensor x);

    [Linear(3), Call(nameof(Written))]
    public partial Tensor Calling([Shape(3)] Tensor x);
}
