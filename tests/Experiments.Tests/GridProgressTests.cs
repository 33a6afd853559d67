using ModelDsl.Experiments.Execution;
using ModelDsl.Experiments.Hosting;
using ModelDsl.Experiments.Jobs;
using ModelDsl.Experiments.Plan;

namespace ModelDsl.Experiments.Tests;

public sealed class GridProgressTests
{
    [Theory]
    [InlineData(140, "0 of 4 done · ConvAutoencoder epoch 1.5 of 3 · loss 0.0210 · 1,900 images/s")]
    [InlineData(94, "0 of 4 done · ConvAutoencoder epoch 1.5 of 3 · loss 0.0210")]
    [InlineData(80, "0 of 4 done · ConvAutoencoder epoch 1.5 of 3")]
    [InlineData(62, "ConvAutoencoder epoch 1.5 …")]
    public void The_live_line_has_what_fits(int columns, string text) =>
        Assert.Equal(text, Live(columns, new JobProgress(JobProgress.Training, 1.5, 3, 0.021, 1900)));

    [Fact]
    public void An_unknown_speed_is_omitted() =>
        Assert.Equal("0 of 4 done · ConvAutoencoder epoch 0.0 of 3 · loss 1.0000", Live(140, new JobProgress(JobProgress.Training, 0, 3, 1, 0.4)));

    [Fact]
    public void An_evaluator_is_named() => Assert.Equal("0 of 4 done · ConvAutoencoder Denoising", Live(100, new JobProgress("Denoising")));

    private static string Live(int columns, JobProgress progress)
    {
        var spec = Specs.Of(("Models", "ConvAutoencoder;Vae"), ("Seeds", "1;2"));
        var grid = Grid.Of(spec, Specs.Catalogue());
        var jobs = grid.Jobs.Count;
        var output = new StringWriter();
        new GridProgress(spec, grid, jobs, _ => null, new RunLog(output, output, terminal: new TerminalSize(columns, 24))).Progressed(1, progress);
        return output.ToString().Trim()["##progress ".Length..].Replace($" of {jobs} done", " of 4 done", StringComparison.Ordinal);
    }
}
