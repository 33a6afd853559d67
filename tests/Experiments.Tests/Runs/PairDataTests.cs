using ModelDsl.Data;
using ModelDsl.Experiments.Contract;
using ModelDsl.Experiments.Pictures;

namespace ModelDsl.Experiments.Tests.Runs;

/// <summary>Models that translate images are trained and measured on pairs.</summary>
public sealed class PairDataTests : ExperimentTest
{
    private string Pairs => Path.Combine(_folder, "pairs");

    private void Fill(string subfolder, int channels, int count = 20)
    {
        for (var index = 0; index < count; index++)
        {
            var path = Path.Combine(Pairs, subfolder, $"{index}.png");
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            Png.Save(path, new([.. Enumerable.Range(0, 64 * channels).Select(at => (byte)(at * (index + 3)))], 8, 8, channels));
        }
    }

    private ExperimentSpec Spec(params (string Name, string Values)[] settings) =>
        Specs.Of([("Models", "Coloring"), ("Dataset", $"folder:{Pairs}"), ("Evaluate", "Translation"), .. settings]);

    [Fact]
    public void A_folder_of_pairs_trains_and_reports_without_code()
    {
        Fill("input", 1);
        Fill("target", 3);
        var spec = Spec(("ValidationImages", "4"), ("Epochs", "2"));

        var (code, lines) = Run(spec);

        Assert.True(code == 0, string.Join('\n', lines));
        var metrics = Results().GetProperty("rows")[0].GetProperty("metrics");
        var error = metrics.GetProperty("TranslationMse").GetProperty("mean").GetDouble();
        Assert.InRange(error, 0.01, 0.5);
        Assert.True(metrics.TryGetProperty("TranslationPsnr", out _));
        Assert.False(metrics.TryGetProperty("ReconstructionMse", out _));
        var page = File.ReadAllText(Path.Combine(_folder, "test", "report.html"));
        Assert.All(["inputs", "outputs", "targets"], name => Assert.Contains($"{name}: 4 images of 8 × 8 pixels", page, StringComparison.Ordinal));
        Assert.NotNull(Finished(spec));
        Png.Save(Path.Combine(Pairs, "target", "3.png"), new(new byte[192], 8, 8, 3));
        Assert.Null(Finished(spec));
    }

    [Fact]
    public void A_data_set_without_targets_is_an_error_before_training()
    {
        Fill("", 1);

        var (code, lines) = Run(Spec());

        Assert.Equal(1, code);
        Assert.StartsWith("/project/Test.csproj(12,5): error MDX0323: Coloring is trained to return targets, but pairs has none. Use pairs: a folder with the subfolders input and target,",
            Assert.Single(lines.Coded()), StringComparison.Ordinal);
    }

    [Fact]
    public void Targets_of_another_shape_are_an_error_before_training()
    {
        var (code, lines) = Run(Spec(("Dataset", "Wide")), [new Wide()]);

        Assert.Equal(1, code);
        Assert.EndsWith("error MDX0323: Coloring returns [3, 8, 8], but targets of Wide are [3, 8, 9]. Change the model's last layers, or choose another data set.",
            Assert.Single(lines.Coded()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Reconstruction", "MDX0311: None of the evaluators Reconstruction can measure Coloring. Add one that can, such as Translation,")]
    [InlineData("Translation;Reconstruction", "MDX0017")]
    public void Evaluators_of_reconstructions_do_not_measure_translators(string evaluators, string message)
    {
        Fill("input", 1, 5);
        Fill("target", 3, 5);

        var (code, lines) = Run(Spec(("Evaluate", evaluators)));

        Assert.Equal(1, code);
        Assert.Contains(message, Assert.Single(lines.Coded()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_without_a_partner_is_one_error_at_the_setting()
    {
        Fill("input", 1, 5);
        Fill("target", 3, 4);

        var (code, lines) = Run(Spec());

        Assert.Equal(1, code);
        Assert.Contains("error MDX0123: " + Path.Combine(Pairs, "input") + " has 4.png, but", Assert.Single(lines.Coded()), StringComparison.Ordinal);
    }

    [Fact]
    public void Augmentation_of_pairs_is_an_error_before_training()
    {
        Fill("input", 1, 5);
        Fill("target", 3, 5);
        Assert.Contains("Augment changes images but not the targets", Assert.Single(Run(Spec(("Augment", "flip"))).Lines.Coded()), StringComparison.Ordinal);
    }

    private sealed record Wide : IDataset
    {
        public string Name => "Wide";

        public IReadOnlyList<long> ImageShape => [1, 8, 8];

        public IReadOnlyList<long> TargetShape => [3, 8, 9];

        public int Classes => 1;

        public string ContentHash => "wide";

        public Task<Dataset> LoadAsync(DataOptions options, CancellationToken cancellation = default) => throw new InvalidOperationException();
    }
}
