namespace ModelDsl.Kernels;

/// <summary>Fully connected layers for one width of vectors.</summary>
internal interface ILinearKernel
{
    /// <summary>Computes the output.</summary>
    /// <param name="inputs">The number of input features.</param>
    /// <param name="outputs">The number of output features.</param>
    /// <param name="tensors">The memory.</param>
    /// <param name="threads">The number of threads.</param>
    void Forward(int inputs, int outputs, LayerTensors tensors, int threads);

    /// <summary>Computes the gradients that are not null.</summary>
    void Backward(int inputs, int outputs, LayerTensors tensors, int threads);
}
