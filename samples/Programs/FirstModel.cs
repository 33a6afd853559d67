using ModelDsl.Data;
using ModelDsl.Training;

// Trains an autoencoder on pictures of clothes and prints the error of each epoch.
var clothes = await Datasets.FashionMnist.LoadAsync(DataOptions.FromEnvironment());
using var pixels = clothes.Train.ToTensor();       // [60000, 1, 28, 28], in [0, 1]
using var images = pixels[..6000].flatten(1);      // [6000, 784]

manual_seed(1);
using var model = new FirstModel(latent: 8);
Console.WriteLine(model.Summary);
var objective = new ReconstructionObjective(Loss.MeanSquaredError);
foreach (var epoch in Trainer.Train(model, objective, new Examples(images), new TrainingOptions { Epochs = 5 }))
    Console.WriteLine($"mean squared error {epoch.Loss:F4}");

/// <summary>An autoencoder of two dense layers on each side.</summary>
[Model, Reconstruction(Loss.MeanSquaredError)]
public partial class FirstModel : IAutoencoder
{
    [Size(16)] public partial int Latent { get; }

    [Linear(128), ReLU, Linear(nameof(Latent))]
    public partial Tensor Encode([Shape(784)] Tensor image);

    [Linear(128), ReLU, Linear(784), Sigmoid]
    public partial Tensor Decode([Shape(nameof(Latent))] Tensor code);
}
