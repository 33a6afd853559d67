using ModelDsl.Data;
using ModelDsl.Training;

namespace ModelDsl.Experiments.Plan;

/// <summary>One cell of an experiment's grid: what is computed, kept and skipped as a whole.</summary>
/// <param name="Name">The model's or control's name.</param>
/// <param name="Dataset">What it is fitted to and measured on.</param>
/// <param name="Sizes">The sizes, by name, in the order in which the model declares them.</param>
internal abstract record Job(string Name, IDataset Dataset, IReadOnlyList<KeyValuePair<string, int>> Sizes)
{
    /// <summary>A readable name, and the job's folder in the store: <c>Avae/MNIST/Latent=10,Noise=10/seed=1</c>.</summary>
    public virtual string Key => string.Join('/', new[] { Name, Dataset.Name, SizeText }.Where(part => part != ""));

    /// <summary>The sizes as text: <c>Latent=10,Noise=10</c>.</summary>
    public string SizeText => string.Join(',', Sizes.Select(size => $"{size.Key}={size.Value}"));
}

/// <summary>A model that is trained from one seed and then evaluated.</summary>
internal sealed record ModelJob(
    ModelEntry Model,
    IDataset Dataset,
    IReadOnlyList<KeyValuePair<string, int>> Sizes,
    TrainingOptions Training) : Job(Model.Name, Dataset, Sizes)
{
    /// <inheritdoc/>
    public override string Key => $"{base.Key}/seed={Training.Seed}";

    /// <summary>The sizes' values, in the order in which the model takes them.</summary>
    public IReadOnlyList<int> SizeValues => [.. Sizes.Select(size => size.Value)];
}

/// <summary>The mean of the training images in place of every reconstruction.</summary>
internal sealed record MeanImageJob(IDataset Dataset) : Job("mean image", Dataset, []);

/// <summary>The best linear autoencoder with a code of the same length.</summary>
internal sealed record PrincipalComponentsJob(IDataset Dataset, int Components)
    : Job("PCA", Dataset, [new("Components", Components)]);
