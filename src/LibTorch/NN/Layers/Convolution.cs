namespace TorchSharp.Modules;

/// <summary>What convolutions share.</summary>
public abstract class Convolution : nn.Module<torch.Tensor, torch.Tensor>
{
    /// <summary>Makes the parameters, as PyTorch initialises them.</summary>
    private protected Convolution(string name, ConvolutionShape shape, bool transposed, bool bias, torch.Device? device, torch.ScalarType? dtype)
        : base(name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(shape.Groups, 1, "groups");
        var (from, to) = transposed ? (shape.Inputs, shape.Outputs) : (shape.Outputs, shape.Inputs);
        Shape = shape;
        this.transposed = transposed;
        weight = new Parameter(torch.empty([from, to / shape.Groups, .. shape.Kernel], dtype, device));
        weight.DetachFromDisposeScope();
        register_parameter(nameof(weight), weight);
        if (bias)
        {
            this.bias = new Parameter(torch.empty(shape.Outputs, dtype, device));
            this.bias.DetachFromDisposeScope();
            register_parameter(nameof(bias), this.bias);
        }
        nn.init.ResetLinear(weight, this.bias);
    }

    /// <summary>The weights: <c>[outputs, inputs / groups, kernel…]</c>, or <c>[inputs, outputs / groups, kernel…]</c> where transposed.</summary>
    public Parameter weight { get; }

    /// <summary>What is added, <c>[outputs]</c>.</summary>
    public Parameter? bias { get; }

    /// <summary>Channels of the input.</summary>
    public long in_channels => Shape.Inputs;

    /// <summary>Channels of the result.</summary>
    public long out_channels => Shape.Outputs;

    /// <summary>The kernel's length along each axis.</summary>
    public long[] kernel_size => Shape.Kernel;

    /// <summary>How far the kernel moves along each axis.</summary>
    public long[] stride => Shape.Stride;

    /// <summary>How much is padded on both sides of each axis.</summary>
    public long[] padding => Shape.Padding;

    /// <summary>How much the result of a transposed convolution grows on one side of each axis.</summary>
    public long[] output_padding => Shape.OutputPadding;

    /// <summary>How far apart the kernel's elements are along each axis.</summary>
    public long[] dilation => Shape.Dilation;

    /// <summary>Into how many independent groups the channels fall.</summary>
    public long groups => Shape.Groups;

    /// <summary>What stands beyond the edge.</summary>
    public PaddingModes padding_mode => Shape.Mode;

    /// <summary>The padding by what it does; null where it is given in numbers.</summary>
    public Padding? padding_type => Shape.Named;

    /// <summary>Is it a transposed convolution?</summary>
    public bool transposed { get; }

    private protected ConvolutionShape Shape { get; }
}

/// <summary>The numbers of a convolution.</summary>
internal sealed record ConvolutionShape(
    long Inputs, long Outputs, long[] Kernel, long[] Stride, long[] Padding, long[] OutputPadding, long[] Dilation, long Groups,
    PaddingModes Mode, Padding? Named = null)
{
    /// <summary>The padding of both sides of each axis, from the last axis to the first, as the pad operator takes it.</summary>
    public long[] BothSides { get; } = [.. Padding.Reverse().SelectMany(side => new[] { side, side })];
}
