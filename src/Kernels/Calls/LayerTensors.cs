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

    /// <summary>The columns of the input whose gradient <see cref="InputGradient"/> receives, in a fully connected layer.</summary>
    public int FirstColumn, Columns;

    /// <summary>True if the input and its gradient are in planes of 16 images, without padding, and not in images.</summary>
    public bool IsInputInPlanes;

    /// <summary>True if the output and its gradient are in planes of 16 images, without padding, and not in images.</summary>
    public bool IsOutputInPlanes;
}
