namespace ModelDsl.Kernels;

/// <summary>The memory of a convolution's tensors. Null gradients are not computed.</summary>
internal unsafe struct ConvolutionTensors
{
    public float* Input, Weight, Bias, Output;

    public float* OutputGradient, InputGradient, WeightGradient, BiasGradient;

    /// <summary>The number of images.</summary>
    public int Count;

    /// <summary>The factor of negative outputs: 1 for no activation, 0 for ReLU.</summary>
    public float Slope;
}

/// <summary>Convolutions for one width of vectors.</summary>
internal interface IConvolutionKernel
{
    /// <summary>Computes the output.</summary>
    /// <param name="geometry">The places.</param>
    /// <param name="isTransposed">True for a transposed convolution, whose input is the small plane.</param>
    /// <param name="tensors">The memory.</param>
    /// <param name="threads">The number of threads.</param>
    void Forward(ConvolutionGeometry geometry, bool isTransposed, ConvolutionTensors tensors, int threads);

    /// <summary>Computes the gradients that are not null.</summary>
    void Backward(ConvolutionGeometry geometry, bool isTransposed, ConvolutionTensors tensors, int threads);
}
