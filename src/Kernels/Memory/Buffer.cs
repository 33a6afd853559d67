using System.Runtime.InteropServices;

namespace ModelDsl.Kernels;

/// <summary>Native memory that grows to the largest requested size and is reused.</summary>
/// <typeparam name="T">The elements.</typeparam>
internal sealed unsafe class Buffer<T> where T : unmanaged
{
    // A cache line, and the widest vector.
    private const int Alignment = 64;

    private T* _memory;
    private nint _length;

    /// <summary>Returns memory with arbitrary contents, which is valid until the next call.</summary>
    public T* Get(nint length)
    {
        if (length <= _length)
            return _memory;
        Free();
        _memory = (T*)NativeMemory.AlignedAlloc((nuint)(length * sizeof(T)), Alignment);
        _length = length;
        return _memory;
    }

    /// <summary>Returns memory with zeros.</summary>
    public T* GetZeros(nint length)
    {
        var memory = Get(length);
        NativeMemory.Clear(memory, (nuint)(length * sizeof(T)));
        return memory;
    }

    private void Free()
    {
        NativeMemory.AlignedFree(_memory);
        _memory = null;
        _length = 0;
    }

    ~Buffer() => Free();
}
