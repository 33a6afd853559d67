using System.Diagnostics;

namespace ModelDsl.Build.Tests;

public sealed class EscapingTests
{
    [Theory]
    [InlineData("plain/path.csproj", "plain/path.csproj")]
    [InlineData("a;b (c) $(d) %41 'e' @(f) *?", "a%3bb %28c%29 %24%28d%29 %2541 %27e%27 %40%28f%29 %2a%3f")]
    public void Texts_are_escaped_for_MSBuild(string text, string expected) => Assert.Equal(expected, Escaping.Escape(text));

    [Theory]
    [InlineData("plain", "plain"), InlineData("", "\"\""), InlineData("two words", "\"two words\""), InlineData("a \"b\" c", "\"a \\\"b\\\" c\"")]
    [InlineData("ends in a backslash\\", "\"ends in a backslash\\\\\""), InlineData("a\\\"b", "\"a\\\\\\\"b\""), InlineData("'$(a);", "'$(a);")]
    public void Arguments_are_quoted(string argument, string expected) => Assert.Equal(expected, Escaping.CommandLine([argument]));

    /// <summary>A folder may have any of these characters on Linux.</summary>
    [Fact]
    public void A_process_receives_the_arguments()
    {
        if (OperatingSystem.IsWindows())
            return;
        string[] arguments = ["a b", "", "\"q\"", "back\\slash", "\\\"", "'$(x);", "end\\"];
        var start = new ProcessStartInfo("printf", Escaping.CommandLine(["%s|", .. arguments])) { RedirectStandardOutput = true };

        using var process = Process.Start(start)!;

        Assert.Equal(string.Concat(arguments.Select(argument => $"{argument}|")), process.StandardOutput.ReadToEnd());
    }
}
