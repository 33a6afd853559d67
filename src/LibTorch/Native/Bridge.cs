using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.InteropServices;

namespace TorchSharp;

/// <summary>Loads the bridge at the first call of a native function, and says in one message why that cannot be.</summary>
internal static unsafe class Bridge
{
    private const string FileName = "libmodeldsl_torch.so";

    private const string HowToRepair =
        "Build again on this machine, with libtorch installed (on Debian: apt-get install libtorch-dev libopenblas0-openmp g++) or LIBTORCH set to its folder.";

    /// <exception cref="DllNotFoundException">The bridge or libtorch is missing, or they do not belong together.</exception>
    public static nint Load(string name, Assembly assembly, DllImportSearchPath? paths)
    {
        var file = Path.Combine(Folder(assembly), FileName);
        if (!File.Exists(file))
        {
            throw new DllNotFoundException(
                $"{EngineCodes.Missing}: The tensor engine cannot be loaded: {file}, the bridge to libtorch, is missing. {HowToRepair}");
        }

        var bridge = Open(file);
        var (built, loaded) = (Text(bridge, "mdl_version"), Text(bridge, "mdl_loaded_version"));
        return loaded.Length == 0 || loaded == built
            ? bridge
            : throw new DllNotFoundException(
                $"{EngineCodes.Mismatch}: The tensor engine cannot be loaded: {file} was built with libtorch {built}, and {Text(bridge, "mdl_loaded_path")} is libtorch {loaded}. {HowToRepair}");
    }

    /// <summary>The assembly's folder; that of the program where all is in a single file.</summary>
    [UnconditionalSuppressMessage("SingleFile", "IL3000", Justification = "An empty path is expected.")]
    private static string Folder(Assembly assembly) =>
        Path.GetDirectoryName(assembly.Location) is { Length: > 0 } folder ? folder : AppContext.BaseDirectory;

    private static nint Open(string file)
    {
        KeepSignals();
        try
        {
            return NativeLibrary.Load(file);
        }
        catch (DllNotFoundException error)
        {
            // The system linker's words stand in the last line.
            var reason = error.Message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)[^1];
            var code = IsAboutSymbols(reason) ? EngineCodes.Mismatch : EngineCodes.Missing;
            throw new DllNotFoundException($"{code}: The tensor engine cannot be loaded: {file} needs what this system's libtorch lacks: {reason}. {HowToRepair}", error);
        }
    }

    /// <summary>
    /// Debian's libtorch 2 brings UCX with it, which takes over the signals that .NET makes exceptions of, a null's among them: each would
    /// end the process. UCX reads the native environment when it is loaded; what the user set there stays.
    /// </summary>
    private static void KeepSignals()
    {
        var setenv = (delegate* unmanaged<byte*, byte*, int, int>)NativeLibrary.GetExport(NativeLibrary.GetMainProgramHandle(), "setenv");
        fixed (byte* name = "UCX_ERROR_SIGNALS\0"u8, none = "\0"u8)
            setenv(name, none, 0);
    }

    private static bool IsAboutSymbols(string reason) =>
        reason.Contains("undefined symbol", StringComparison.Ordinal) || reason.Contains("version `", StringComparison.Ordinal);

    private static string Text(nint bridge, string function) =>
        Marshal.PtrToStringUTF8((nint)((delegate* unmanaged<byte*>)NativeLibrary.GetExport(bridge, function))())!;
}
