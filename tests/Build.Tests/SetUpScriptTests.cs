using System.Runtime.Versioning;
using ModelDsl.Build.Tests.Support;

namespace ModelDsl.Build.Tests;

/// <summary>Runs build.sh with scripts in place of dotnet, dpkg-query, apt-get and sudo, which record their arguments.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class SetUpScriptTests : IDisposable
{
    private readonly TemporaryFolder _machine = new();

    public SetUpScriptTests()
    {
        _machine.WriteScript("build.sh", File.ReadAllText(Path.Combine(MiniSolution.Repository, "build.sh")));
        _machine.Write("global.json", """{ "sdk": { "version": "10.0.100" } }""");
        _machine.WriteScript("bin/dotnet", """[[ $1 == --version ]] || echo "dotnet $*" >> calls""");
        _machine.WriteScript("bin/apt-get", """echo "apt-get $*" >> calls""");
        _machine.WriteScript("bin/sudo", """exec "$@" """);
        _machine.WriteScript("bin/dpkg-query", """[[ -e "installed/${!#}" ]] && echo installed""");
        Install("chromium");
    }

    public void Dispose() => _machine.Dispose();

    [Fact]
    public void Only_missing_packages_are_installed_and_arguments_are_passed_to_dotnet()
    {
        Assert.Equal(0, Run("experiments", "-p:Latent=3 4").ExitCode);
        Assert.Equal(["apt-get update -q", Installing("dataset-fashion-mnist"), "dotnet build ModelDsl.sln -t:Experiments -p:Latent=3 4"], Calls);
    }

    [Fact]
    public void Without_a_package_of_the_data_the_run_continues()
    {
        _machine.WriteScript("bin/apt-get", "exit 100");
        var run = Run("test");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("Fashion-MNIST is downloaded when needed", run.Output, StringComparison.Ordinal);
        Assert.Equal(["dotnet build ModelDsl.sln", "dotnet test ModelDsl.sln --no-build -m:3"], Calls);
    }

    [Fact]
    public void A_complete_machine_is_not_changed()
    {
        Install("dataset-fashion-mnist");
        Run("test");
        Assert.Equal(["dotnet build ModelDsl.sln", "dotnet test ModelDsl.sln --no-build -m:3"], Calls);
    }

    [Fact]
    public void Properties_are_passed_to_the_build_and_to_the_tests()
    {
        Install("dataset-fashion-mnist");
        Run("test", "-p:TorchDevice=cuda", "--filter", "Layer");
        Assert.Equal(["dotnet build ModelDsl.sln -p:TorchDevice=cuda", "dotnet test ModelDsl.sln --no-build -m:3 -p:TorchDevice=cuda --filter Layer"], Calls);
    }

    [Fact]
    public void Long_tests_are_a_command_of_their_own()
    {
        Install("dataset-fashion-mnist");
        Run("test-long", "-p:TorchDevice=cuda");
        Assert.Equal(["dotnet build ModelDsl.sln -p:TorchDevice=cuda", "dotnet test ModelDsl.sln --no-build -m:3 -p:LongTests=true -p:TorchDevice=cuda"], Calls);
    }

    [Theory]
    [InlineData("test", true)]
    [InlineData("test-long", true)]
    [InlineData("experiments", false)]
    public void Only_the_tests_install_a_browser(string target, bool installs)
    {
        Install("dataset-fashion-mnist");
        File.Delete(_machine["installed/chromium"]);
        Run(target);
        Assert.Equal(installs, Calls.Contains(Installing("chromium")));
    }

    [Fact]
    public void Chrome_is_a_browser_too()
    {
        Install("dataset-fashion-mnist", "google-chrome-stable");
        File.Delete(_machine["installed/chromium"]);
        Run("test");
        Assert.Equal(["dotnet build ModelDsl.sln", "dotnet test ModelDsl.sln --no-build -m:3"], Calls);
    }

    [Fact]
    public void An_older_sdk_is_named_before_anything_is_installed()
    {
        _machine.WriteScript("bin/dotnet", """[[ $1 == --list-sdks ]] && echo "8.0.404 [/usr/share/dotnet/sdk]" """);
        var run = Run("test");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("the .NET SDK 10.0.100 or later is required. Installed: 8.0.404.", run.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(_machine["calls"]));
    }

    private string[] Calls => File.ReadAllLines(_machine["calls"]);

    private static string Installing(string package) => $"apt-get install -q -y --no-install-recommends {package}";

    private ShellResult Run(params string[] arguments) =>
        Shell.Run(_machine.Path, "bash", ["build.sh", .. arguments], ("PATH", $"{_machine["bin"]}:/usr/bin:/bin"));

    private void Install(params string[] packages)
    {
        foreach (var package in packages)
            _machine.Write($"installed/{package}", "");
    }
}
