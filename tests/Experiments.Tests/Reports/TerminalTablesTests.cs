using ModelDsl.Experiments.Hosting;
using ModelDsl.Experiments.Reports.Content;
using ModelDsl.Experiments.Reports.Terminal;

namespace ModelDsl.Experiments.Tests.Reports;

public sealed class TerminalTablesTests : IDisposable
{
    private readonly FakeExperiment _experiment = new();

    public void Dispose() => _experiment.Dispose();

    [Theory]
    [InlineData(72)]
    [InlineData(80)]
    [InlineData(132)]
    public void All_lines_fit_the_terminal(int columns)
    {
        var lines = Lines(columns);

        Assert.All(lines, line => Assert.InRange(line.Length, 0, columns));
        foreach (var heading in new[] { " 0.1", " 0.3", " 0.5", "0.1,clipped", "0.5,clipped" })
            Assert.Contains(lines, line => line.Contains(heading, StringComparison.Ordinal));
    }

    [Fact]
    public void A_wide_terminal_shows_each_table_once()
    {
        Assert.True(Headings(Lines(72)) > Headings(Lines(160)));
        Assert.Equal(4, Headings(Lines(160)));

        static int Headings(IReadOnlyList<string> lines) => lines.Count(line => line.StartsWith("Denoising: ", StringComparison.Ordinal) || line.StartsWith("Probe: ", StringComparison.Ordinal));
    }

    [Fact]
    public void What_all_models_share_is_in_the_heading()
    {
        var common = Lines(132, _experiment.Content(seeds: 2, latents: [4]));
        var different = Lines(132, _experiment.Content(seeds: 2, latents: [4, 8]));

        Assert.Contains("Probe: Stripes, Latent=4, 2 seeds", common);
        Assert.DoesNotContain(common, line => line.Contains("sizes", StringComparison.Ordinal));
        Assert.Contains(common, line => line.StartsWith("PCA, Components=10 ", StringComparison.Ordinal));
        Assert.Contains("Probe: Stripes, 2 seeds", different);
        Assert.Contains(different, line => line.StartsWith("model             sizes", StringComparison.Ordinal));
    }

    [Fact]
    public void The_best_value_is_marked_and_the_mark_explained()
    {
        var lines = Lines(132);

        Assert.Contains(lines, line => line.StartsWith("ConvAutoencoder ", StringComparison.Ordinal) && line.Contains("0.905 ± 0.003 *", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("* marks the best trained model of a data set and those whose ± ranges overlap with it.", StringComparison.Ordinal));
    }

    [Fact]
    public void Published_values_have_the_scale_of_ours_beside_them()
    {
        var text = string.Join(' ', Lines(132));

        Assert.Contains("published", text, StringComparison.Ordinal);
        Assert.Contains("Ours: 12 epochs. The published values are not for this scale.", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_verdict_has_its_reason()
    {
        var text = string.Join(' ', Lines(132).Select(line => line.Trim()));

        Assert.Contains("not resolved    The VAE's tree is deeper (tree depth, Stripes, Latent=10 against Latent=16). Vae − ConvAutoencoder = ", text, StringComparison.Ordinal);
        Assert.Contains("over 3 seeds. It contains 0.", text, StringComparison.Ordinal);
        Assert.Contains("not resolved    The VAE generates. Generation is not measured in this run.", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_screen_shows_what_fits_and_a_log_everything()
    {
        var content = _experiment.Content() with { };
        var all = Lines(132, content);
        var screen = new TerminalTables(content, new TerminalSize(132, 24)).Lines().ToList();

        Assert.True(all.Count > 48);
        Assert.InRange(screen.Count, 20, 48);
        Assert.Contains(screen, line => line.EndsWith("on the page.", StringComparison.Ordinal));
        Assert.DoesNotContain(all, line => line.EndsWith("on the page.", StringComparison.Ordinal));
        Assert.Equal(all[^1], screen[^1]);
    }

    private List<string> Lines(int columns, ReportContent? content = null) => [.. new TerminalTables(content ?? _experiment.Content(), new TerminalSize(columns, null)).Lines()];
}
