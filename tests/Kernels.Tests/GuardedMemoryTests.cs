namespace ModelDsl.Kernels.Tests;

/// <summary>An access beyond a tensor would end the process.</summary>
public unsafe class GuardedMemoryTests
{
    [Fact]
    public void Kernels_stay_within_the_memory_of_their_tensors()
    {
        if (!OperatingSystem.IsLinux())
            return;
        var random = new Random(7);
        for (var index = 0; index < 150; index++)
        {
            var kernels = KernelSet.Supported[index % KernelSet.Supported.Count];
            if (index % 3 == 0)
                RunLinear(kernels.Linear, random.Next(1, 40), random.Next(1, 70), random.Next(1, 70));
            else
                RunConvolution(kernels.Convolution, random, isTransposed: index % 2 == 0);
        }
    }

    private static void RunLinear(ILinearKernel kernel, int count, int inputs, int outputs)
    {
        using GuardedMemory input = new(count * inputs), weight = new(inputs * outputs), bias = new(outputs), output = new(count * outputs), gradient = new(count * outputs);
        using GuardedMemory inputGradient = new(count * inputs), weightGradient = new(inputs * outputs), biasGradient = new(outputs);
        var tensors = new LayerTensors
        {
            Input = input.Pointer, Weight = weight.Pointer, Bias = bias.Pointer, Output = output.Pointer, OutputGradient = gradient.Pointer,
            InputGradient = inputGradient.Pointer, WeightGradient = weightGradient.Pointer, BiasGradient = biasGradient.Pointer,
            Count = count, Columns = inputs,
        };
        kernel.Forward(inputs, outputs, tensors, threads: 2);
        kernel.Backward(inputs, outputs, tensors, threads: 2);
    }

    private static void RunConvolution(IConvolutionKernel kernel, Random random, bool isTransposed)
    {
        var groups = random.Next(1, 3);
        var shape = new ConvolutionShape(groups * random.Next(1, 6), groups * random.Next(1, 12), groups, Axis(random), Axis(random));
        var count = random.Next(1, 40);
        var (inputs, outputs) = isTransposed ? (shape.SmallFeatures, shape.LargeFeatures) : (shape.LargeFeatures, shape.SmallFeatures);
        var channels = isTransposed ? shape.LargeChannels : shape.SmallChannels;
        var (isInputInPlanes, isOutputInPlanes) = (random.Next(2) == 0, random.Next(2) == 0);
        // Planes are complete blocks of 16 images.
        var (inputLength, outputLength) = ((isInputInPlanes ? (count + 15) / 16 * 16 : count) * inputs, (isOutputInPlanes ? (count + 15) / 16 * 16 : count) * outputs);
        using GuardedMemory input = new(inputLength), weight = new((int)shape.Weights), bias = new(channels), output = new(outputLength), gradient = new(outputLength);
        using GuardedMemory inputGradient = new(inputLength), weightGradient = new((int)shape.Weights), biasGradient = new(channels);
        var tensors = new LayerTensors
        {
            Input = input.Pointer, Weight = weight.Pointer, Bias = bias.Pointer, Output = output.Pointer, OutputGradient = gradient.Pointer,
            InputGradient = inputGradient.Pointer, WeightGradient = weightGradient.Pointer, BiasGradient = biasGradient.Pointer, Count = count,
            Slope = 0.2f, IsInputInPlanes = isInputInPlanes, IsOutputInPlanes = isOutputInPlanes,
        };
        var geometry = ConvolutionGeometry.Of(shape);
        kernel.Forward(geometry, isTransposed, tensors, threads: 2);
        kernel.Backward(geometry, isTransposed, tensors, threads: 2);
    }

    private static ConvolutionAxis Axis(Random random)
    {
        var (small, kernel, stride, dilation) = (random.Next(1, 7), random.Next(1, 5), random.Next(1, 4), random.Next(1, 3));
        var reach = (kernel - 1) * dilation + 1;
        var padding = random.Next(0, reach);
        // A convolution ignores up to stride - 1 pixels at the end.
        return new(Math.Max(1, (small - 1) * stride + reach - 2 * padding + random.Next(stride)), small, kernel, stride, padding, dilation);
    }
}
