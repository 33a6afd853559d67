namespace TorchSharp;

/// <summary>A module that compares two values.</summary>
public abstract class Loss<T1, T2, TResult> : nn.Module<T1, T2, TResult>
{
    /// <summary>Makes the loss.</summary>
    /// <param name="reduction">How the elements' losses become one.</param>
    public Loss(nn.Reduction reduction = nn.Reduction.Mean)
        : base(nameof(Loss<,,>)) => this.reduction = reduction;

    /// <summary>How the elements' losses become one.</summary>
    public nn.Reduction reduction { get; }
}
