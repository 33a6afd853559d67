using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace ModelDsl;

/// <summary>Determines why TorchSharp's native library cannot be loaded.</summary>
internal static partial class LoadFailure
{
    // The build marks the requirement of this version as weak.
    private const string Relaxed = "GLIBCXX_3.4.32";

    private static readonly string[] s_platforms = ["linux-x64", "win-x64", "win-arm64", "osx-arm64"];

    /// <summary>The error for an exception of the operating system.</summary>
    public static CodedException Explain(Exception error) => Explain(error, Platform());

    /// <summary>The error for an exception of the operating system on a platform.</summary>
    internal static CodedException Explain(Exception error, string platform)
    {
        if (!s_platforms.Contains(platform))
        {
            return new(ErrorCodes.UnsupportedPlatform,
                $"TorchSharp has no libtorch for {platform}. It runs on linux-x64 with glibc, win-x64, win-arm64 and osx-arm64.", error);
        }

        var versions = MissingVersion().Matches(error.Message).Select(match => match.Groups[1].Value).Distinct().ToList();
        if (versions.Count > 0)
        {
            return new(ErrorCodes.SystemTooOld,
                $"TorchSharp's native library needs {string.Join(" and ", versions)}, which this system's C or C++ library lacks. "
                + (versions is [Relaxed]
                    ? "The build makes this version optional: import its files, and leave out RelaxTorchSharpVersions=false."
                    : "Run on Debian 12, Ubuntu 22.04 or a newer system, or in a container of one."), error);
        }

        return new(ErrorCodes.EngineMissing, error is BadImageFormatException
            ? $"TorchSharp's native library is for another processor than {platform}: {Reason(error)} Build for this platform."
            : $"TorchSharp's native library cannot be loaded: {Reason(error)} "
                + $"Build again with the files of build/ imported, which refer to libtorch-cpu-{platform}; `dotnet publish` copies all required files.", error);
    }

    private static string Platform()
    {
        var system = OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx"
            : RuntimeInformation.RuntimeIdentifier.Contains("musl", StringComparison.Ordinal) ? "linux-musl" : "linux";
        return $"{system}-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";
    }

    // On Linux, the message has a line per searched place. A file that does not load is more informative than a missing one.
    private static string Reason(Exception error)
    {
        var lines = error.Message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var reason = lines.Skip(1).FirstOrDefault(line => line.Contains(": ", StringComparison.Ordinal) && !line.Contains("No such file", StringComparison.Ordinal))
            ?? (lines.Length > 1 ? "libLibTorchSharp.so is not in the program's folder." : lines.FirstOrDefault() ?? error.GetType().Name);
        return reason.EndsWith('.') ? reason : $"{reason}.";
    }

    [GeneratedRegex("version [`'\"]([A-Z]+_[0-9.]+)[`'\"] not found")]
    private static partial Regex MissingVersion();
}
