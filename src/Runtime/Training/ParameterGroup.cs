namespace ModelDsl.Training;

/// <summary>
/// Weights that one loss moves. Each group has an optimizer of its own, so that a step of one leaves the others'
/// weights as they are, bit for bit; groups may share weights.
/// </summary>
public sealed class ParameterGroup
{
    private readonly Func<string, bool> _trains;

    private ParameterGroup(string name, Func<string, bool> trains, double rate)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rate);
        (Name, _trains, Rate) = (name, trains, rate);
    }

    /// <summary>The name, unique in an objective.</summary>
    public string Name { get; }

    /// <summary>The learning rate of its Adam, as a share of the training's.</summary>
    public double Rate { get; }

    /// <summary>All weights.</summary>
    /// <param name="name">The group's name.</param>
    /// <param name="rate">The learning rate, as a share of the training's.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rate is negative.</exception>
    public static ParameterGroup All(string name, double rate = 1) => new(name, _ => true, rate);

    /// <summary>The weights that are registered under a stage.</summary>
    /// <param name="name">The group's name.</param>
    /// <param name="stage">The stage's name.</param>
    /// <param name="rate">The learning rate, as a share of the training's.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rate is negative.</exception>
    public static ParameterGroup Of(string name, string stage, double rate = 1) => new(name, other => other == stage, rate);

    /// <summary>The weights that are registered elsewhere than under a stage.</summary>
    /// <param name="name">The group's name.</param>
    /// <param name="stage">The stage's name.</param>
    /// <param name="rate">The learning rate, as a share of the training's.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rate is negative.</exception>
    public static ParameterGroup AllBut(string name, string stage, double rate = 1) => new(name, other => other != stage, rate);

    /// <summary>Whether a weight is this group's.</summary>
    /// <param name="weight">The weight's name, which starts with its stage: <c>Encode.0.weight</c>.</param>
    public bool Trains(string weight) => _trains(weight.Split('.')[0]);
}
