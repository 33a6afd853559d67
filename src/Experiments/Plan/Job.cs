using ModelDsl.Data;
using ModelDsl.Evaluation;
using ModelDsl.Files;
using ModelDsl.Training;

namespace ModelDsl.Experiments.Plan;

/// <summary>One cell of an experiment's grid, which is run, stored and skipped as a unit.</summary>
/// <param name="Name">The model's or baseline's name.</param>
/// <param name="Dataset">The data set for fitting and evaluation.</param>
/// <param name="Sizes">The sizes by name, in the order of the model's declaration.</param>
internal abstract record Job(string Name, IDataset Dataset, IReadOnlyList<KeyValuePair<string, int>> Sizes)
{
    /// <summary>A readable name: <c>Avae/MNIST/Latent=10,Noise=10/seed=1</c>.</summary>
    public virtual string Key => string.Join('/', new[] { Name, Dataset.Name, SizeText }.Where(part => part != ""));

    /// <summary>The key as nested folders. A user's data set may have any name, so each part is escaped.</summary>
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

    /// <summary>The values of the sizes, in the order of the model's constructor.</summary>
    public IReadOnlyList<int> SizeValues => [.. Sizes.Select(size => size.Value)];

    /// <summary>An objective's name without the suffix of its attribute: <c>Elbo</c>.</summary>
    public static string NameOf(ObjectiveAttribute objective) => objective.GetType().Name.Replace("Attribute", "", StringComparison.Ordinal);
}

/// <summary>A baseline, which is fitted without a seed.</summary>
/// <param name="Kind">The kind of baseline.</param>
/// <param name="Name">Its name in tables.</param>
/// <param name="Dataset">The data set for fitting and evaluation.</param>
/// <param name="Sizes">Its sizes by name.</param>
/// <param name="Fit">Fits it to training images; the caller disposes the subject if it is disposable.</param>
internal sealed record BaselineJob(
    Baselines Kind,
    string Name,
    IDataset Dataset,
    IReadOnlyList<KeyValuePair<string, int>> Sizes,
    Func<Examples, ISubject> Fit) : Job(Name, Dataset, Sizes)
{
    /// <summary>One baseline of each kind, for their names and sizes.</summary>
    public static IReadOnlyList<BaselineJob> All(IDataset dataset) => [MeanImage(dataset), PrincipalComponents(dataset, 1), RawPixels(dataset)];

    /// <summary>The mean of the training images as every reconstruction.</summary>
    public static BaselineJob MeanImage(IDataset dataset) => new(Baselines.MeanImage, "mean image", dataset, [], train => new MeanImage(train));

    /// <summary>The size of PCA: the number of components.</summary>
    public const string ComponentsSize = "Components";

    /// <summary>The best linear autoencoder with a code of the same length.</summary>
    public static BaselineJob PrincipalComponents(IDataset dataset, int components) =>
        new(Baselines.PrincipalComponents, "PCA", dataset, [new(ComponentsSize, components)], train => new PrincipalComponents(train, components));

    /// <summary>The images themselves.</summary>
    public static BaselineJob RawPixels(IDataset dataset) => new(Baselines.RawPixels, "raw pixels", dataset, [], _ => new RawPixels());
}
