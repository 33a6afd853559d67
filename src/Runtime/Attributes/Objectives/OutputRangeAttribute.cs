namespace ModelDsl;

/// <summary>
/// The values that a stage must be able to return: on the class of an objective's attribute, on a member of an enum that is an argument of one, or
/// on a stage's return value in a family's interface. The analyzer compares them with the values that the stage's last layers return.
/// </summary>
/// <remarks>
/// <code>
/// [Trains(typeof(IAutoencoder)), OutputRange(0, 1)]
/// public sealed class MineAttribute : ObjectiveAttribute;
/// </code>
/// A stage that ends in <c>Tanh</c> is then an error, because it returns values outside [0, 1]. So is one that ends in <c>ReLU, Sigmoid</c>, which
/// returns no value below 1/2. The layers of a hand-written stage or module are unknown, so it may end in any.
/// </remarks>
/// <param name="least">The smallest value; <see cref="double.NegativeInfinity"/> for none.</param>
/// <param name="most">The largest value; <see cref="double.PositiveInfinity"/> for none.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Field | AttributeTargets.ReturnValue, AllowMultiple = true)]
public sealed class OutputRangeAttribute(double least, double most) : Attribute
{
    /// <summary>The smallest value.</summary>
    public double Least { get; } = least;

    /// <summary>The largest value.</summary>
    public double Most { get; } = most;

    /// <summary>True if the stage may also return values outside of the range, as a squared error allows. Default: false.</summary>
    public bool MayExceed { get; set; }

    /// <summary>The stage. On a return value it has no effect. Default: Decode.</summary>
    public string Stage { get; set; } = "Decode";
}
