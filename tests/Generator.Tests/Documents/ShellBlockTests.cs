using System.Diagnostics;

namespace ModelDsl.Generator.Tests.Documents;

/// <summary>The commands in documents, typed in from top to bottom, name programs, files, targets, properties, values and tests that exist.</summary>
public class ShellBlockTests
{
    public static TheoryData<string> Documents => DocumentBlock.DocumentsWith(block => block.Language == "sh");

    [Theory, MemberData(nameof(Documents))]
    public void A_command_names_only_what_exists(string document)
    {
        var folders = new ShellFolders();
        foreach (var block in DocumentBlock.In(document).Where(block => block.Language == "sh"))
        {
            var problems = ShellWords.Commands(block.Code).SelectMany(command => ShellCommand.Problems(command, folders).Select(problem => $"{string.Join(' ', command)}: {problem}")).ToList();
            Assert.True(problems.Count == 0, $"{block}\n{string.Join('\n', problems)}");
        }
    }

    [Theory]
    [InlineData("dotnet build -t:Experiment", "there is no target Experiment")]
    [InlineData("dotnet build -t:Experiments -p:Presett=quick", "there is no property Presett")]
    [InlineData("dotnet build -t:Experiments -p:Preset=fast", "Preset names fast, which does not exist")]
    [InlineData("dotnet build -t:Models -p:Format=\"onx\"  # exports", "Format names onx, which does not exist")]
    [InlineData("dotnet build samples/Experimnts", "there is no project samples/Experimnts")]
    [InlineData("cd samples && dotnet build", "there is no project .")]
    [InlineData("cd samples/Nothing", "there is no folder samples/Nothing")]
    [InlineData("dotnet test tests/Generator.Tests --filter NoSuchTest", "no test of tests/Generator.Tests is called NoSuchTest")]
    [InlineData("dotnet run --project benchmarks/TrainingSpeed -- --network dense --round 3 --speed 2", "benchmarks/TrainingSpeed has no option --speed")]
    [InlineData("dotnet new modeldsl-models -n Wide", "there is no template modeldsl-models")]
    [InlineData("dotnet new modeldsl --Device cuda -o Mine", "the template modeldsl has no option --Device")]
    [InlineData("dotnet new install ModelDsl.Templates.0.0.9.nupkg", "there is no package ModelDsl.Templates.0.0.9.nupkg")]
    [InlineData("dotnet build --fast", "the option --fast is unknown")]
    [InlineData("./build.sh tests", "./build.sh has no tests")]
    [InlineData("./biuld.sh test", "there is no program ./biuld.sh")]
    [InlineData("MODELDSL_KILL5=50 dotnet test", "no source reads MODELDSL_KILL5")]
    [InlineData("ruby test.rb", "the program ruby is unknown")]
    public void A_mistake_is_found(string code, string problem)
    {
        var folders = new ShellFolders();
        Assert.Equal([problem], ShellWords.Commands(code).SelectMany(command => ShellCommand.Problems(command, folders)));
    }

    /// <summary>A reader of the tutorial is in the solution that the template makes.</summary>
    [Theory]
    [InlineData("dotnet new modeldsl -o ../Mine\ncd ../Mine\ndotnet build -t:Experiments\ncd Mine\ndotnet build", true)]
    [InlineData("dotnet new modeldsl -o ../Mine\ncd ../Mine\ncd Yours", false)]
    [InlineData("dotnet publish samples/Aot -o out && out/Aot", true)]
    [InlineData("out/Aot", false)]
    public void Commands_follow_each_other(string code, bool isRight)
    {
        var folders = new ShellFolders();
        Assert.Equal(isRight, !ShellWords.Commands(code).SelectMany(command => ShellCommand.Problems(command, folders)).Any());
    }

    /// <summary>One process checks the syntax of all blocks.</summary>
    [Theory]
    [InlineData("bash", "-n", "sh")]
    [InlineData("python3", "-IS -c \"import ast, sys; ast.parse(sys.stdin.read())\"", "python")]
    public void The_syntax_is_right(string program, string arguments, string language)
    {
        // A version manager's script before it on the PATH takes seconds.
        program = $"/usr/bin/{program}";
        if (!File.Exists(program))
            return;
        var code = string.Concat(DocumentBlock.All.Where(block => block.Language == language).Select(block => $"# {block}\n{block.Code}\n"));
        Assert.Equal("", Errors(program, arguments, code));
        Assert.NotEqual("", Errors(program, arguments, $"{code}\nif (\n"));
    }

    private static string Errors(string program, string arguments, string code)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardError = true })!;
        process.StandardInput.Write(code);
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return errors;
    }
}
