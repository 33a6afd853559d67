using System.ComponentModel;
using System.Runtime.InteropServices;
using TorchSharp;

namespace ModelDsl;

/// <summary>Loads TorchSharp's native library. A failure is one coded error with its reason.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class TensorEngine
{
    private static readonly Lazy<CodedException?> s_failure = new(Load);

    /// <summary>Loads the library if it is not loaded. Generated constructors call this before they call TorchSharp.</summary>
    /// <exception cref="CodedException">The library cannot be loaded on this machine: MDX0201, MDX0202 or MDX0207.</exception>
    public static void EnsureLoaded()
    {
        if (s_failure.Value is { } failure)
            throw new CodedException(failure.Code, failure.Message, failure.InnerException);
    }

    /// <summary>
    /// Sets the environment that libtorch reads at its first operations. Assemblies with declared models call this before their other code runs,
    /// because a matrix product that a program computes before it creates a model would already fix the kernels of oneDNN.
    /// </summary>
    public static void Prepare()
    {
        OneDnn.AvoidWrongConvolutions();
        HeapMemory.KeepFreedMemory();
        // Idle threads of libtorch otherwise spin, and take the cores from the threads of the kernels.
        ProcessEnvironment.SetIfMissing("OMP_WAIT_POLICY", "passive");
    }

    /// <summary>The coded error for an exception that TorchSharp throws when it cannot load its library; null for any other exception.</summary>
    internal static CodedException? Explain(Exception error) => error switch
    {
        DllNotFoundException or BadImageFormatException => LoadFailure.Explain(error),
        TypeInitializationException { InnerException: DllNotFoundException or BadImageFormatException or NotSupportedException } => s_failure.Value ?? LoadFailure.Explain(error.InnerException!),
        _ => null,
    };

    // TorchSharp itself would copy all native libraries into the program's folder and report a missing package reference.
    private static CodedException? Load()
    {
        try
        {
            Prepare();
            var assembly = typeof(torch).Assembly;
            // On Windows, a library finds its dependencies only if they are already loaded.
            NativeLibrary.TryLoad("torch_cpu", assembly, null, out _);
            NativeLibrary.Load("LibTorchSharp", assembly, null);
            return null;
        }
        catch (Exception error) when (error is DllNotFoundException or BadImageFormatException)
        {
            return LoadFailure.Explain(error);
        }
    }
}
