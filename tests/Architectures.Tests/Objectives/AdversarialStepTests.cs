using ModelDsl.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace ModelDsl.Architectures.Tests.Objectives;

/// <summary>The weights that each step of an adversarial objective changes, bit for bit.</summary>
public sealed class AdversarialStepTests
{
    [Fact]
    public void The_three_steps_of_Avae_change_only_their_weights()
    {
        var moved = Moved(new Avae(), new AdversarialElboAttribute(Likelihood.Bernoulli));

        Assert.Equal([("bound", "Decode Encode"), ("discriminator", "Discriminate"), ("inference", "Encode")], moved);
    }

    [Fact]
    public void The_aggregated_baseline_makes_the_same_steps() => Assert.Equal(
        [("bound", "Decode Encode"), ("discriminator", "Discriminate"), ("inference", "Encode")],
        Moved(new AggregatedAvae(), new AdversarialElboAttribute(Likelihood.Bernoulli)));

    [Fact]
    public void At_the_rate_0_the_third_step_changes_nothing() => Assert.Equal(
        [("bound", "Decode Encode"), ("discriminator", "Discriminate"), ("inference", "")],
        Moved(new Avae(), new AdversarialElboAttribute(Likelihood.Bernoulli) { AdversarialRate = 0 }));

    [Fact]
    public void The_adversarial_autoencoder_makes_three_steps() => Assert.Equal(
        [("reconstruction", "Decode Encode"), ("discriminator", "Discriminate"), ("encoder", "Encode")],
        Moved(new AdversarialAutoencoder(), new AdversarialReconstructionAttribute(Loss.BinaryCrossEntropy)));

    [Fact]
    public void Adversarial_variational_Bayes_makes_two_steps() => Assert.Equal(
        [("bound", "Decode Encode"), ("discriminator", "Discriminate")],
        Moved(new Avb(), new AdversarialVariationalBayesAttribute(Likelihood.Bernoulli)));

    // In the second batch, every Adam has a momentum that would change a weight with gradient 0.
    private static List<(string ParameterGroup, string Stages)> Moved(nn.Module model, ObjectiveAttribute objective)
    {
        using var images = rand(64, 784);
        using (model)
        {
            var watch = new Watch(objective.Create()!);
            Trainer.Train(model, watch, new Examples(images), new TrainingOptions { Epochs = 1, BatchSize = 32 });
            Assert.Equal(2 * watch.ParameterGroups.Count, watch.Moved.Count);
            Assert.Equal(watch.Moved[..watch.ParameterGroups.Count], watch.Moved[watch.ParameterGroups.Count..]);
            return watch.Moved[..watch.ParameterGroups.Count];
        }
    }

    /// <summary>Compares all weights before and after each step.</summary>
    private sealed class Watch(IObjective objective) : IObjective
    {
        public List<(string ParameterGroup, string Stages)> Moved { get; } = [];

        public IReadOnlyList<ParameterGroup> ParameterGroups => objective.ParameterGroups;

        public void Step(ITrainingStep step) => objective.Step(new WatchedStep(step, Moved));

        public Tensor ValidationLoss(nn.Module model, Examples examples) => objective.ValidationLoss(model, examples);
    }

    private sealed class WatchedStep(ITrainingStep step, List<(string ParameterGroup, string Stages)> moved) : ITrainingStep
    {
        public nn.Module Model => step.Model;

        public Examples Examples => step.Examples;

        public double Epoch => step.Epoch;

        public void Minimize(ParameterGroup group, Tensor loss)
        {
            var before = Bits();
            step.Minimize(group, loss);
            var stages = Bits().Where(weight => !weight.Value.SequenceEqual(before[weight.Key])).Select(weight => weight.Key.Split('.')[0]);
            moved.Add((group.Name, string.Join(' ', stages.Distinct().Order())));
        }

        public void Log(string metric, Tensor value) => step.Log(metric, value);

        private Dictionary<string, byte[]> Bits() =>
            Model.named_parameters().ToDictionary(weight => weight.name, weight => weight.parameter.detach().bytes.ToArray());
    }
}
