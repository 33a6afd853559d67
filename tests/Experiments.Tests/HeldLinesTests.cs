using ModelDsl.Experiments.Hosting;

namespace ModelDsl.Experiments.Tests;

public sealed class HeldLinesTests
{
    [Fact]
    public void Lines_are_kept_until_they_are_released_and_then_passed_on()
    {
        using var lines = new HeldLines();
        using var target = new StringWriter { NewLine = "\n" };
        lines.WriteLine("##table one");
        lines.WriteLine("##progress 1");
        lines.WriteLine("##progress 2");
        lines.WriteLine("##table two");
        lines.WriteLine("##progress 3");

        lines.Release(target);
        Assert.Equal("##table one\n##progress 2\n##table two\n##progress 3\n", target.ToString());
        lines.WriteLine("##progress 4");
        lines.WriteLine("##progress 5");
        Assert.EndsWith("##progress 3\n##progress 4\n##progress 5\n", target.ToString(), StringComparison.Ordinal);
    }
}
