namespace ModelDsl;

/// <summary>How weights are drawn before training. Glorot and Bengio 2010 (Xavier), He et al. 2015 (Kaiming), Saxe et al. 2014 (orthogonal).</summary>
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
/// How the weights of linear layers and convolutions are drawn, in a stage or in the whole model; their biases start at
/// zero. Without it, and in all other layers, PyTorch's defaults hold.
/// </summary>
/// <param name="initializer">How.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, Inherited = false)]
public sealed class InitializeAttribute(Initializer initializer) : Attribute
{
    /// <summary>How weights are drawn.</summary>
    public Initializer Initializer { get; } = initializer;
}
