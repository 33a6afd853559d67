namespace ModelDsl.Training;

/// <summary>
/// The weights that one loss trains. Each group has its own optimizer: a step of one group does not change weights that only
/// other groups have. Groups may share weights.
/// </summary>
public sealed class ParameterGroup
{
    private readonly Func<string, bool> _trains;

    private ParameterGroup(string name, Func<string, bool> trains, double rate)
    {
        (Name, _trains, Rate) = (name, trains, Setting.AtLeast(0, rate, nameof(rate)));
    }

    /// <summary>The name, unique in an objective.</summary>
    public string Name { get; }

    /// <summary>The learning rate, as a fraction of the training's.</summary>
    public double Rate { get; }

    /// <summary>Creates a group of all weights.</summary>
    /// <param name="name">The group's name.</param>
    /// <param name="rate">The learning rate, as a fraction of the training's.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rate is negative or not a finite number.</exception>
    public static ParameterGroup All(string name, double rate = 1) => new(name, _ => true, rate);

    /// <summary>Creates a group of the weights of a stage.</summary>
    /// <param name="name">The group's name.</param>
    /// <param name="stage">The stage's name.</param>
    /// <param name="rate">The learning rate, as a fraction of the training's.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rate is negative or not a finite number.</exception>
    public static ParameterGroup Of(string name, string stage, double rate = 1) => new(name, other => other == stage, rate);

    /// <summary>Creates a group of all weights except those of a stage.</summary>
    /// <param name="name">The group's name.</param>
    /// <param name="stage">The stage's name.</param>
    /// <param name="rate">The learning rate, as a fraction of the training's.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rate is negative or not a finite number.</exception>
    public static ParameterGroup AllBut(string name, string stage, double rate = 1) => new(name, other => other != stage, rate);

    /// <summary>True if a weight belongs to this group.</summary>
    /// <param name="weight">The weight's name, which starts with its stage: <c>Encode.0.weight</c>.</param>
    public bool Trains(string weight) => _trains(weight.Split('.')[0]);
}
