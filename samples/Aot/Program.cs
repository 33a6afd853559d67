using ModelDsl;
using ModelDsl.Architectures;
using ModelDsl.Generated._ModelDsl_Architectures;
using ModelDsl.Training;
using ModelDsl.Weights;
using TorchSharp;
using static TorchSharp.torch;

// A bright band on a dark background, at varying heights: sufficient for the loss to decrease.
manual_seed(1);
using var images = zeros(64, 784);
for (var i = 0; i < 64; i++)
    images.narrow(0, i, 1).narrow(1, 28 * (i % 20), 56).fill_(1);

using var model = new DenseAutoencoder(latent: 8);
var epochs = Trainer.Train(
    model, new ReconstructionObjective(Loss.MeanSquaredError), new Examples(images), new TrainingOptions { Epochs = 5, BatchSize = 16 });
var (first, last) = (epochs[0].Loss, epochs[^1].Loss);
Console.WriteLine($"loss {first:F3} -> {last:F3}");

// The file contains the model's name and sizes, and the catalogue creates the model without reflection.
var file = Path.Combine(Path.GetTempPath(), $"{Path.GetRandomFileName()}.safetensors");
Checkpoint.Save(model, file);
Console.WriteLine(Checkpoint.Configuration(file));
using var loaded = (DenseAutoencoder)Checkpoint.Open(file, ModelCatalogue.Models);
File.Delete(file);

using var before = model.forward(images);
using var after = loaded.forward(images);
using var same = before.eq(after).all();
Console.WriteLine(same.ToBoolean() ? "the loaded model returns the same images" : "the loaded model returns other images");
return last < first && same.ToBoolean() ? 0 : 1;
