using ModelDsl.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace ModelDsl.Evaluation.Tests;

public sealed class TranslationTests
{
    /// <summary>Adds 0.5 to gray images, whose targets are colored.</summary>
    private sealed class Brighter() : nn.Module(nameof(Brighter)), IImageTranslator
    {
        public ModelSummary Summary => new(nameof(Brighter), []);

        public IReadOnlyList<long> InputShape => [1, 2, 2];

        public IReadOnlyList<SizeValue> Sizes => [];

        public Tensor Translate(Tensor image) => (image + 0.5).expand(-1, 3, -1, -1);
    }

    [Fact]
    public void The_error_is_that_of_the_output_against_the_targets()
    {
        using var scope = NewDisposeScope();
        using var model = new Brighter();
        var test = new Examples(zeros(20, 1, 2, 2)) { Targets = cat([full([10, 3, 2, 2], 0.25f), full([10, 3, 2, 2], 0.5f)]) };
        var evaluation = new EvaluationContext(new ImageModel(model, new TranslationObjective(Loss.MeanSquaredError)), test, test, new byte[20], new byte[20], 1);

        new TranslationEvaluator().Evaluate(evaluation);

        Assert.Equal(0.03125, evaluation.Metrics["TranslationMse"], 6);
        Assert.Equal(0.0625f, evaluation.PerImage["TranslationMse"][3]);
        // −10 log₁₀ 0.0625 = 12.04, and 100 for exact outputs.
        Assert.Equal((12.0412 + 100) / 2, evaluation.Metrics["TranslationPsnr"], 3);
        Assert.Equal(["inputs", "outputs", "targets"], evaluation.Pictures.Keys);
        Assert.All(evaluation.Pictures.Values, picture => Assert.Equal(16, picture.Count));
        Assert.Equal([1, 3, 3], evaluation.Pictures.Values.Select(picture => picture.Channels));
    }

    [Fact]
    public void Only_it_measures_translators()
    {
        using var model = new Brighter();
        var subject = new ImageModel(model, new TranslationObjective(Loss.MeanSquaredError));
        Assert.True(subject.Translates);
        Assert.Equal(["Translation"], Evaluators.Known.Where(evaluator => evaluator.MeasuresTargets).Select(evaluator => evaluator.Name));
        Assert.True(new TranslationEvaluator().Measures(subject));
    }
}
