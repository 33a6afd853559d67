using ModelDsl.Data;
using TorchSharp;

// A declared model is an ordinary TorchSharp module, so that any training loop of TorchSharp can train it.
var clothes = await Datasets.FashionMnist.LoadAsync(DataOptions.FromEnvironment());
using var pixels = clothes.Train.ToTensor();
using var images = pixels[..6000];
using var labels = tensor(clothes.Train.Labels[..6000], int64);

manual_seed(1);
using var model = new Classifier();
using var optimizer = optim.Adam(model.parameters(), lr: 1e-3);
const int BatchSize = 64;
for (var epoch = 1; epoch <= 3; epoch++)
{
    using var order = randperm(images.shape[0]);
    for (var first = 0L; first < images.shape[0]; first += BatchSize)
    {
        using var scope = NewDisposeScope();
        var batch = order.slice(0, first, first + BatchSize, 1);
        var loss = nn.functional.cross_entropy(model.Classify(images.index_select(0, batch)), labels.index_select(0, batch));
        optimizer.zero_grad();
        loss.backward();
        optimizer.step();
    }

    using var inference = no_grad();
    using var scores = model.Classify(images);
    using var correct = scores.argmax(1).eq(labels);
    Console.WriteLine($"epoch {epoch}: {correct.sum().ToInt64() / (double)images.shape[0]:P1} of the training images are classified correctly");
}

/// <summary>Classifies gray images of 28 × 28 pixels.</summary>
[Model]
public partial class Classifier
{
    [Conv2d(16, 3, Stride = 2, Padding = 1), ReLU]
    [Conv2d(32, 3, Stride = 2, Padding = 1), ReLU]
    [Flatten, Linear(10)]
    public partial Tensor Classify([Shape(1, 28, 28)] Tensor image);
}
