using System.Runtime.InteropServices;

namespace TorchSharp;

/// <summary>Tensors on their way to a native function; none is released before the list is disposed.</summary>
internal sealed unsafe class TensorList : IDisposable
{
    private readonly TensorHandle?[] _owners;
    private readonly nint* _items;
    private int _held;

    /// <param name="tensors">The tensors; null stands for an undefined one.</param>
    /// <exception cref="ObjectDisposedException">A tensor was disposed.</exception>
    public TensorList(IEnumerable<Tensor?>? tensors)
    {
        _owners = tensors is null ? [] : [.. tensors.Select(tensor => tensor?.Native)];
        _items = (nint*)NativeMemory.Alloc((nuint)_owners.Length + 1, (nuint)sizeof(nint));
        try
        {
            for (; _held < _owners.Length; _held++)
                _items[_held] = _owners[_held]?.Hold().Native ?? 0;
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public int Count => _owners.Length;

    public TensorHandles Handles => new(_items, Count);

    public void Dispose()
    {
        while (_held > 0)
            _owners[--_held]?.DangerousRelease();
        NativeMemory.Free(_items);
    }
}
