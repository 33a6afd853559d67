using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;
using TorchSharp;

namespace ModelDsl.Experiments.Jobs;

/// <summary>
/// libtorch's version. To ask the library is to load it, which is most of the work of a run that finds all up to date: so the answer is kept,
/// together with what was asked.
/// </summary>
/// <param name="file">Where the answer is kept; null to ask anew.</param>
/// <param name="provider">The binding, by its content: it finds the library.</param>
internal sealed class LibTorchVersion(string? file, string provider)
{
    private static readonly string[] LibraryNames = ["libtorch_cpu.so", "libtorch_cpu.dylib", "torch_cpu.dll"];

    /// <summary>The version.</summary>
    public string Get()
    {
        if (file is null)
            return torch.__version__;
        if (Read(file) is { } known && known == Answer.Of(provider, known.Library, known.Version))
            return known.Version;

        var version = torch.__version__;
        if (FindLibrary() is { } library)
            Write(file, Answer.Of(provider, library, version));
        return version;
    }

    private static string? FindLibrary()
    {
        using var process = Process.GetCurrentProcess();
        return process.Modules.Cast<ProcessModule>().Select(module => module.FileName)
            .FirstOrDefault(path => LibraryNames.Any(name => Path.GetFileName(path).StartsWith(name, StringComparison.OrdinalIgnoreCase)));
    }

    private static Answer? Read(string file)
    {
        try
        {
            return File.Exists(file) ? JsonSerializer.Deserialize(File.ReadAllBytes(file), VersionJson.Default.Answer) : null;
        }
        catch (Exception error) when (error is JsonException || FileErrors.Covers(error))
        {
            return null;
        }
    }

    private static void Write(string file, Answer answer)
    {
        try
        {
            AtomicFile.Write(file, stream => JsonSerializer.Serialize(stream, answer, VersionJson.Default.Answer));
        }
        catch (CodedException)
        {
            // It is asked again next time; who wants to write results will be told.
        }
    }

    /// <summary>An answer, and what it is the answer to.</summary>
    /// <param name="Provider">The binding.</param>
    /// <param name="SearchPath">Where the system's linker looks first.</param>
    /// <param name="Library">The library's file.</param>
    /// <param name="Length">Its length.</param>
    /// <param name="Written">When it was written.</param>
    /// <param name="Version">Its version.</param>
    internal sealed record Answer(string Provider, string SearchPath, string Library, long Length, DateTime Written, string Version)
    {
        public static Answer Of(string provider, string library, string version)
        {
            var found = new FileInfo(library);
            return new(
                provider, Environment.GetEnvironmentVariable("LD_LIBRARY_PATH") ?? "", library, found.Exists ? found.Length : 0, found.LastWriteTimeUtc, version);
        }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(LibTorchVersion.Answer))]
internal sealed partial class VersionJson : JsonSerializerContext;
