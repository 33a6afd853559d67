using System.Text.RegularExpressions;
using ModelDsl.Generator.Tests.Infrastructure;

namespace ModelDsl.Generator.Tests.Documents;

/// <summary>Checks the programs, paths, targets, properties, values and filters of commands in documents.</summary>
internal static partial class ShellCommand
{
    /// <summary>Programs of the system, whose arguments are not checked.</summary>
    private static readonly string[] s_system = ["apt-get", "curl"];

    private static readonly string[] s_dotnetVerbs = ["build", "test", "run", "publish", "pack", "new", "nuget"];

    /// <summary>The options of <c>dotnet</c> that a value follows.</summary>
    private static readonly string[] s_withValue = ["-c", "-o", "-r", "-n", "--name", "--filter", "--project"];

    /// <summary>The options of <c>dotnet</c> without a value.</summary>
    private static readonly string[] s_switches = ["--self-contained"];

    /// <summary>The mistakes of a command.</summary>
    public static IEnumerable<string> Problems(IReadOnlyList<string> command, ShellFolders folders)
    {
        foreach (var variable in command.TakeWhile(word => Assignment().IsMatch(word)).Select(word => word.Split('=')[0]))
        {
            if (!BuildVocabulary.AllSources.Contains(variable, StringComparison.Ordinal))
                yield return $"no source reads {variable}";
        }

        string[] words = [.. command.SkipWhile(word => Assignment().IsMatch(word))];
        foreach (var problem in words[0] switch
        {
            "cd" => folders.Enter(words[1]) ? [] : [$"there is no folder {words[1]}"],
            "dotnet" => Dotnet(words[1], words[2..], folders),
            "python3" => folders.HasFile(words[1]) ? [] : [$"there is no file {words[1]}"],
            var name when s_system.Contains(name) => [],
            var path when path.Contains('/', StringComparison.Ordinal) => Program(path, words[1..], folders),
            var name => [$"the program {name} is unknown"],
        })
        {
            yield return problem;
        }
    }

    /// <summary>A script of the repository, with a command of its own or one to run, or a published program.</summary>
    private static IEnumerable<string> Program(string path, string[] arguments, ShellFolders folders)
    {
        if (!folders.HasProgram(path))
            return [$"there is no program {path}"];
        if (arguments is ["dotnet", ..])
            return Problems(arguments, folders);
        if (folders.HasFile(path))
            return Regex.IsMatch(Repository.Read(folders.InRepository(path)), $@"^[\w |-]*\b{arguments[0]}[ |\w-]*\)", RegexOptions.Multiline) ? [] : [$"{path} has no {arguments[0]}"];
        return arguments.Where(argument => !argument.Contains('.', StringComparison.Ordinal) || argument is ['-', ..])
            .Where(argument => !BuildVocabulary.AllSources.Contains(argument.TrimStart('-'), StringComparison.Ordinal)).Select(argument => $"{path} has no {argument}");
    }

    private static IEnumerable<string> Dotnet(string verb, string[] arguments, ShellFolders folders)
    {
        if (!s_dotnetVerbs.Contains(verb))
            return [$"dotnet has no {verb}"];
        var own = arguments.TakeWhile(argument => argument != "--").ToList();
        var options = own.Where(word => word is ['-', ..]).ToList();
        var values = own.Zip(own.Skip(1)).Where(pair => s_withValue.Contains(pair.First)).ToDictionary(pair => pair.First, pair => pair.Second);
        var paths = own.Where((word, i) => word is not ['-', ..] && (i == 0 || !s_withValue.Contains(own[i - 1]))).ToList();
        if (verb == "nuget")
            return [];
        if (verb == "new")
            return New(paths, options, values, folders);

        var project = values.GetValueOrDefault("--project") ?? paths.FirstOrDefault() ?? ".";
        if (verb == "publish" && values.TryGetValue("-o", out var output))
            folders.Publish(project, output);
        var program = BuildVocabulary.SourcesOf(folders.InRepository(project));
        return
        [
            .. project.EndsWith(".cs", StringComparison.Ordinal) ? folders.HasFile(project) ? [] : [$"there is no file {project}"]
                : folders.HasProject(project) ? Array.Empty<string>() : [$"there is no project {project}"],
            .. options.SelectMany(Option),
            .. values.TryGetValue("--filter", out var filter) && !program.Contains(filter, StringComparison.Ordinal) ? new[] { $"no test of {project} is called {filter}" } : [],
            .. arguments.SkipWhile(argument => argument != "--").Skip(1).Where(argument => argument.StartsWith("--", StringComparison.Ordinal))
                .Where(argument => !IsRead(argument.Split('=')[0][2..], program)).Select(argument => $"{project} has no option {argument}"),
        ];
    }

    private static IEnumerable<string> Option(string option)
    {
        if (TargetOption().Match(option) is { Success: true } target)
            return BuildVocabulary.Targets.Contains(target.Groups["name"].Value) ? [] : [$"there is no target {target.Groups["name"].Value}"];
        if (PropertyOption().Match(option) is not { Success: true } property)
            return s_withValue.Contains(option) || s_switches.Contains(option) ? [] : [$"the option {option} is unknown"];

        var name = property.Groups["name"].Value;
        if (!new[] { BuildVocabulary.Properties, BuildVocabulary.Settings, BuildVocabulary.Selectors, BuildVocabulary.Sizes }.Any(names => names.Contains(name)))
            return [$"there is no property {name}"];
        return BuildVocabulary.WrongValue(name, property.Groups["value"].Value) is { } wrong ? [wrong] : [];
    }

    private static IEnumerable<string> New(List<string> paths, List<string> options, Dictionary<string, string> values, ShellFolders folders)
    {
        if (paths is ["install" or "uninstall", var package])
        {
            var file = package.Split('/')[^1];
            return BuildVocabulary.PackageVersions.Any(version => file == $"{version.Key}.{version.Value}.nupkg") ? [] : [$"there is no package {file}"];
        }

        var template = Directory.EnumerateFiles(Repository.PathOf("templates"), "template.json", SearchOption.AllDirectories)
            .FirstOrDefault(file => File.ReadAllText(file).Contains($"\"shortName\": \"{paths[0]}\"", StringComparison.Ordinal));
        if (template is null)
            return [$"there is no template {paths[0]}"];
        if (values.TryGetValue("-o", out var folder))
            folders.CreateSolution(folder);
        var host = Path.Combine(Path.GetDirectoryName(template)!, "dotnetcli.host.json");
        return options.Except(s_withValue).Where(option => !File.Exists(host) || !File.ReadAllText(host).Contains($"\"{option[2..]}\"", StringComparison.Ordinal))
            .Select(option => $"the template {paths[0]} has no option {option}");
    }

    /// <summary>True if a program reads an option. ASP.NET reads its addresses.</summary>
    private static bool IsRead(string option, string sources) =>
        sources.Contains(option, StringComparison.OrdinalIgnoreCase) || (option == "urls" && sources.Contains("Microsoft.NET.Sdk.Web", StringComparison.Ordinal));

    [GeneratedRegex(@"^[A-Z][A-Z0-9_]*=")]
    private static partial Regex Assignment();

    [GeneratedRegex("^[-/]t:(?<name>[A-Za-z]+)$")]
    private static partial Regex TargetOption();

    [GeneratedRegex("^[-/]p:(?<name>[A-Za-z0-9]+)=(?<value>.*)$")]
    private static partial Regex PropertyOption();
}
