namespace ModelDsl.Evaluation;

/// <summary>A simple classifier of fixed features. Its accuracy measures how much the features reveal about the classes.</summary>
internal abstract class Probe
{
    /// <summary>Predicts the class of each row.</summary>
    /// <param name="features">Rows with as many columns as the training rows.</param>
    public abstract byte[] Predict(FeatureMatrix features);

    /// <summary>The fraction of rows whose predicted class is the label, in [0, 1].</summary>
    public double Accuracy(FeatureMatrix features, byte[] labels) =>
        (double)Predict(features).Zip(labels).Count(pair => pair.First == pair.Second) / labels.Length;
}
