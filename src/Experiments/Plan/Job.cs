using ModelDsl.Data;
using ModelDsl.Evaluation;
using ModelDsl.Files;
using ModelDsl.Training;

namespace ModelDsl.Experiments.Plan;

/// <summary>One cell of an experiment's grid: what is computed, kept and skipped as a whole.</summary>
/// <param name="Name">The model's or baseline's name.</param>
/// <param name="Dataset">What it is fitted to and measured on.</param>
/// <param name="Sizes">The sizes, by name, in the order in which the model declares them.</param>
internal abstract record Job(string Name, IDataset Dataset, IReadOnlyList<KeyValuePair<string, int>> Sizes)
{
    /// <summary>A readable name: <c>Avae/MNIST/Latent=10,Noise=10/seed=1</c>.</summary>
    public virtual string Key => string.Join('/', new[] { Name, Dataset.Name, SizeText }.Where(part => part != ""));

    /// <summary>The key as folders, one in another: a data set of a user's may have any name.</summary>
    public IEnumerable<string> Folders => Key.Split('/').Select(FileName.Of);

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

    /// <summary>An objective's name as classes are marked with it: <c>Elbo</c>.</summary>
    public static string NameOf(ObjectiveAttribute objective) => objective.GetType().Name.Replace("Attribute", "", StringComparison.Ordinal);
}

/// <summary>A baseline, which is fitted without a seed and stands beside the models.</summary>
/// <param name="Kind">Which baseline.</param>
/// <param name="Name">Its name in tables.</param>
/// <param name="Dataset">What it is fitted to and measured on.</param>
/// <param name="Sizes">Its sizes, by name.</param>
/// <param name="Fit">Fits it to training images; what it gives is released where it can be.</param>
internal sealed record BaselineJob(
    Baselines Kind,
    string Name,
    IDataset Dataset,
    IReadOnlyList<KeyValuePair<string, int>> Sizes,
    Func<Examples, ISubject> Fit) : Job(Name, Dataset, Sizes)
{
    /// <summary>One baseline of each kind, to know their names and sizes.</summary>
    public static IReadOnlyList<BaselineJob> All(IDataset dataset) => [MeanImage(dataset), PrincipalComponents(dataset, 1), RawPixels(dataset)];

    /// <summary>The mean of the training images in place of every reconstruction.</summary>
    public static BaselineJob MeanImage(IDataset dataset) => new(Baselines.MeanImage, "mean image", dataset, [], train => new MeanImage(train.Images));

    /// <summary>The best linear autoencoder with a code of the same length.</summary>
    public static BaselineJob PrincipalComponents(IDataset dataset, int components) =>
        new(Baselines.PrincipalComponents, "PCA", dataset, [new("Components", components)], train => new PrincipalComponents(train.Images, components));

    /// <summary>The images themselves.</summary>
    public static BaselineJob RawPixels(IDataset dataset) => new(Baselines.RawPixels, "raw pixels", dataset, [], _ => new RawPixels());
}
