namespace ModelDsl.Kernels;

/// <summary>The buffers of a thread, freed after the thread has ended.</summary>
internal sealed class Workspace
{
    [ThreadStatic]
    private static Workspace? s_current;

    public static Workspace Current => s_current ??= new();

    /// <summary>The larger plane of a convolution, for 16 images.</summary>
    public Buffer<float> Large { get; } = new();

    /// <summary>The smaller plane of a convolution, for 16 images.</summary>
    public Buffer<float> Small { get; } = new();

    /// <summary>A plane that is computed.</summary>
    public Buffer<float> Output { get; } = new();

    /// <summary>The images of an incomplete block, followed by zeros.</summary>
    public Buffer<float> Images { get; } = new();

    /// <summary>The outputs of an incomplete block, whose signs select the gradient of the activation.</summary>
    public Buffer<float> Signs { get; } = new();

    /// <summary>Sums of a weight's gradient.</summary>
    public Buffer<float> Sums { get; } = new();

    /// <summary>Sums of a bias's gradient.</summary>
    public Buffer<float> BiasSums { get; } = new();

    /// <summary>The columns of a matrix.</summary>
    public Buffer<float> Columns { get; } = new();

    /// <summary>Shared with other threads during a call: packed weights.</summary>
    public Buffer<float> Weights { get; } = new();

    /// <summary>Shared with other threads during a call: partial sums of gradients.</summary>
    public Buffer<float> Partial { get; } = new();

    /// <summary>Shared with other threads during a call: the gradient before the activation.</summary>
    public Buffer<float> Gradient { get; } = new();

    private readonly Buffer<float>[] _passed = [new(), new()];

    /// <summary>Shared with other threads during a call: the gradient that a layer of a chain passes to the layer before it, which reads it while it writes its own.</summary>
    /// <param name="index">The index of the layer in the chain.</param>
    public Buffer<float> Passed(int index) => _passed[index % 2];
}
