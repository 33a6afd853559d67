namespace ModelDsl.Evaluation;

/// <summary>
/// A trained model or a baseline, measured by evaluators. Its capabilities are the interfaces that it implements: <see cref="IEncoder"/>,
/// <see cref="IReconstructor"/>, <see cref="IGenerator"/>. Images are <c>[count, channels, rows, columns]</c>, in [0, 1]; labels are one-hot.
/// </summary>
public interface ISubject;
