namespace ModelDsl.Evaluation;

/// <summary>Points in the plane, each with a class.</summary>
/// <param name="X">The first coordinates.</param>
/// <param name="Y">The second coordinates.</param>
/// <param name="Classes">The points' classes, which determine their colors.</param>
public sealed record PointMap(float[] X, float[] Y, byte[] Classes);
