using System.Globalization;

namespace ModelDsl.LibTorch.Tests;

/// <summary>
/// Calls every public operation with bad arguments, in a process of its own under a memory limit. The environment variable
/// MODELDSL_FUZZ_CALLS sets how many calls each seed makes: a longer run is
/// <c>MODELDSL_FUZZ_CALLS=200000 dotnet test tests/LibTorch.Tests --filter FuzzTests</c>.
/// </summary>
[Collection(ProcessWide.Name)]
public sealed class FuzzTests
{
    private const string Calls = "MODELDSL_FUZZ_CALLS";

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Bad_arguments_are_refused_and_never_end_the_process(int seed)
    {
        var calls = Environment.GetEnvironmentVariable(Calls) is { Length: > 0 } text ? text : "4000";
        var folder = ChildProgram.Copy();
        try
        {
            var journal = Path.Combine(folder.FullName, "journal");
            var (exitCode, output) = ChildProgram.Run(
                folder.FullName, [seed.ToString(CultureInfo.InvariantCulture), calls, journal], "ulimit -c 0; ulimit -v 8000000", ("DOTNET_GCHeapHardLimit", "0x10000000"));
            var ending = exitCode switch { 0 or 1 => "", 3 => "It hung at call ", _ => $"It crashed ({exitCode}) at call " };
            Assert.True(exitCode == 0, $"{(ending.Length > 0 ? ending + File.ReadAllText(journal) : "")}\n{output}");
            Assert.Matches(@"^\d{3,} operations, \d+ calls: \d{2,} returned, \d{2,} refused\.", output);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
