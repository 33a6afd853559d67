using System.Globalization;
using ModelDsl.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace ModelDsl.Evaluation;

/// <summary>
/// How well noisy test images are made clean: normal noise is added to the input, and the output held against the original. Whether the
/// noisy input is clipped to [0, 1] can decide which of two models is the better one, so both are measured.
/// </summary>
public sealed class DenoisingEvaluator : IEvaluator
{
    private const long PictureCount = 16;

    // One noise for each standard deviation, the same for all subjects and seeds.
    private static readonly (double Deviation, ulong Seed)[] s_noises = [(0.1, 1), (0.3, 2), (0.5, 3), (0.7, 4)];

    /// <summary>The standard deviation at which pictures are taken.</summary>
    public const double PictureDeviation = 0.5;

    /// <summary>The pictures of the first test images.</summary>
    public const string Originals = "originals";

    /// <summary>The same with noise, not clipped.</summary>
    public const string Noisy = "noisy";

    /// <summary>What is given back for <see cref="Noisy"/>.</summary>
    public const string Denoised = "denoised";

    /// <summary>What is given back where the noisy images are clipped.</summary>
    public const string DenoisedClipped = "denoised-clipped";

    /// <summary>The mean over test images and pixels of (x − x̂)², x̂ being the output for x with noise.</summary>
    /// <param name="deviation">The noise's standard deviation.</param>
    /// <param name="clipped">Whether the noisy input is clipped to [0, 1].</param>
    public static Metric Error(double deviation, bool clipped) => new(
        string.Create(CultureInfo.InvariantCulture, $"DenoisingMse({deviation:0.0}{(clipped ? ",clipped" : "")})"),
        string.Create(CultureInfo.InvariantCulture, $"MSE, σ {deviation:0.0} (σ² {deviation * deviation:0.00}){(clipped ? ", clipped" : "")}"));

    /// <inheritdoc/>
    public string Name => "Denoising";

    /// <inheritdoc/>
    public string Settings => string.Create(CultureInfo.InvariantCulture,
        $"draws {NoiseDraws.Count}, deviations {Text(noise => noise.Deviation)}, seeds {Text(noise => noise.Seed)}, pictures {PictureCount}");

    /// <inheritdoc/>
    public IReadOnlyList<Metric> Metrics { get; } =
        [.. from clipped in new[] { false, true } from noise in s_noises select Error(noise.Deviation, clipped)];

    /// <inheritdoc/>
    public bool Measures(ImageModel model) => true;

    /// <inheritdoc/>
    public Baselines Baselines => Baselines.MeanImage | Baselines.PrincipalComponents | Baselines.RawPixels;

    /// <inheritdoc/>
    public void Evaluate(EvaluationContext evaluation)
    {
        ArgumentNullException.ThrowIfNull(evaluation);
        using var grad = no_grad();
        evaluation.AddPicture(Originals, First(evaluation.Test).Images);
        foreach (var (deviation, seed) in s_noises)
        {
            using var scope = NewDisposeScope();
            var noisy = evaluation.Test with { Images = evaluation.Test.Images + Noise(evaluation.Test.Images, seed) * deviation };
            var clipped = noisy with { Images = noisy.Images.clamp(0, 1) };
            Measure(evaluation, noisy, Error(deviation, clipped: false));
            Measure(evaluation, clipped, Error(deviation, clipped: true));
            if (deviation == PictureDeviation)
                AddPictures(evaluation, First(noisy), First(clipped));
        }
    }

    private static void Measure(EvaluationContext evaluation, Examples noisy, Metric metric)
    {
        var subject = (IReconstructor)evaluation.Subject;
        evaluation.Add(metric, ReconstructionError.PerImage(subject.MeanReconstruction, noisy, evaluation.Test, evaluation.Cancellation));
    }

    private static void AddPictures(EvaluationContext evaluation, Examples noisy, Examples clipped)
    {
        var subject = (IReconstructor)evaluation.Subject;
        evaluation.AddPicture(Noisy, noisy.Images);
        evaluation.AddPicture(Denoised, subject.MeanReconstruction(noisy));
        evaluation.AddPicture(DenoisedClipped, subject.MeanReconstruction(clipped));
    }

    private static string Text(Func<(double Deviation, ulong Seed), IFormattable> value) =>
        string.Join(' ', s_noises.Select(noise => value(noise).ToString(null, CultureInfo.InvariantCulture)));

    private static Examples First(Examples examples) => examples.Range(0, Math.Min(PictureCount, examples.Count));

    // Drawn on the processor, so that every device sees the same.
    private static Tensor Noise(Tensor images, ulong seed)
    {
        using var generator = new Generator(seed);
        return randn(images.shape, images.dtype, generator: generator).to(images.device);
    }
}
