using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace TorchSharp.Utils;

/// <summary>Reads and writes a tensor's elements, in the order of its axes however they lie in memory.</summary>
/// <typeparam name="T">The .NET type with the layout of the elements.</typeparam>
public sealed class TensorAccessor<T> : IDisposable, IEnumerable<T> where T : unmanaged
{
    private readonly Tensor _tensor;

    internal TensorAccessor(Tensor tensor) => _tensor = tensor;

    /// <summary>The number of elements.</summary>
    public long Count => _tensor.NumberOfElements;

    /// <summary>Elements can be written.</summary>
    public bool IsReadOnly => false;

    /// <summary>One element.</summary>
    /// <param name="indices">Its place along each axis.</param>
    public unsafe T this[params long[] indices]
    {
        get
        {
            using var held = _tensor.Native.Hold();
            return *Address(indices);
        }
        set
        {
            using var held = _tensor.Native.Hold();
            *Address(indices) = value;
        }
    }

    /// <summary>A copy of the elements.</summary>
    public T[] ToArray()
    {
        var array = new T[Count];
        CopyTo(array);
        return array;
    }

    /// <summary>A copy of the elements in an array of the tensor's rank and shape.</summary>
    [RequiresDynamicCode("An array's type with the tensor's rank is known only at run time. ToArray and the shape do without.")]
    public Array ToNDArray()
    {
        var shape = _tensor.shape;
        var array = Array.CreateInstance(typeof(T), shape.Length == 0 ? [1] : shape);
        CopyTo(MemoryMarshal.CreateSpan(ref System.Runtime.CompilerServices.Unsafe.As<byte, T>(ref MemoryMarshal.GetArrayDataReference(array)), array.Length));
        return array;
    }

    /// <summary>Copies the elements from <paramref name="tensorIndex"/> on, as many as the array has room for.</summary>
    public void CopyTo(T[] array, int arrayIndex = 0, long tensorIndex = 0) => CopyTo(array.AsSpan(), arrayIndex, tensorIndex);

    /// <summary>Copies the elements from <paramref name="tensorIndex"/> on, as many as the array has room for.</summary>
    public void CopyTo(Span<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        using var held = _tensor.Native.Hold();
        using var copy = _tensor.is_contiguous() ? null : _tensor.contiguous();
        var elements = MemoryMarshal.Cast<byte, T>((copy ?? _tensor).bytes)[checked((int)tensorIndex)..];
        var target = array[arrayIndex..];
        elements[..Math.Min(elements.Length, target.Length)].CopyTo(target);
    }

    /// <summary>Overwrites the elements from <paramref name="tensorIndex"/> on, as many as there are on both sides.</summary>
    public void CopyFrom(T[] array, int arrayIndex = 0, long tensorIndex = 0) => CopyFrom(array.AsSpan(), arrayIndex, tensorIndex);

    /// <summary>Overwrites the elements from <paramref name="tensorIndex"/> on, as many as there are on both sides.</summary>
    public void CopyFrom(ReadOnlySpan<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        using var held = _tensor.Native.Hold();
        using var copy = _tensor.is_contiguous() ? null : _tensor.contiguous();
        var elements = MemoryMarshal.Cast<byte, T>((copy ?? _tensor).bytes)[checked((int)tensorIndex)..];
        var source = array[arrayIndex..];
        source[..Math.Min(elements.Length, source.Length)].CopyTo(elements);
        if (copy is not null)
        {
            using (torch.no_grad())
                _tensor.copy_(copy);
        }
    }

    /// <summary>The elements, one after the other.</summary>
    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)ToArray()).GetEnumerator();

    /// <summary>The accessor holds nothing of its own.</summary>
    public void Dispose()
    {
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private unsafe T* Address(long[] indices)
    {
        var shape = _tensor.shape;
        if (indices.Length != shape.Length)
            throw new ArgumentException($"{indices.Length} indices were given for {shape.Length} axes.", nameof(indices));
        var strides = _tensor.stride();
        var offset = 0L;
        for (var axis = 0; axis < shape.Length; axis++)
        {
            if ((ulong)indices[axis] >= (ulong)shape[axis])
                throw new IndexOutOfRangeException($"{indices[axis]} is no place along an axis of {shape[axis]}.");
            offset += indices[axis] * strides[axis];
        }
        return (T*)_tensor.Data() + offset;
    }
}
