using System.Globalization;
using static TorchSharp.torch;

namespace ModelDsl.Runtime.Tests.Engine;

public sealed class HeapMemoryTests
{
    /// <summary>Tensors of 20 MB in total, as in a training step. With glibc's defaults, each step has about 2,500 page faults.</summary>
    [Fact]
    public void A_step_reuses_the_memory_of_the_last_one()
    {
        if (!OperatingSystem.IsLinux())
            return;
        Step();
        var before = PageFaults();
        for (var i = 0; i < 20; i++)
            Step();
        Assert.InRange(PageFaults() - before, 0, 5_000);
    }

    private static void Step()
    {
        var tensors = Enumerable.Range(0, 20).Select(_ => zeros(1 << 18)).ToList();
        tensors.ForEach(tensor => tensor.Dispose());
    }

    /// <summary>The minor page faults of this thread.</summary>
    private static long PageFaults() => long.Parse(File.ReadAllText("/proc/thread-self/stat").Split(") ")[1].Split(' ')[7], CultureInfo.InvariantCulture);
}
