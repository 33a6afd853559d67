using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using ModelDsl.Evaluation;
using TorchSharp;

namespace ModelDsl.Experiments.Jobs;

/// <summary>What computes: the provider of the TorchSharp API, its libtorch, the device and the threads.</summary>
/// <param name="device">The device's name.</param>
/// <param name="threads">Threads inside an operator.</param>
/// <param name="versionFile">Where libtorch's version is kept, so that it need not be loaded to be asked; null to ask.</param>
internal sealed class Engine(string device, int threads, string? versionFile = null)
{
    /// <summary>The name of the machine's processor, as a device.</summary>
    public const string Processor = "cpu";

    // What all results depend on anyway, or none.
    private static readonly Assembly[] s_library = [typeof(torch).Assembly, typeof(IModel).Assembly, typeof(IEvaluator).Assembly, typeof(Engine).Assembly];

    private static readonly string s_binding = string.Join(' ', [Content(typeof(torch)), .. Bridge()]);

    /// <summary>The device's name: <c>cpu</c>, <c>cuda</c>, <c>cuda:1</c>.</summary>
    public string Device => device;

    /// <summary>The device, and how it computes where that is a choice. Figures depend on it.</summary>
    public string Arithmetic => Device == Processor ? Device : $"{Device} without TF32, with deterministic algorithms";

    /// <summary>Threads inside an operator. Sums depend on it, so it is part of every fingerprint.</summary>
    public int Threads => threads;

    /// <summary>The provider's assembly and version: <c>TorchSharp 0.105.1</c>.</summary>
    public static string Provider => $"{typeof(torch).Assembly.GetName().Name} {typeof(torch).Assembly.GetName().Version?.ToString(3)}";

    /// <summary>libtorch's version.</summary>
    public string LibTorch { get; } = new LibTorchVersion(versionFile, s_binding).Get();

    /// <summary>The bytes of runtime and binding, and libtorch's version: what a figure can depend on besides its job.</summary>
    public string Identity => $"libtorch {LibTorch} {Content(typeof(IModel))} {s_binding}";

    /// <summary>Looks whether this machine has the device.</summary>
    /// <exception cref="CodedException">It has not.</exception>
    public void Check()
    {
        if (device != Processor && !IsCuda(device))
            throw new CodedException(ErrorCodes.UnknownDevice, $"There is no device '{device}' here. Use {(device.StartsWith("cuda", StringComparison.Ordinal) ? "-p:Device=cpu, or install a driver and a libtorch with CUDA" : "cpu, cuda, or cuda:1 for the second card")}.");
    }

    /// <summary>Makes this process ready to compute.</summary>
    /// <exception cref="CodedException">There is no such device.</exception>
    public void Start()
    {
        Check();
        torch.set_num_threads(threads);
        if (device != Processor)
            UseReproducibleArithmetic();
    }

    // "cuda" is the first card.
    private static bool IsCuda(string device) => device.Split(':') switch
    {
        ["cuda"] => torch.cuda.is_available(),
        ["cuda", var index] => int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < torch.cuda.device_count(),
        _ => false,
    };

    // TF32 keeps 10 bits of a factor's fraction, so figures would differ from the processor's; cuDNN's fastest sums add in any order.
    private static void UseReproducibleArithmetic()
    {
        torch.backends.cuda.matmul.allow_tf32 = false;
        torch.backends.cudnn.allow_tf32 = false;
        torch.use_deterministic_algorithms(warn_only: true);
    }

    /// <summary>One line for reports.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Provider}, libtorch {LibTorch}, {Arithmetic}, {Threads} thread{(Threads == 1 ? "" : "s")}");

    /// <summary>A type's assembly, known by what it does.</summary>
    public static string Content(Type type) => Content(type.Assembly);

    /// <summary>A type's assembly, and, where that is no part of the library, what it refers to beside the program: a user's code calls more of it.</summary>
    public static string ContentWithReferences(Type type) => ContentWithReferences(type.Assembly);

    /// <summary>An assembly, and, where it is no part of the library, what it refers to beside the program.</summary>
    public static string ContentWithReferences(Assembly assembly) => s_library.Contains(assembly)
        ? Content(assembly) : string.Join(' ', [Content(assembly), .. CodeHash.OfReferences(assembly, s_library)]);

    private static string Content(Assembly assembly) => $"{assembly.GetName().Name} {CodeHash.Of(assembly)}";

    // The System provider's native side is no part of its assembly.
    private static IEnumerable<string> Bridge() =>
        from path in new[] { Path.Combine(AppContext.BaseDirectory, "libmodeldsl_torch.so") }
        where File.Exists(path)
        select $"bridge {Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)))}";
}
