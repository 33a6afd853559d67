using ModelDsl.Likelihoods;
using ModelDsl.Training;
using static TorchSharp.torch;

namespace ModelDsl.Benchmarks;

/// <summary>Wraps an objective and reports its steps.</summary>
/// <param name="objective">The objective.</param>
/// <param name="before">Called before each step, with its index.</param>
/// <param name="after">Called after each step, with its index.</param>
internal sealed class ObservedObjective(IObjective objective, Action<int> before, Action<int> after) : IObjective
{
    private int _steps;

    public IReadOnlyList<ParameterGroup> ParameterGroups => objective.ParameterGroups;

    public PixelLikelihood? Likelihood => objective.Likelihood;

    public void Step(ITrainingStep step)
    {
        before(_steps);
        objective.Step(step);
        after(_steps++);
    }

    public Tensor ValidationLoss(nn.Module model, Examples examples) => objective.ValidationLoss(model, examples);
}
