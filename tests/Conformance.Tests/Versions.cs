using System.Reflection;
using ModelDsl.Conformance.Tests.Signatures;

namespace ModelDsl.Conformance.Tests;

/// <summary>The versions of TorchSharp whose API counts here, each with the signatures of what the provider has.</summary>
internal static class Versions
{
    /// <summary>How the baselines are made anew.</summary>
    public const string HowToRenew = "TORCHSHARP_NEWEST=FILE TORCHSHARP_OLDEST=FILE dotnet test tests/Conformance.Tests";

    private static readonly Lazy<SignatureList> s_newest = new(() => Open("newest.txt", "TORCHSHARP_NEWEST"));
    private static readonly Lazy<SignatureList> s_oldest = new(() => Open("oldest.txt", "TORCHSHARP_OLDEST"));

    /// <summary>The version that the provider follows.</summary>
    public static SignatureList Newest => s_newest.Value;

    /// <summary>The oldest version that code compiles with.</summary>
    public static SignatureList Oldest => s_oldest.Value;

    private static SignatureList Open(string name, string variable)
    {
        var baseline = Path.Combine(Folder, name);
        if (Environment.GetEnvironmentVariable(variable) is not { Length: > 0 } complete)
            return SignatureList.Read(baseline);

        var list = SignatureList.Read(complete).About(Code.Provider.All);
        var lines = list.All.Select(signature => signature.Line).Order(StringComparer.Ordinal);
        File.WriteAllLines(baseline, lines.Prepend($"# Made by: {HowToRenew}"));
        return list;
    }

    private static string Folder => typeof(Versions).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == "Baselines")
        .Value!;
}
