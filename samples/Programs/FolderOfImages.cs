using ModelDsl.Data;
using ModelDsl.Training;
using TorchSharp;

// Trains an autoencoder on the images of a folder: dotnet run FolderOfImages.cs photos
if (args is not [var folder])
{
    Console.Error.WriteLine("usage: dotnet run FolderOfImages.cs FOLDER");
    return 1;
}

var photos = await new ImageFolderDataset(folder, 3, 32, 32).LoadAsync(DataOptions.FromEnvironment());
using var train = photos.Train.ToTensor();
using var test = photos.Test.ToTensor();

manual_seed(1);
using var model = new PhotoAutoencoder();
var options = new TrainingOptions { Epochs = 50, BatchSize = 32, Augment = new Augmentation { Flip = true } };
Trainer.Train(model, new ReconstructionObjective(Loss.MeanSquaredError), new Examples(train), options);

using var inference = no_grad();
using var reconstruction = model.call(test);
using var error = nn.functional.mse_loss(reconstruction, test);
Console.WriteLine($"{train.shape[0]} training images, {test.shape[0]} test images, mean squared error {error.ToSingle():F4}");
return 0;

/// <summary>A convolutional autoencoder of color images.</summary>
[Model, Reconstruction(Loss.MeanSquaredError)]
public partial class PhotoAutoencoder : IAutoencoder
{
    [Size(32)] public partial int Latent { get; }

    [Conv2d(32, 3, Stride = 2, Padding = 1), ReLU]
    [Conv2d(64, 3, Stride = 2, Padding = 1), ReLU]
    [Flatten, Linear(nameof(Latent))]
    public partial Tensor Encode([Shape(3, 32, 32)] Tensor image);

    [Linear(64 * 8 * 8), ReLU, Unflatten(64, 8, 8)]
    [ConvTranspose2d(32, 3, Stride = 2, Padding = 1, OutputPadding = 1), ReLU]
    [ConvTranspose2d(3, 3, Stride = 2, Padding = 1, OutputPadding = 1), Sigmoid]
    [return: Shape(3, 32, 32)]
    public partial Tensor Decode([Shape(nameof(Latent))] Tensor code);
}
