namespace ModelDsl.Kernels;

/// <summary>The memory of the tensors of a layer. Gradients that are null are not computed.</summary>
internal unsafe struct LayerTensors
{
    public float* Input, Weight, Bias, Output;

    public float* OutputGradient, InputGradient, WeightGradient, BiasGradient;

    /// <summary>The number of images.</summary>
    public int Count;

    /// <summary>The factor of negative outputs: 1 for no activation, 0 for ReLU.</summary>
    public float Slope;
}
