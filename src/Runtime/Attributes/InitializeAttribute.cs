namespace ModelDsl;

/// <summary>The distribution of initial weights. Glorot and Bengio 2010 (Xavier), He et al. 2015 (Kaiming), Saxe et al. 2014 (orthogonal).</summary>
public enum Initializer
{
    /// <summary>Uniform, with a variance of 2 / (inputs + outputs).</summary>
    XavierUniform,

    /// <summary>Normal, with a variance of 2 / (inputs + outputs).</summary>
    XavierNormal,

    /// <summary>Uniform, with a variance of 2 / inputs.</summary>
    KaimingUniform,

    /// <summary>Normal, with a variance of 2 / inputs.</summary>
    KaimingNormal,

    /// <summary>Orthonormal rows or columns.</summary>
    Orthogonal,

    /// <summary>Normal, with a standard deviation of 0.02 (Radford et al. 2016).</summary>
    Normal,
}

/// <summary>
/// Sets the distribution of the initial weights of linear layers and convolutions, in a stage or in the whole model. Their
/// biases start at zero. All other layers keep PyTorch's defaults.
/// </summary>
/// <param name="initializer">The distribution of the weights.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, Inherited = false)]
public sealed class InitializeAttribute(Initializer initializer) : Attribute
{
    /// <summary>The distribution of the weights.</summary>
    public Initializer Initializer { get; } = initializer;
}
