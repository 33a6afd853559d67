using ModelDsl.Training;
using ModelDsl.Weights;
using TorchSharp;
using Catalogue = ModelDsl.Generated._ModelDsl_Architectures.ModelCatalogue;
using static TorchSharp.torch;

namespace ModelDsl.Architectures.Tests;

/// <summary>The effect of each training option.</summary>
public sealed class TrainingOptionsTests : IDisposable
{
    private static readonly TrainingOptions s_options = new() { Epochs = 4, BatchSize = 16 };

    private readonly Examples _examples;

    public TrainingOptionsTests()
    {
        set_num_threads(1);
        using var generator = new Generator(7);
        _examples = new Examples(rand([64, 784], generator: generator));
    }

    public void Dispose() => _examples.Images.Dispose();

    private static Vae Make(int seed = 1)
    {
        manual_seed(seed);
        return new Vae(4);
    }

    private static Dictionary<string, byte[]> Bits(nn.Module model) =>
        model.state_dict().ToDictionary(weight => weight.Key, weight => weight.Value.detach().bytes.ToArray());

    private static double Norm(nn.Module model)
    {
        using var scope = NewDisposeScope();
        return Math.Sqrt(model.parameters().Sum(weight => weight.detach().square().sum().ToDouble()));
    }

    private Vae Trained(TrainingOptions options)
    {
        var model = Make();
        Trainer.Train(model, new ElboAttribute(Likelihood.Bernoulli).Create(), _examples, options);
        return model;
    }

    [Fact]
    public void Weight_decay_makes_weights_smaller()
    {
        using var plain = Trained(s_options);
        using var decayed = Trained(s_options with { WeightDecay = 100 });

        Assert.InRange(Norm(decayed), 0, 0.99 * Norm(plain));
    }

    [Fact]
    public void A_gradient_above_the_maximum_norm_is_clipped()
    {
        using var model = Make();
        var (first, norms) = (true, new List<double>());
        var objective = new Inspected(new ElboAttribute(Likelihood.Bernoulli).Create(), () =>
        {
            using var scope = NewDisposeScope();
            if (!first)
                norms.Add(Math.Sqrt(model.parameters().Sum(weight => weight.grad!.square().sum().ToDouble())));
            first = false;
        });

        Trainer.Train(model, objective, _examples, s_options with { GradientNorm = 0.01 });

        Assert.All(norms, norm => Assert.Equal(0.01, norm, 1e-5));
    }

    [Theory]
    [InlineData(LearningRateSchedule.Constant, 1, 1, 1)]
    [InlineData(LearningRateSchedule.Linear, 0.75, 0.5, 0.25)]
    [InlineData(LearningRateSchedule.Cosine, 0.853553390593, 0.5, 0.146446609407)]
    public void A_schedule_sets_the_rate_of_each_epoch(LearningRateSchedule schedule, double second, double third, double fourth)
    {
        var options = s_options with { Schedule = schedule, LearningRate = 0.01 };
        var expected = new[] { 1, second, third, fourth }.Select(factor => 0.01 * factor);
        Assert.Equal(expected, Enumerable.Range(1, 4).Select(epoch => LearningRates.Of(options, epoch)), new Within(1e-12));

        using var constant = Trained(s_options with { Epochs = 2 });
        using var scheduled = Trained(s_options with { Epochs = 2, Schedule = schedule });
        Assert.Equal(schedule == LearningRateSchedule.Constant, Same(constant, scheduled));
    }

    [Fact]
    public void The_training_stops_after_epochs_without_improvement_and_keeps_the_best_weights()
    {
        using var model = Make();
        var losses = new Queue<double>([5, 3, 4, 3.5, 6, 1]);
        var copies = new List<Dictionary<string, byte[]>>();
        var objective = new Inspected(new ElboAttribute(Likelihood.Bernoulli).Create(), () => { }, () =>
        {
            copies.Add(Bits(model));
            return losses.Dequeue();
        });

        using var run = new TrainingRun(model, objective, _examples, s_options with { Epochs = 10, ValidationImages = 16, Patience = 3 });
        while (!run.IsFinished)
            run.RunEpoch();
        run.Finish();

        Assert.Equal([5.0, 3, 4, 3.5, 6], run.History.Select(epoch => epoch.Validation!.Value));
        Assert.Equal(2, run.BestEpoch);
        Assert.Equal(copies[1], Bits(model));
    }

