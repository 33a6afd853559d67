using System.Globalization;
using System.Reflection;
using ModelDsl.Evaluation;
using ModelDsl.Kernels;
using TorchSharp;

namespace ModelDsl.Experiments.Jobs;

/// <summary>The compute backend: TorchSharp and its libtorch, the device and the threads.</summary>
/// <param name="device">The device's name.</param>
/// <param name="threads">The number of threads of an operator.</param>
internal sealed class Engine(string device, int threads)
{
    /// <summary>The name of the machine's processor, as a device.</summary>
    private const string Processor = "cpu";

    // Assemblies that enter all fingerprints, or none.
    private static readonly Assembly[] s_library = [typeof(torch).Assembly, typeof(CpuKernels).Assembly, typeof(IModel).Assembly, typeof(IEvaluator).Assembly, typeof(Engine).Assembly];

    /// <summary>The device's name: <c>cpu</c>, <c>cuda</c>, <c>cuda:1</c>.</summary>
    public string Device => device;

    /// <summary>True for the processor, false for an accelerator.</summary>
    public bool IsProcessor => device == Processor;

    /// <summary>The device and its arithmetic, on which metrics depend.</summary>
    public string Arithmetic => !IsProcessor ? $"{Device} without TF32" : CpuKernels.Enabled ? $"{Device} with kernels of ModelDsl" : Device;

    /// <summary>The number of threads of an operator. The rounding of sums depends on it, so it is part of every fingerprint.</summary>
    public int Threads => threads;

    /// <summary>The packages: <c>TorchSharp 0.107.0, libtorch 2.10.0</c>. The versions are constants: reading them does not load the native library.</summary>
    public static string Packages { get; } = $"TorchSharp {typeof(torch).Assembly.GetName().Version?.ToString(3)}, libtorch {torch.NormalizeNuGetVersion(torch.__version__)}";

    /// <summary>The packages and the hashes of the kernels and the runtime, on which all metrics depend.</summary>
    public static string Identity { get; } = $"{Packages}, {Content(typeof(CpuKernels))}, {Content(typeof(IModel))}";

    /// <summary>Loads the native library and checks that the device exists.</summary>
    /// <exception cref="CodedException">The library cannot be loaded, or the device does not exist.</exception>
    public void Check()
    {
        TensorEngine.EnsureLoaded();
        if (!IsProcessor && !IsCuda(device))
            throw new CodedException(ExperimentErrorCodes.UnknownDevice, $"There is no device '{device}' here. Use {(device.StartsWith("cuda", StringComparison.Ordinal) ? "-p:Device=cpu, or build with -p:TorchDevice=cuda on a machine with an NVIDIA driver" : "cpu, cuda, or cuda:1 for the second card")}.");
    }

    /// <summary>Prepares this process to compute on the device.</summary>
    /// <exception cref="CodedException">The library cannot be loaded, or the device does not exist.</exception>
    public void Start()
    {
        Check();
        torch.set_num_threads(threads);
        // User code of an earlier job in this process may have changed the default.
        torch.set_default_dtype(torch.ScalarType.Float32);
        if (!IsProcessor)
            UseReproducibleArithmetic();
    }

    // "cuda" is the first card.
    private static bool IsCuda(string device) => device.Split(':') switch
    {
        ["cuda"] => torch.cuda.is_available(),
        ["cuda", var index] => int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < torch.cuda.device_count(),
        _ => false,
    };

    // TF32 has a 10-bit fraction, with which metrics would differ from the processor's. TorchSharp has no switch for deterministic algorithms:
    // on a GPU two runs of a job may differ in the last bits.
    private static void UseReproducibleArithmetic()
    {
        torch.backends.cuda.matmul.allow_tf32 = false;
        torch.backends.cudnn.allow_tf32 = false;
    }

    /// <summary>One line for reports.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Packages}, {Arithmetic}, {Threads} thread{(Threads == 1 ? "" : "s")}");

    /// <summary>The name and content hash of a type's assembly.</summary>
    public static string Content(Type type) => Content(type.Assembly);

    /// <summary>The name and content hash of a type's assembly and, if it is user code, of the assemblies that it references.</summary>
    public static string ContentWithReferences(Type type) => ContentWithReferences(type.Assembly);

    /// <summary>The name and content hash of an assembly and, if it is user code, of the assemblies that it references.</summary>
    public static string ContentWithReferences(Assembly assembly) => s_library.Contains(assembly)
        ? Content(assembly) : string.Join(' ', [Content(assembly), .. CodeHash.OfReferences(assembly, s_library)]);

    private static string Content(Assembly assembly) => $"{assembly.GetName().Name} {CodeHash.Of(assembly)}";
}
