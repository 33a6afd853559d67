using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ModelDsl.Kernels;

/// <summary>A pinned array, so that kernels can keep a pointer to it.</summary>
internal sealed unsafe class PinnedInts
{
    private readonly int[] _values;

    public PinnedInts(IReadOnlyCollection<int> values)
    {
        _values = GC.AllocateUninitializedArray<int>(values.Count, pinned: true);
        var index = 0;
        foreach (var value in values)
            _values[index++] = value;
    }

    public IEnumerable<int> Values => _values;

    public int Length => _values.Length;

    public int* Pointer => (int*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_values));
}
