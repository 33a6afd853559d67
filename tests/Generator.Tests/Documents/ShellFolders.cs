using ModelDsl.Generator.Tests.Infrastructure;

namespace ModelDsl.Generator.Tests.Documents;

/// <summary>
/// The folders of a reader, who follows the commands of a document from the top: first the clone, then also the solution that the template makes, and
/// the output of published programs.
/// </summary>
internal sealed class ShellFolders
{
    private const string Template = "templates/modeldsl";

    private readonly Dictionary<string, string> _solutions = [];
    private readonly HashSet<string> _programs = [];
    private string _current = "";

    public void CreateSolution(string path) => _solutions[Absolute(path)] = path.Split('/')[^1];

    /// <summary>Records the program of a published project.</summary>
    public void Publish(string project, string output) => _programs.Add($"{output}/{project.Split('/')[^1]}");

    /// <summary>Changes the current folder. Returns false if there is none of this name.</summary>
    public bool Enter(string path)
    {
        if (!Directory.Exists(Real(path)))
            return false;
        _current = Absolute(path);
        return true;
    }

    public bool HasFile(string path) => File.Exists(Real(path));

    public bool HasProgram(string path) => _programs.Contains(path) || HasFile(path);

    /// <summary>True if the path is a project or a solution, or a folder that contains one, which <c>dotnet build</c> then uses.</summary>
    public bool HasProject(string path) => HasFile(path)
        ? Path.GetExtension(path) is ".csproj" or ".sln" or ".slnx"
        : Directory.Exists(Real(path)) && Directory.EnumerateFiles(Real(path)).Any(file => Path.GetExtension(file) is ".csproj" or ".sln" or ".slnx");

    /// <summary>The path in the repository of a file or folder that a command names.</summary>
    public string InRepository(string path)
    {
        var absolute = Absolute(path);
        foreach (var (solution, name) in _solutions)
        {
            if (absolute == solution || absolute.StartsWith($"{solution}/", StringComparison.Ordinal))
                return Template + absolute[solution.Length..].Replace(name, "ModelDslApp", StringComparison.Ordinal);
        }

        return absolute;
    }

    private string Real(string path) => Repository.PathOf(InRepository(path));

    private string Absolute(string path)
    {
        var parts = new Stack<string>();
        foreach (var part in $"{_current}/{path}".Split('/'))
        {
            if (part == ".." && parts.TryPeek(out var last) && last != "..")
                parts.Pop();
            else if (part is not ("" or "."))
                parts.Push(part);
        }

        return string.Join('/', parts.Reverse());
    }
}
