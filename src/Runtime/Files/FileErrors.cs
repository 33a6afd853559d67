namespace ModelDsl.Files;

/// <summary>Turns file errors of the operating system into coded errors.</summary>
internal static class FileErrors
{
    /// <summary>True if the exception is a file error.</summary>
    public static bool Covers(Exception exception) => exception is IOException or UnauthorizedAccessException;

    /// <summary>The error for a file or folder that cannot be read.</summary>
    public static CodedException Reading(string path, Exception exception) =>
        new(ErrorCodes.FileInaccessible, $"{path} cannot be read: {exception.Message} Check the path and its permissions.", exception);

    /// <summary>The error for a file or folder that cannot be written.</summary>
    public static CodedException Writing(string path, Exception exception) => IsDiskFull(exception)
        ? new(ErrorCodes.DiskFull, $"{path} cannot be written: the disk or your quota is full. Free some space; nothing was replaced.", exception)
        : new(ErrorCodes.FileInaccessible, $"{path} cannot be written: {exception.Message} Check the folder and its permissions.", exception);

    /// <summary>True if the file is locked by another process.</summary>
    public static bool IsLocked(IOException exception) => OperatingSystem.IsWindows()
        ? exception.HResult is unchecked((int)0x8007_0020) or unchecked((int)0x8007_0021) // sharing and lock violation
        : exception.HResult == (OperatingSystem.IsLinux() ? 11 : 35); // EWOULDBLOCK

    private static bool IsDiskFull(Exception exception) => exception is IOException && (OperatingSystem.IsWindows()
        ? exception.HResult is unchecked((int)0x8007_0070) or unchecked((int)0x8007_0027) // disk full, handle disk full
        : exception.HResult == 28 || exception.HResult == (OperatingSystem.IsLinux() ? 122 : 69)); // ENOSPC, EDQUOT
}
