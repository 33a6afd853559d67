namespace TorchSharp.Modules;

/// <summary>A tensor that a module learns.</summary>
public class Parameter : torch.Tensor
{
    /// <summary>Makes a parameter of a tensor, which is as if disposed from then on.</summary>
    /// <param name="data">The values.</param>
    /// <param name="requires_grad">Does autograd record what is done with it?</param>
    public Parameter(torch.Tensor data, bool requires_grad = true)
        : base((data ?? throw new ArgumentNullException(nameof(data))).with_requires_grad(requires_grad).GiveAway())
    {
    }
}
