using static ModelDsl.LibTorch.Tests.GoldenValues;
using static TorchSharp.torch.nn;

namespace ModelDsl.LibTorch.Tests;

[Collection(ProcessWide.Name)]
public sealed class LossTests
{
    private static readonly Dictionary<string, Func<Tensor, Tensor, Reduction, Tensor>> s_losses = new()
    {
        ["mse_loss"] = functional.mse_loss,
        ["l1_loss"] = functional.l1_loss,
        ["binary_cross_entropy"] = (x, t, reduction) => functional.binary_cross_entropy(sigmoid(x), t, reduction: reduction),
        ["binary_cross_entropy_with_logits"] = (x, t, reduction) => functional.binary_cross_entropy_with_logits(x, t, reduction: reduction),
        ["softplus"] = (x, _, _) => functional.softplus(x, 2, 1).sum(),
    };

    public static TheoryData<string> Names => [.. GoldenValues.Names("losses")];

    [Theory, MemberData(nameof(Names))]
    public void A_loss_and_its_gradient_are_PyTorchs(string name)
    {
        manual_seed(2);
        var x = randn(4, 3, requires_grad: true);
        var t = rand(4, 3);
        var value = s_losses[name.Split('/')[0]](x, t, Enum.Parse<Reduction>(name.Split('/')[1], ignoreCase: true));
        Close(value, 1e-6, "losses", name, "value");
        value.sum().backward();
        Close(x.grad!, 1e-6, "losses", name, "gradient");
    }
}
