using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace ModelDsl.Generator.Tests.Infrastructure;

/// <summary>The references of a project with models: the framework, the runtime, the kernels and TorchSharp.</summary>
internal static class References
{
    public static ImmutableArray<MetadataReference> All { get; } =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
            .Append(typeof(ModelAttribute).Assembly.Location)
            .Append(typeof(Kernels.CpuKernels).Assembly.Location)
            .Append(typeof(TorchSharp.torch).Assembly.Location)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>These, the other packages, the test framework and ONNX Runtime, which documents use.</summary>
    public static ImmutableArray<MetadataReference> WithPackages { get; } =
    [
        .. All,
        .. new[]
        {
            "netstandard", "ModelDsl.Architectures", "ModelDsl.Evaluation", "ModelDsl.Experiments", "ModelDsl.Onnx", "ModelDsl.Testing",
            "xunit.core", "xunit.abstractions", "Microsoft.ML.OnnxRuntime",
        }.Select(name => MetadataReference.CreateFromFile(System.Reflection.Assembly.Load(name).Location)),
    ];
}
