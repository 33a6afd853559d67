using static TorchSharp.NativeMethods;

namespace TorchSharp;

/// <summary>PyTorch's functions, over the libtorch of this system.</summary>
public static partial class torch
{
    /// <summary>The version of the libtorch that the binding was built against.</summary>
    public static string __version__ => NativeMethods.Version;

    /// <summary>The number of threads that one operator may use.</summary>
    public static int get_num_threads() => mdl_num_threads();

    /// <summary>Sets the number of threads that one operator may use.</summary>
    public static void set_num_threads(int num) => mdl_set_num_threads(num).Check();
}
