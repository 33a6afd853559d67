namespace ModelDsl.Kernels;

/// <summary>
/// A vector of floats, so that all widths share one source. A vector consists of quads, groups of four lanes. Results are identical for all widths,
/// because no lane depends on the width.
/// </summary>
internal unsafe interface IVector<T> where T : struct, IVector<T>
{
    /// <summary>The number of lanes: 4, 8 or 16.</summary>
    static abstract int Count { get; }

    /// <summary>The largest number of rows of a tile whose accumulators fit into the registers.</summary>
    static abstract int MaxRows { get; }

    static abstract T Load(float* source);

    /// <summary>Loads one quad from each of <c>Count / 4</c> places.</summary>
    static abstract T LoadQuads(float* source, nint stride);

    static abstract void Store(float* target, T value);

    /// <summary>Stores one quad at each of <c>Count / 4</c> places.</summary>
    static abstract void StoreQuads(float* target, nint stride, T value);

    /// <summary>Adds the quads to four floats, one quad after the other.</summary>
    static abstract void AddQuads(float* target, T value);

    static abstract T Fill(float value);

    static abstract T Add(T left, T right);

    /// <summary>Returns <c>left * right + addend</c>, rounded once if the processor can.</summary>
    static abstract T MultiplyAdd(T left, T right, T addend);

    /// <summary>Returns <c>value</c> if <c>sign</c> is positive or not a number, and <c>value * slope</c> otherwise; 0 if the slope is 0.</summary>
    static abstract T Rectify(T value, T sign, float slope);

    /// <summary>Interleaves the lower halves of each quad: <c>a0 b0 a1 b1</c>.</summary>
    static abstract T ZipLow(T left, T right);

    /// <summary>Interleaves the upper halves of each quad: <c>a2 b2 a3 b3</c>.</summary>
    static abstract T ZipHigh(T left, T right);
}
