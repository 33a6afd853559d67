using System.Globalization;
using ModelDsl.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace ModelDsl.Evaluation;

/// <summary>
/// The error of test images reconstructed from copies with normal noise. Clipping the noisy input to [0, 1] can change which of two models is
/// better, so both variants are measured.
/// </summary>
internal sealed class DenoisingEvaluator : IEvaluator
{
    private const long PictureCount = 16;

    // The noise of a standard deviation is the same for all subjects and seeds.
    private static readonly (double Deviation, ulong Seed)[] s_noises = [(0.1, 1), (0.3, 2), (0.5, 3), (0.7, 4)];

    /// <summary>The noise's standard deviation in pictures.</summary>
    public const double PictureDeviation = 0.5;

    /// <summary>The picture of the first test images.</summary>
    public const string Originals = "originals";

    /// <summary>The picture of the same with noise, not clipped.</summary>
    public const string Noisy = "noisy";

    /// <summary>The picture of the reconstructions of <see cref="Noisy"/>.</summary>
    public const string Denoised = "denoised";

    /// <summary>The picture of the reconstructions of the clipped noisy images.</summary>
    public const string DenoisedClipped = "denoised-clipped";

    /// <summary>The mean over test images and pixels of (x − x̂)², x̂ being the reconstruction of x with noise.</summary>
    /// <param name="deviation">The noise's standard deviation.</param>
    /// <param name="clipped">True if the noisy input is clipped to [0, 1].</param>
    public static Metric Error(double deviation, bool clipped) => new(
        string.Create(CultureInfo.InvariantCulture, $"DenoisingMse({deviation:0.0}{(clipped ? ",clipped" : "")})"),
        string.Create(CultureInfo.InvariantCulture, $"MSE, σ {deviation:0.0} (σ² {deviation * deviation:0.00}){(clipped ? ", clipped" : "")}"));

    public string Name => "Denoising";

    public string Settings => string.Create(CultureInfo.InvariantCulture,
        $"draws {NoiseDraws.Count}, deviations {Text(noise => noise.Deviation)}, seeds {Text(noise => noise.Seed)}, pictures {PictureCount}");

    public IReadOnlyList<Metric> Metrics { get; } =
        [.. from clipped in new[] { false, true } from noise in s_noises select Error(noise.Deviation, clipped)];

    public bool Measures(ImageModel model) => true;

    public Baselines Baselines => Baselines.MeanImage | Baselines.PrincipalComponents | Baselines.RawPixels;

    public void Evaluate(EvaluationContext evaluation)
    {
        using var grad = no_grad();
        evaluation.AddPicture(Originals, evaluation.Test.First(PictureCount).Images);
        foreach (var (deviation, seed) in s_noises)
        {
            using var scope = NewDisposeScope();
            var noisy = evaluation.Test with { Images = evaluation.Test.Images + Noise(evaluation.Test.Images, seed) * deviation };
            var clipped = noisy with { Images = noisy.Images.clamp(0, 1) };
            Measure(evaluation, noisy, Error(deviation, clipped: false));
            Measure(evaluation, clipped, Error(deviation, clipped: true));
            if (deviation == PictureDeviation)
                AddPictures(evaluation, noisy.First(PictureCount), clipped.First(PictureCount));
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

    // Drawn on the CPU, so that the noise is the same on every device.
    private static Tensor Noise(Tensor images, ulong seed)
    {
        using var generator = new Generator(seed);
        return randn(images.shape, images.dtype, generator: generator).to(images.device);
    }
}
