using static TorchSharp.torch;

namespace ModelDsl.Kernels;

/// <summary>The gradients of inputs that are joined along their columns. Columns before the first and after the last input that needs a gradient are left out.</summary>
internal readonly ref struct InputGradients
{
    private readonly ReadOnlySpan<Tensor> _inputs;
    private readonly ReadOnlySpan<bool> _needs;

    /// <param name="inputs">The inputs.</param>
    /// <param name="needs">True for each input that needs a gradient.</param>
    public InputGradients(ReadOnlySpan<Tensor> inputs, ReadOnlySpan<bool> needs)
    {
        _inputs = inputs;
        _needs = needs[..inputs.Length];
        var (first, last) = (_needs.IndexOf(true), _needs.LastIndexOf(true));
        if (first < 0)
            return;
        FirstColumn = Columns(..first);
        Memory = inputs.Length == 1 ? empty_like(inputs[0]) : TensorMemory.Create(inputs[0].size(0), Columns(first..(last + 1)));
    }

    /// <summary>The memory of the gradients; null if none is needed.</summary>
    public Tensor? Memory { get; }

    /// <summary>The column of the joined inputs with which the memory begins.</summary>
    public int FirstColumn { get; }

    /// <summary>Returns the gradient of each input: a part of the memory, or null if it is not needed.</summary>
    public Tensor[] Split()
    {
        if (_inputs.Length == 1)
            return [Memory!];
        var gradients = new Tensor[_inputs.Length];
        for (var index = 0; index < gradients.Length; index++)
        {
            if (_needs[index])
                gradients[index] = Memory!.narrow(1, Columns(..index) - FirstColumn, _inputs[index].size(1));
        }

        Memory?.Dispose();
        return gradients;
    }

    private int Columns(Range range)
    {
        var columns = 0L;
        foreach (var input in _inputs[range])
            columns += input.size(1);
        return (int)columns;
    }
}
