namespace ModelDsl.Training;

/// <summary>
/// Weights that one loss moves. Each player has an optimiser of its own, so that a step of one leaves the others'
/// weights as they are, bit for bit; players may share weights.
/// </summary>
public sealed class Player
{
    private readonly Func<string, bool> _trains;

    private Player(string name, Func<string, bool> trains) => (Name, _trains) = (name, trains);

    /// <summary>The name, unique in an objective.</summary>
    public string Name { get; }

    /// <summary>All weights.</summary>
    public static Player All(string name) => new(name, _ => true);

    /// <summary>The weights that are registered under a stage.</summary>
    public static Player Of(string name, string stage) => new(name, other => other == stage);

    /// <summary>The weights that are registered elsewhere than under a stage.</summary>
    public static Player AllBut(string name, string stage) => new(name, other => other != stage);

    /// <summary>Whether a weight is this player's.</summary>
    /// <param name="weight">The weight's name, which starts with its stage: <c>Encode.0.weight</c>.</param>
    public bool Trains(string weight) => _trains(weight.Split('.')[0]);
}
