namespace ModelDsl.Generator.Shapes;

/// <summary>The values that a stage must be able to return.</summary>
/// <param name="Stage">The stage's name.</param>
/// <param name="Range">The values.</param>
/// <param name="MayExceed">True if it may return others too.</param>
/// <param name="By">The objective or the interface that requires them, for messages.</param>
internal sealed record RequiredOutput(string Stage, ValueRange Range, bool MayExceed, string By)
{
    /// <summary>True if a stage that returns these values can meet the requirement.</summary>
    public bool Allows(ValueRange values) => !IsExceededBy(values) && values.Covers(Range);

    /// <summary>True if some of the values are not allowed.</summary>
    public bool IsExceededBy(ValueRange values) => !MayExceed && values.IsExact && !Range.Contains(values);
}
