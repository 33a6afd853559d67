using ModelDsl.Architectures;
using ModelDsl.Likelihoods;
using ModelDsl.Training;
using static TorchSharp.torch;

namespace ModelDsl.Experiments.Tests;

/// <summary>Models whose training runs an action of a test in a chosen step.</summary>
internal static class Interruptible
{
    private static int s_steps;
    private static Action<ITrainingStep>? s_action;

    /// <summary>Models with one parameter group, a variational bound, and three parameter groups.</summary>
    public static readonly IReadOnlyList<ModelEntry> Models =
    [
        Entry("Plain", new ReconstructionAttribute(Loss.MeanSquaredError), () => new DenseAutoencoder(4)),
        Entry("Variational", new ElboAttribute(Likelihood.Bernoulli), () => new Vae(4)),
        Entry("Adversarial", new AdversarialElboAttribute(Likelihood.Bernoulli), () => new Avae(4, 4)),
    ];

    /// <summary>Runs an action after a number of steps.</summary>
    public static void After(int steps, Action<ITrainingStep> action) => (s_steps, s_action) = (steps, action);

    private static ModelEntry Entry(string name, ObjectiveAttribute objective, Func<nn.Module> make) =>
        new(name, [], name, new InterruptibleAttribute(objective), _ => make());

    private static void Stepped(ITrainingStep step)
    {
        if (--s_steps == 0)
            s_action!(step);
    }

    private sealed class InterruptibleAttribute(ObjectiveAttribute objective) : ObjectiveAttribute
    {
        public override IObjective? Create() => new InterruptibleObjective(objective.Create()!);
    }

    private sealed class InterruptibleObjective(IObjective objective) : IObjective
    {
        public IReadOnlyList<ParameterGroup> ParameterGroups => objective.ParameterGroups;

        public PixelLikelihood? Likelihood => objective.Likelihood;

        public void Step(ITrainingStep step)
        {
            objective.Step(step);
            Stepped(step);
        }

        public Tensor ValidationLoss(nn.Module model, Examples examples) => objective.ValidationLoss(model, examples);

        public Tensor FromPixels(Tensor images) => objective.FromPixels(images);

        public Tensor ToPixels(Tensor decoded) => objective.ToPixels(decoded);
    }
}
