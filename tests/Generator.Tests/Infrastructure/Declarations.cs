namespace ModelDsl.Generator.Tests.Infrastructure;

/// <summary>Many declarations: all ready-made architectures, the models of these tests, and each layer.</summary>
internal static class Declarations
{
    /// <summary>The files, which compile together.</summary>
    public static string[] All { get; } =
    [
        .. Directory.EnumerateFiles(Repository.PathOf("src", "Architectures"), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(File.ReadAllText),
        Repository.Read("tests", "Generator.Tests", "Models.cs"),
        Repository.Read("tests", "Generator.Tests", "EveryLayer.cs"),
    ];
}
