namespace ModelDsl;

/// <summary>The shape of a tensor differs from the shape that a stage declares.</summary>
/// <param name="message">The model, stage, parameter, expected and actual shape.</param>
public sealed class ShapeException(string message) : ArgumentException(message);
