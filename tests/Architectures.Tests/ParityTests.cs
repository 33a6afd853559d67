using ModelDsl.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace ModelDsl.Architectures.Tests;

/// <summary>Compares the declared networks with the same networks written in PyTorch.</summary>
public sealed class ParityTests
{
    private const int ImageCount = 512;
    private static readonly TrainingOptions Options = new() { Epochs = 25, BatchSize = 128, Seed = 1 };

    public static TheoryData<string> Models => ["ConvAutoencoder", "DenseAutoencoder"];

    private static nn.Module Make(string name)
    {
        set_num_threads(1);
        manual_seed(1);
        return name == "ConvAutoencoder" ? new ConvAutoencoder() : new DenseAutoencoder();
    }

    private static Tensor Images(nn.Module model)
    {
        using var generator = new Generator(7);
        return rand([ImageCount, .. ((IModel)model).InputShape], generator: generator);
    }

    private static double[] Reconstruct(nn.Module model, Tensor images)
    {
        using var grad = no_grad();
        using var scope = NewDisposeScope();
        var output = ((IAutoencoder)model).Reconstruct(images.narrow(0, 0, 2));
        return output.flatten().to_type(ScalarType.Float64).data<double>().ToArray();
    }

    [Theory, MemberData(nameof(Models))]
    public void Weights_have_PyTorchs_names_shapes_and_values(string name)
    {
        var golden = GoldenRun.Of(name);
        using var model = Make(name);
        var weights = model.state_dict();

        Assert.Equal(golden.Shapes.Keys.Order(), weights.Keys.Order());
        foreach (var (key, weight) in weights)
        {
            Assert.Equal(golden.Shapes[key], weight.shape);
            using var scope = NewDisposeScope();
            var values = weight.detach().to_type(ScalarType.Float64);
            Assert.Equal(golden.Weights[key][0], values.sum().ToDouble(), 1e-9);
            Assert.Equal(golden.Weights[key][1], values.abs().sum().ToDouble(), 1e-9);
        }
    }

    // In double precision: in single precision, rounding differences between processors and versions of libtorch grow with each step.
    [Theory, MemberData(nameof(Models))]
    public void A_hundred_steps_equal_PyTorchs(string name)
    {
        var golden = GoldenRun.Of(name);
        using var model = Make(name);
        using var single = Images(model);
        AssertClose(golden.ReconstructionsBefore, Reconstruct(model, single), 1e-5);

        using var images = single.to_type(ScalarType.Float64);
        model.@double();
        var recorder = new Recorder(new ReconstructionObjective(Loss.MeanSquaredError));
        Trainer.Train(model, recorder, new Examples(images), Options);

        Assert.Equal(100, recorder.Losses.Count);
        Assert.All(golden.Losses.Zip(recorder.Losses), pair => Assert.Equal(pair.First, pair.Second, 1e-9 * pair.First));
        AssertClose(golden.ReconstructionsAfter, Reconstruct(model, images), 1e-9);
    }

    // Relative to the largest value: ‖a − b‖∞ / ‖b‖∞.
    private static void AssertClose(double[] expected, double[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        var difference = expected.Zip(actual, (a, b) => Math.Abs(a - b)).Max();
        Assert.InRange(difference / expected.Max(Math.Abs), 0, tolerance);
    }

    /// <summary>Records the loss of each step.</summary>
    private sealed class Recorder(IObjective objective) : IObjective
    {
        public List<double> Losses { get; } = [];

        public IReadOnlyList<ParameterGroup> ParameterGroups => objective.ParameterGroups;

        public void Step(ITrainingStep step) => objective.Step(new Recording(step, Losses));

        public Tensor ValidationLoss(nn.Module model, Examples examples) => objective.ValidationLoss(model, examples);
    }

    private sealed class Recording(ITrainingStep step, List<double> losses) : ITrainingStep
    {
        public nn.Module Model => step.Model;

        public Examples Examples => step.Examples;

        public double Epoch => step.Epoch;

        public void Minimize(ParameterGroup group, Tensor loss)
        {
            losses.Add(loss.ToDouble());
            step.Minimize(group, loss);
        }

        public void Log(string metric, Tensor value) => step.Log(metric, value);
    }
}