    [Fact]
    public void Validation_images_are_not_trained_on()
    {
        using var all = Make();
        using var part = Make();
        using var first = _examples.Images.narrow(0, 0, 48);
        var objective = new ElboAttribute(Likelihood.Bernoulli).Create();

        // With decreasing validation losses the last weights are the best.
        Trainer.Train(all, new Inspected(objective, () => { }, () => 0), _examples, s_options with { Epochs = 1, ValidationImages = 16 });
        Trainer.Train(part, objective, new Examples(first), s_options with { Epochs = 1 });

        Assert.Equal(Bits(part), Bits(all));
    }

    [Fact]
    public void Too_many_validation_images_are_refused()
    {
        using var model = Make();

        var error = Assert.Throws<ArgumentException>(() => Trainer.Train(
            model, new ElboAttribute(Likelihood.Bernoulli).Create(), _examples, s_options with { ValidationImages = 64 }));

        Assert.StartsWith("ValidationImages is 64, which leaves none of 64 images to train on.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ScalarType.Float32), InlineData(ScalarType.Float64)]
    public void An_average_of_the_weights_is_their_exponential_moving_average(ScalarType type)
    {
        using var model = new DenseAutoencoder(4, dtype: type);
        using var images = _examples.Images.to_type(type);
        var (name, decay) = ("Decode.0.weight", 0.5);
        var values = new List<double>();
        double Value() => model.state_dict()[name].detach().flatten()[0].ToDouble();
        var objective = new Inspected(new ReconstructionAttribute(Loss.MeanSquaredError).Create(), () => values.Add(Value()));

        using var run = new TrainingRun(model, objective, new Examples(images), s_options with { Epochs = 1, AverageDecay = decay });
        run.RunEpoch();
        values.Add(Value());
        run.Finish();

        // The first value precedes the first step, where the average starts.
        var expected = values.Skip(1).Aggregate(values[0], (average, value) => decay * average + (1 - decay) * value);
        Assert.Equal(5, values.Count);
        Assert.Equal(expected, Value(), 1e-6);
    }

    [Fact]
    public void Binarized_pixels_are_0_or_1_and_new_in_each_step()
    {
        using var model = Make();
        using var gray = full([16, 784], 0.25f);
        var batches = new List<float[]>();
        var objective = new Inspected(new ElboAttribute(Likelihood.Bernoulli).Create(), batch => batches.Add(batch.Images.flatten().data<float>().ToArray()));

        Trainer.Train(model, objective, new Examples(gray), s_options with { Epochs = 2, Binarize = true });

        Assert.All(batches, batch => Assert.All(batch, pixel => Assert.True(pixel is 0 or 1)));
        Assert.All(batches, batch => Assert.Equal(0.25, batch.Average(), 0.02));
        Assert.NotEqual(batches[0], batches[1]);
    }

    [Fact]
    public void A_training_starts_from_the_weights_of_a_file_and_does_not_change_frozen_stages()
    {
        using var source = Make(seed: 5);
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.safetensors");
        try
        {
            Checkpoint.Save(source, path);
            using var trained = Trained(s_options with { Weights = WeightsFile.Of(path), Freeze = ["Decode"] });
            var (before, after) = (Bits(source), Bits(trained));

            Assert.All(before.Where(weight => weight.Key.StartsWith("Decode", StringComparison.Ordinal)), weight => Assert.Equal(weight.Value, after[weight.Key]));
            Assert.All(before.Where(weight => weight.Key.StartsWith("Encode", StringComparison.Ordinal)), weight => Assert.NotEqual(weight.Value, after[weight.Key]));
            Assert.All(trained.parameters(), weight => Assert.True(weight.requires_grad));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void The_error_names_an_unknown_stage_to_freeze()
    {
        var error = Assert.Throws<ArgumentException>(() => Trained(s_options with { Freeze = ["Decoder"] }));

        Assert.Equal("Vae has no stage 'Decoder' with weights to freeze. It has Encode, Decode.", error.Message);
    }

    [Theory]
    [InlineData("Vae"), InlineData("Avae"), InlineData("VaeGan")]
    public void A_saved_training_continues_to_the_same_bits(string name)
    {
        using var scope = NewDisposeScope();
        var entry = Catalogue.Models.Single(model => model.Name == name);
        var options = s_options with { ValidationImages = 8, AverageDecay = 0.9, Schedule = LearningRateSchedule.Cosine, BatchSize = 12 };
        nn.Module Make(int seed) => SeededModel.Make(entry, [.. entry.Sizes.Select(size => size.Default)], seed, device("cpu"));
        using var whole = Make(1);
        using var interrupted = Make(1);
        using var resumed = Make(2);
        var examples = new Examples(_examples.Images.reshape([64, .. ((IModel)whole).InputShape])).Range(0, 24);
        var objective = entry.Objective!.Create()!;

        var history = Trainer.Train(whole, objective, examples, options);
        using var state = new MemoryStream();
        using (var run = new TrainingRun(interrupted, objective, examples, options))
        {
            run.RunEpoch();
            run.RunEpoch();
            run.Save(state);
        }

        state.Position = 0;
        using var second = new TrainingRun(resumed, objective, examples, options);
        second.Load(state);
        while (!second.IsFinished)
            second.RunEpoch();
        second.Finish();

        Assert.Equal(4, second.History.Count);
        Assert.Equal(history.Select(epoch => epoch.Loss), second.History.Select(epoch => epoch.Loss));
        Assert.Equal(history.Select(epoch => epoch.Validation!.Value), second.History.Select(epoch => epoch.Validation!.Value));
        Assert.Equal(history[0].Metrics, second.History[0].Metrics);
        Assert.Equal(Bits(whole), Bits(resumed));
    }

    [Fact]
    public void A_state_of_another_training_is_refused()
    {
        var objective = new ElboAttribute(Likelihood.Bernoulli).Create();
        using var small = Make();
        using var large = new Vae(5);
        using var state = new MemoryStream();
        using (var run = new TrainingRun(small, objective, _examples, s_options))
            run.Save(state);

        state.Position = 0;
        using var other = new TrainingRun(large, objective, _examples, s_options);

        Assert.Throws<InvalidDataException>(() => other.Load(state));
    }

    private static bool Same(nn.Module left, nn.Module right)
    {
        var other = Bits(right);
        return Bits(left).All(weight => weight.Value.SequenceEqual(other[weight.Key]));
    }

    private sealed class Within(double tolerance) : IEqualityComparer<double>
    {
        public bool Equals(double left, double right) => Math.Abs(left - right) <= tolerance;

        public int GetHashCode(double value) => 0;
    }

    /// <summary>Inspects the batch before each step, and may replace the validation loss.</summary>
    private sealed class Inspected(IObjective objective, Action<Examples> before, Func<double>? validationLoss = null) : IObjective
    {
        public Inspected(IObjective objective, Action before, Func<double>? validationLoss = null) : this(objective, _ => before(), validationLoss) { }

        public IReadOnlyList<ParameterGroup> ParameterGroups => objective.ParameterGroups;

        public void Step(ITrainingStep step)
        {
            before(step.Examples);
            objective.Step(step);
        }

        public Tensor ValidationLoss(nn.Module model, Examples examples) => validationLoss is null ? objective.ValidationLoss(model, examples) : tensor(validationLoss());
    }
}
