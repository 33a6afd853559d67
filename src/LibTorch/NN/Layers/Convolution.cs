namespace TorchSharp.Modules;

/// <summary>What convolutions share.</summary>
public abstract class Convolution : nn.Module<Tensor, Tensor>
{
    /// <summary>Makes the parameters, as PyTorch initialises them.</summary>
    /// <exception cref="ArgumentException">The padding is to keep the size, and the kernel moves by more than one.</exception>
    private protected Convolution(string name, ConvolutionShape shape, bool transposed, bool bias, Device? device, ScalarType? dtype)
        : base(name)
    {
        if (shape.Named == Padding.Same && shape.Stride.Any(step => step != 1))
            throw new ArgumentException("padding='same' is not supported for strided convolutions", nameof(shape));
        ArgumentOutOfRangeException.ThrowIfLessThan(shape.Groups, 1, "groups");
        var (from, to) = transposed ? (shape.Inputs, shape.Outputs) : (shape.Outputs, shape.Inputs);
        Shape = shape;
        this.transposed = transposed;
        weight = Learned(nameof(weight), empty([from, to / shape.Groups, .. shape.Kernel], dtype, device));
        if (bias)
            this.bias = Learned(nameof(bias), empty(shape.Outputs, dtype, device));
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

    /// <summary>The input, padded as the mode asks; the input itself where the convolution pads with zeros on its own.</summary>
    private protected Tensor Padded(Tensor input) =>
        padding_mode == PaddingModes.Zeros ? input.alias() : nn.functional.pad(input, Shape.BothSides, padding_mode);
}

/// <summary>The numbers of a convolution.</summary>
internal sealed record ConvolutionShape(
    long Inputs, long Outputs, long[] Kernel, long[] Stride, long[] Padding, long[] OutputPadding, long[] Dilation, long Groups,
    PaddingModes Mode, Padding? Named = null)
{
    /// <summary>A convolution with padding in numbers; what is null is the schema's default.</summary>
    public static ConvolutionShape Of(
        long inputs, long outputs, long[] kernel, long[]? stride, long[]? padding, long[]? dilation, long groups, PaddingModes mode) =>
        new(
            inputs, outputs, kernel, stride ?? Axes.Repeat(1, kernel.Length), padding ?? Axes.Repeat(0, kernel.Length),
            Axes.Repeat(0, kernel.Length), dilation ?? Axes.Repeat(1, kernel.Length), groups, mode);

    /// <summary>A convolution with padding by what it does.</summary>
    public static ConvolutionShape Of(
        long inputs, long outputs, long[] kernel, long[]? stride, Padding padding, long[]? dilation, long groups, PaddingModes mode) =>
        Of(inputs, outputs, kernel, stride, default(long[]), dilation, groups, mode) with { Named = padding };

    /// <summary>A transposed convolution.</summary>
    /// <exception cref="ArgumentException">The padding mode is not zeros.</exception>
    public static ConvolutionShape Transposed(
        long inputs, long outputs, long[] kernel, long[]? stride, long[]? padding, long[]? output_padding, long[]? dilation, long groups,
        PaddingModes padding_mode) =>
        padding_mode is not PaddingModes.Zeros
            ? throw new ArgumentException("A transposed convolution is padded with zeros only.", nameof(padding_mode))
            : Of(inputs, outputs, kernel, stride, padding, dilation, groups, padding_mode) with
            {
                OutputPadding = output_padding ?? Axes.Repeat(0, kernel.Length),
            };

    /// <summary>How much is padded before and after each axis, from the last to the first. Of an odd number, the most goes after.</summary>
    public long[] BothSides => Named switch
    {
        TorchSharp.Padding.Same => [.. Kernel.Zip(Dilation, (length, gap) => gap * (length - 1)).Reverse().SelectMany(all => new[] { all / 2, all - all / 2 })],
        TorchSharp.Padding.Valid => Axes.Repeat(0, 2 * Kernel.Length),
        _ => [.. Enumerable.Reverse(Padding).SelectMany(side => new[] { side, side })],
    };

    /// <summary>What the convolution is left to pad, where the mode is not zeros: nothing.</summary>
    public long[] OwnPadding => Mode == PaddingModes.Zeros ? Padding : Axes.Repeat(0, Kernel.Length);

    /// <summary>The padding by name that the convolution itself does; null where it is in numbers.</summary>
    public Padding? OwnNamed => Mode == PaddingModes.Zeros ? Named : null;
}
