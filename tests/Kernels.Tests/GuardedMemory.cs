using System.Runtime.InteropServices;

namespace ModelDsl.Kernels.Tests;

/// <summary>Floats that end at a page whose access ends the process.</summary>
internal sealed unsafe partial class GuardedMemory : IDisposable
{
    private const int ReadWrite = 3, NoAccess = 0, PrivateAnonymous = 0x22;

    private readonly nint _pages;
    private readonly nint _length;

    public GuardedMemory(int count)
    {
        var page = Environment.SystemPageSize;
        var bytes = count * sizeof(float);
        var used = (bytes + page - 1) / page * page;
        _length = used + 2 * page;
        _pages = Map(0, _length, ReadWrite, PrivateAnonymous, -1, 0);
        // One page before the memory as well.
        if (_pages == -1 || Protect(_pages, page, NoAccess) != 0 || Protect(_pages + page + used, page, NoAccess) != 0)
            throw new InvalidOperationException("The memory cannot be protected.");
        Pointer = (float*)(_pages + page + used - bytes);
        for (var index = 0; index < count; index++)
            Pointer[index] = (index * 37 % 101 - 50) / 100f;
    }

    public float* Pointer { get; }

    public void Dispose() => _ = Unmap(_pages, _length);

    [LibraryImport("libc", EntryPoint = "mmap")]
    private static partial nint Map(nint address, nint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "mprotect")]
    private static partial int Protect(nint address, nint length, int protection);

    [LibraryImport("libc", EntryPoint = "munmap")]
    private static partial int Unmap(nint address, nint length);
}
