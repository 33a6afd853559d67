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

/// <summary>A module that compares three values.</summary>
public abstract class Loss<T1, T2, T3, TResult> : nn.Module<T1, T2, T3, TResult>
{
    /// <summary>Makes the loss.</summary>
    /// <param name="reduction">How the elements' losses become one.</param>
    public Loss(nn.Reduction reduction = nn.Reduction.Mean)
        : base(nameof(Loss<,,,>)) => this.reduction = reduction;

    /// <summary>How the elements' losses become one.</summary>
    public nn.Reduction reduction { get; }
}

/// <summary>A loss with weights of its elements or classes.</summary>
public abstract class WeightedLoss<T1, T2, TResult> : Loss<T1, T2, TResult>
{
    /// <summary>Makes the loss.</summary>
    /// <param name="weight">What each element's or class's loss is multiplied by.</param>
    /// <param name="reduction">How the elements' losses become one.</param>
    public WeightedLoss(Tensor? weight = null, nn.Reduction reduction = nn.Reduction.Mean)
        : base(reduction) => this.weight = weight;

    /// <summary>What each element's or class's loss is multiplied by.</summary>
    public Tensor? weight { get; }
}
