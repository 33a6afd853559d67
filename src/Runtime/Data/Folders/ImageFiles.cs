using System.IO.Enumeration;
using ModelDsl.Files;

namespace ModelDsl.Data;

/// <summary>One image file.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Name">Its path below the folder, with slashes.</param>
/// <param name="Label">Its class; 0 if there are none.</param>
internal sealed record ImageFile(string Path, string Name, byte Label);

/// <summary>The image files of a folder, in an order that depends only on their names and a seed.</summary>
/// <param name="Train">The training images.</param>
/// <param name="Test">The test images.</param>
/// <param name="Classes">The names of the classes; empty if there are none.</param>
internal sealed record ImageFiles(IReadOnlyList<ImageFile> Train, IReadOnlyList<ImageFile> Test, IReadOnlyList<string> Classes)
{
    private const int MaxClasses = 256;

    private static readonly string[] s_extensions = [".png", ".jpg", ".jpeg", ".webp"];

    /// <summary>All files, those for training first.</summary>
    public IEnumerable<ImageFile> All => Train.Concat(Test);

    /// <summary>Finds the files of a folder. It may have subfolders <c>train</c> and <c>test</c>; otherwise a part is selected for testing.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="testFraction">The fraction of test images without these subfolders.</param>
    /// <param name="seed">Selects other test images, in another order.</param>
    /// <exception cref="CodedException">The folder does not exist, has too few images or too many classes, or cannot be read.</exception>
    public static ImageFiles Of(string folder, double testFraction, int seed)
    {
        if (!Directory.Exists(folder))
            throw Unusable($"There is no folder {folder}.{Nearest(folder)} Correct the path; in a project file it is relative to the project.");
        try
        {
            return Subfolder(folder, "train") is { } train && Subfolder(folder, "test") is { } test
                ? InParts(folder, train, test, seed) : Split(folder, testFraction, seed);
        }
        catch (Exception exception) when (FileErrors.Covers(exception))
        {
            throw FileErrors.Reading(folder, exception);
        }
    }

    private static ImageFiles InParts(string folder, string train, string test, int seed)
    {
        var (trainNames, testNames) = (Names(train), Names(test));
        foreach (var (part, names) in new[] { (train, trainNames), (test, testNames) })
        {
            if (names.Count == 0)
                throw Unusable($"{part} contains no images ({string.Join(", ", s_extensions)}). Copy images into it, or remove the subfolders train and test, to split the images at random.");
        }

        var classes = ClassesOf([.. trainNames, .. testNames], folder);
        return new(Files(train, trainNames, classes, seed), Files(test, testNames, classes, seed), classes);
    }

    private static ImageFiles Split(string folder, double testFraction, int seed)
    {
        var names = Names(folder);
        if (names.Count < 2)
            throw Unusable($"{folder} contains {(names.Count == 0 ? "no images" : "only one image")} ({string.Join(", ", s_extensions)}). Copy at least two images into it, one to train and one to test on.");
        var classes = ClassesOf(names, folder);
        var files = Files(folder, names, classes, seed);
        var test = RandomSplit.TestCount(files.Length, testFraction);
        return new(files[test..], files[..test], classes);
    }

    private static ImageFile[] Files(string folder, List<string> names, List<string> classes, int seed) =>
    [
        .. from index in RandomSplit.Order(names, seed)
           let name = names[index]
           select new ImageFile(Path.Combine(folder, name), name, classes.Count == 0 ? (byte)0 : (byte)classes.IndexOf(ClassOf(name)!)),
    ];

    // The subfolders are the classes, unless images are directly in the folder.
    private static List<string> ClassesOf(List<string> names, string folder)
    {
        var classes = names.Select(ClassOf).Distinct().ToList();
        if (classes.Contains(null) || classes.Count == 1)
            return [];
        return classes.Count <= MaxClasses
            ? [.. classes.OfType<string>().Order(StringComparer.Ordinal)]
            : throw Unusable($"{folder} has {classes.Count} subfolders with images, which are its classes; the limit is {MaxClasses}. Join some of them, or move all images directly into the folder if there are no classes.");
    }

    private static string? ClassOf(string name) => name.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash ? name[..slash] : null;

    // Names that begin with a dot are metadata, as those that macOS writes beside each file.
    private static List<string> Names(string folder) =>
    [
        .. from path in Files(folder)
           let name = Path.GetRelativePath(folder, path).Replace('\\', '/')
           where !Path.GetFileName(name).StartsWith('.') && s_extensions.Contains(Path.GetExtension(name), StringComparer.OrdinalIgnoreCase)
           select name,
    ];

    private static FileSystemEnumerable<string> Files(string folder) => new(
        folder, (ref FileSystemEntry entry) => entry.ToFullPath(),
        new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = false, AttributesToSkip = FileAttributes.Hidden | FileAttributes.System })
    {
        ShouldIncludePredicate = (ref FileSystemEntry entry) => !entry.IsDirectory,
        ShouldRecursePredicate = (ref FileSystemEntry entry) => !IsLoop(entry.ToFullPath()),
    };

    // A link to a folder that contains it would be followed again and again.
    private static bool IsLoop(string folder) => Directory.ResolveLinkTarget(folder, returnFinalTarget: true) is { } target
        && $"{folder}/".StartsWith($"{Path.TrimEndingDirectorySeparator(target.FullName)}/", StringComparison.Ordinal);

    private static string? Subfolder(string folder, string name) =>
        Directory.EnumerateDirectories(folder).FirstOrDefault(path => Path.GetFileName(path).Equals(name, StringComparison.OrdinalIgnoreCase));

    private static string Nearest(string folder)
    {
        var path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        return Path.GetDirectoryName(path) is { } parent && Directory.Exists(parent)
            ? Suggestion.DidYouMean(Path.GetFileName(path), Directory.EnumerateDirectories(parent).Select(name => Path.GetFileName(name))) : "";
    }

    private static CodedException Unusable(string message) => new(ErrorCodes.ImageFolderUnusable, message);
}
