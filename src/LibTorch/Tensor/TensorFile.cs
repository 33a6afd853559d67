using System.Runtime.InteropServices;
using System.Text;

namespace TorchSharp;

/// <summary>Files of tensors: written whole or not at all, and read with one kind of exception for whatever is wrong in them.</summary>
internal static class TensorFile
{
    /// <summary>Writes a file under a temporary name, and then renames it: an existing one is replaced once the new one is whole.</summary>
    public static void Write(string location, Action<BinaryWriter> write)
    {
        var unfinished = location + ".new";
        try
        {
            using (var writer = new BinaryWriter(File.Create(unfinished), Encoding.UTF8))
                write(writer);
            File.Move(unfinished, location, overwrite: true);
        }
        catch
        {
            File.Delete(unfinished);
            throw;
        }
    }

    /// <exception cref="InvalidDataException">The file is damaged, or of another format.</exception>
    public static void Read(string location, Action<BinaryReader> read)
    {
        using var reader = new BinaryReader(File.OpenRead(location), Encoding.UTF8);
        try
        {
            read(reader);
        }
        catch (InvalidDataException exception)
        {
            throw new InvalidDataException($"{location}: {exception.Message}", exception);
        }
    }

    /// <summary>Has what a damaged file can cause come as one kind of exception.</summary>
    /// <exception cref="InvalidDataException">The file is damaged, or of another format.</exception>
    public static void Guard(Action read)
    {
        try
        {
            read();
        }
        catch (EndOfStreamException exception)
        {
            throw new InvalidDataException("The file ends too early. Copy it again, or make it anew.", exception);
        }
        catch (Exception exception) when (exception is FormatException or OverflowException or ExternalException || IsBadLength(exception))
        {
            throw new InvalidDataException("The file is damaged, or of another format. Copy it again, or make it anew.", exception);
        }
    }

    /// <summary>A string's impossible length is an <see cref="IOException"/> of no kind of its own.</summary>
    private static bool IsBadLength(Exception exception) => exception.GetType() == typeof(IOException);
}
