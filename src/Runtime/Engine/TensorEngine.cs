using System.ComponentModel;
using System.Runtime.InteropServices;
using TorchSharp;

namespace ModelDsl;

/// <summary>Loads TorchSharp's native library, and says in one coded error why it cannot be loaded.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class TensorEngine
{
    private static readonly Lazy<CodedException?> s_failure = new(Load);

    /// <summary>Loads the library if that has not been done. Generated constructors call this before TorchSharp does.</summary>
    /// <exception cref="CodedException">It cannot be loaded on this machine: MDX0201, MDX0202 or MDX0207.</exception>
    public static void EnsureLoaded()
    {
        if (s_failure.Value is { } failure)
            throw new CodedException(failure.Code, failure.Message, failure.InnerException);
    }

    /// <summary>The coded error for an exception that TorchSharp throws when it cannot load its library; null for any other exception.</summary>
    internal static CodedException? Explain(Exception error) => error switch
    {
        DllNotFoundException or BadImageFormatException => LoadFailure.Explain(error),
        TypeInitializationException { InnerException: DllNotFoundException or BadImageFormatException or NotSupportedException } => s_failure.Value ?? LoadFailure.Explain(error.InnerException!),
        _ => null,
    };

    // TorchSharp itself would copy all natives into the program's folder, print a page and blame a missing package reference.
    private static CodedException? Load()
    {
        try
        {
            OneDnn.AvoidWrongConvolutions();
            var assembly = typeof(torch).Assembly;
            // On Windows, a library finds its dependencies only if they have been loaded.
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
