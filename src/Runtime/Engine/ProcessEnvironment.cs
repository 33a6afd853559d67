using System.Runtime.InteropServices;

namespace ModelDsl;

/// <summary>The environment that native libraries read while they load. .NET has its own copy.</summary>
internal static partial class ProcessEnvironment
{
    /// <summary>Sets a variable of a Linux process, unless it is set.</summary>
    public static void SetIfMissing(string name, string value)
    {
        if (OperatingSystem.IsLinux() && Environment.GetEnvironmentVariable(name) is null)
            SetEnvironmentVariable(name, value, 1);
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetEnvironmentVariable(string name, string value, int overwrite);
}
