using ModelDsl.Likelihoods;
using ModelDsl.Training;
using static TorchSharp.torch;

namespace ModelDsl.Benchmarks;

/// <summary>Wraps an objective and records when its first step ends.</summary>
internal sealed class FirstStepClock(IObjective objective) : IObjective
{
    /// <summary>Seconds from the start of the process to the end of the first step.</summary>
    public double Seconds { get; private set; }

    public IReadOnlyList<ParameterGroup> ParameterGroups => objective.ParameterGroups;

    public PixelLikelihood? Likelihood => objective.Likelihood;

    public void Step(ITrainingStep step)
    {
        objective.Step(step);
        if (Seconds == 0)
            Seconds = Measurement.Age();
    }

    public Tensor ValidationLoss(nn.Module model, Examples examples) => objective.ValidationLoss(model, examples);
}
