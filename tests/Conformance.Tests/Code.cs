using System.Reflection;
using ModelDsl.Conformance.Tests.Signatures;

namespace ModelDsl.Conformance.Tests;

/// <summary>The code that is looked at.</summary>
internal static class Code
{
    private static readonly Assembly s_provider = typeof(TorchSharp.torch).Assembly;

    /// <summary>What the provider offers.</summary>
    public static SignatureList Provider { get; } = SignatureList.Of(s_provider);

    /// <summary>The assemblies that are written against TorchSharp.</summary>
    public static IEnumerable<string> Users => ["ModelDsl.Runtime", "ModelDsl.Evaluation", "ModelDsl.Experiments", "ModelDsl.Architectures", "Experiments"];

    /// <summary>What an assembly uses of the provider.</summary>
    public static IReadOnlyList<Use> Uses(string assembly) => UseReader.Read(Assembly.Load(assembly), s_provider);
}
