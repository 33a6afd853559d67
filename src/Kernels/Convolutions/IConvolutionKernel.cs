namespace ModelDsl.Kernels;

/// <summary>Convolutions for one width of vectors.</summary>
internal interface IConvolutionKernel
{
    /// <summary>Computes the output.</summary>
    /// <param name="geometry">The shape, and the offsets that follow from it.</param>
    /// <param name="isTransposed">True for a transposed convolution, whose input is the small plane.</param>
    /// <param name="tensors">The memory.</param>
    /// <param name="threads">The number of threads.</param>
    void Forward(ConvolutionGeometry geometry, bool isTransposed, LayerTensors tensors, int threads);

    /// <summary>Computes the gradients that are not null.</summary>
    void Backward(ConvolutionGeometry geometry, bool isTransposed, LayerTensors tensors, int threads);
}
