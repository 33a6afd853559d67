using System.Runtime.InteropServices;
using static TorchSharp.NativeMethods;

namespace TorchSharp;

/// <summary>
/// Owns a reference to a native object. One thread may dispose what another is using: the object is released after the last use.
/// </summary>
internal abstract class NativeHandle : SafeHandle
{
    protected NativeHandle(nint native)
        : base(0, ownsHandle: true) => SetHandle(native);

    public sealed override bool IsInvalid => handle == 0;

    /// <summary>Keeps the object until the result is disposed.</summary>
    /// <exception cref="ObjectDisposedException">The handle was disposed.</exception>
    public Use Hold()
    {
        var held = false;
        DangerousAddRef(ref held);
        return new Use(this);
    }

    /// <summary>One use of the object.</summary>
    public readonly ref struct Use(NativeHandle owner)
    {
        public nint Native => owner.handle;

        public void Dispose() => owner.DangerousRelease();
    }
}

/// <summary>Owns a reference to a native tensor.</summary>
internal sealed class TensorHandle : NativeHandle
{
    private static long s_live;
    private static long s_peak;

    public TensorHandle(nint native)
        : base(native)
    {
        var live = Interlocked.Increment(ref s_live);
        if (live > s_peak)
            s_peak = live;
    }

    /// <summary>The number of tensors that are neither released nor collected.</summary>
    public static long Live => Interlocked.Read(ref s_live);

    /// <summary>About the largest number of tensors that there were at once.</summary>
    public static long Peak => Interlocked.Read(ref s_peak);

    protected override bool ReleaseHandle()
    {
        mdl_tensor_release(handle);
        Interlocked.Decrement(ref s_live);
        return true;
    }
}

/// <summary>Owns a reference to a native generator.</summary>
internal sealed class GeneratorHandle(nint native) : NativeHandle(native)
{
    protected override bool ReleaseHandle()
    {
        mdl_generator_release(handle);
        return true;
    }
}
