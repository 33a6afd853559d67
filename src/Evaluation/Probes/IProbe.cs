namespace ModelDsl.Evaluation;

/// <summary>
/// A simple classifier on top of fixed features: how well it does says how much of the classes the features show
/// (a linear one: how directly).
/// </summary>
public interface IProbe
{
    /// <summary>Predicts the class of each row.</summary>
    /// <param name="features">The rows to classify, of as many columns as the probe was fitted to.</param>
    /// <returns>One class a row.</returns>
    byte[] Predict(FeatureMatrix features);
}

/// <summary>How often a probe is right.</summary>
public static class ProbeExtensions
{
    /// <summary>The share of rows whose class is predicted, in [0, 1].</summary>
    /// <param name="probe">A fitted probe.</param>
    /// <param name="features">The rows.</param>
    /// <param name="labels">Their classes.</param>
    public static double Accuracy(this IProbe probe, FeatureMatrix features, ReadOnlySpan<byte> labels)
    {
        ArgumentNullException.ThrowIfNull(probe);
        ArgumentNullException.ThrowIfNull(features);
        ArgumentOutOfRangeException.ThrowIfNotEqual(labels.Length, features.Rows);
        var predictions = probe.Predict(features);
        var right = 0;
        for (var row = 0; row < labels.Length; row++)
            right += predictions[row] == labels[row] ? 1 : 0;
        return (double)right / labels.Length;
    }
}
