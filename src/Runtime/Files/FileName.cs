using System.Buffers;
using System.Globalization;

namespace ModelDsl.Files;

/// <summary>Turns names that users choose into names of files and folders that all systems allow.</summary>
internal static class FileName
{
    private static readonly SearchValues<char> s_special = SearchValues.Create("<>:\"/\\|?*%");

    // Windows reserves these for devices, with any extension.
    private static readonly string[] s_devices = ["CON", "PRN", "AUX", "NUL", .. Numbered("COM"), .. Numbered("LPT")];

    /// <summary>The name with each forbidden character written as <c>%3A</c>; different names stay different.</summary>
    public static string Of(string name) => string.Concat(name.Select((character, index) => IsAllowed(name, index)
        ? $"{character}" : string.Create(CultureInfo.InvariantCulture, $"%{(int)character:X2}")));

    private static bool IsAllowed(string name, int index) => name[index] is var character
        && character >= ' ' && !s_special.Contains(character)
        // Windows removes dots and spaces at the end.
        && !(index == name.Length - 1 && character is '.' or ' ')
        && !(index == 0 && s_devices.Contains(name.Split('.')[0].TrimEnd(), StringComparer.OrdinalIgnoreCase));

    private static IEnumerable<string> Numbered(string device) => Enumerable.Range(0, 10).Select(number => $"{device}{number}");
}
