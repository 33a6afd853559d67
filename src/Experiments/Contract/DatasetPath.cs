using System.Text.RegularExpressions;

namespace ModelDsl.Experiments.Contract;

/// <summary>The paths of data sets in the setting <c>Dataset</c>: a prefix and a path, as in <c>folder:images</c> and <c>csv:table.csv</c>.</summary>
internal static class DatasetPath
{
    /// <summary>The prefix of a folder of images.</summary>
    public const string Folder = "folder:";

    /// <summary>The prefix of a table of features.</summary>
    public const string Csv = "csv:";

    /// <summary>The prefix of arrays of NumPy.</summary>
    public const string NumPy = "numpy:";

    private static readonly string[] s_prefixes = [Folder, Csv, NumPy];

    /// <summary>True if a value of the setting is a path and not the name of a data set.</summary>
    public static bool IsPath(string value) => Prefix(value) is not null;

    /// <summary>The path without its prefix.</summary>
    public static string PathOf(string value) => value.Substring(Prefix(value)!.Length).Trim();

    /// <summary>The value with its path relative to a folder made absolute.</summary>
    public static string Absolute(string value, string folder) => Prefix(value) is { } prefix ? prefix + Path.GetFullPath(Path.Combine(folder, PathOf(value))) : value;

    /// <summary>The name of a data set: the last part of its path, with characters that other names do not have replaced by '-'.</summary>
    public static string NameOf(string path)
    {
        var name = Path.GetFileName(Path.GetFullPath(path).TrimEnd(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar));
        var plain = Regex.Replace(name, @"[^\w.-]", "-").Trim('.', '-');
        return plain.Length > 0 ? plain : "data";
    }

    /// <summary>Splits a list of names and paths. Names are separated by semicolons or white space, paths, which may contain spaces, by semicolons.</summary>
    public static string[] Split(string list) =>
        [.. list.Split([';'], StringSplitOptions.RemoveEmptyEntries).SelectMany(part => IsPath(part.TrimStart()) ? [part.Trim()] : part.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))];

    /// <summary>The prefix of a value; null if it is the name of a data set.</summary>
    public static string? Prefix(string value) => s_prefixes.FirstOrDefault(prefix => value.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
}
