namespace ModelDsl.Kernels;

/// <summary>The memory of the tensors of a fully connected layer. Null gradients are not computed.</summary>
internal unsafe struct LinearTensors
{
    public float* Input, Weight, Bias, Output;

    public float* OutputGradient, InputGradient, WeightGradient, BiasGradient;

    public int Count, Inputs, Outputs;

    /// <summary>The factor of negative outputs: 1 for no activation, 0 for ReLU.</summary>
    public float Slope;
}

/// <summary>Fully connected layers for one width of vectors.</summary>
internal interface ILinearKernel
{
    void Forward(LinearTensors tensors, int threads);

    void Backward(LinearTensors tensors, int threads);
}
