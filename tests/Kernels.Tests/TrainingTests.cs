using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ModelDsl.Kernels.Tests;

/// <summary>The convolutional autoencoder of the ready-made architectures, trained with and without the kernels.</summary>
public class TrainingTests
{
    [Fact]
    public unsafe void The_gradient_of_a_large_weight_is_not_copied()
    {
        using var scope = NewDisposeScope();
        using var layer = nn.Linear(300, 200);
        CpuKernels.Apply(rand(16, 300), [new(layer)]).sum().backward();
        Assert.True(TensorMemory.Pointer(layer.weight.grad) == TensorMemory.Pointer(ReturnedGradients.Last[3]));
    }

    [Fact]
    public void Losses_over_100_steps_are_those_of_the_library()
    {
        var expected = Train(usesKernels: false, steps: 100, batch: 16);
        var actual = Train(usesKernels: true, steps: 100, batch: 16);
        for (var step = 0; step < expected.Count; step++)
            Assert.True(Math.Abs(actual[step] - expected[step]) <= 1e-4, $"The loss of step {step} is {actual[step]} instead of {expected[step]}.");
    }

    [Fact]
    public void Memory_stays_level() => MemoryStaysLevel(steps: 300);

    [Fact, Trait("Category", "Long")]
    public void Memory_stays_level_over_10_000_steps() => MemoryStaysLevel(steps: 10_000);

    private static void MemoryStaysLevel(int steps)
    {
        Train(usesKernels: true, steps: 60, batch: 16);
        Collect();
        var (tensors, memory) = (Tensor.TotalCount, Environment.WorkingSet);
        Train(usesKernels: true, steps, batch: 16);
        Collect();
        // A training keeps about a dozen tensors until its layers are finalized. The number does not grow with the steps.
        Assert.True(Tensor.TotalCount <= tensors + 50, $"{Tensor.TotalCount - tensors} tensors were kept.");
        Assert.True(Environment.WorkingSet < memory + (64 << 20), $"{(Environment.WorkingSet - memory) >> 20} MB were kept.");
    }

    private static void Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
    }

    private static List<double> Train(bool usesKernels, int steps, int batch)
    {
        CpuKernels.Set = KernelSet.Supported[0];
        set_num_threads(1);
        manual_seed(1);
        using Conv2d first = nn.Conv2d(1, 8, 3, stride: 2, padding: 1), second = nn.Conv2d(8, 16, 3, stride: 2, padding: 1);
        using Linear code = nn.Linear(784, 8), decode = nn.Linear(8, 784);
        using ConvTranspose2d third = nn.ConvTranspose2d(16, 8, 3, stride: 2, padding: 1, output_padding: 1), last = nn.ConvTranspose2d(8, 1, 3, stride: 2, padding: 1, output_padding: 1);
        using var optimizer = optim.Adam(new nn.Module[] { first, second, code, decode, third, last }.SelectMany(layer => layer.parameters()));
        using var all = rand(batch * 4, 1, 28, 28);
        var losses = new List<double>();
        for (var step = 0; step < steps; step++)
        {
            using var scope = NewDisposeScope();
            var images = all.narrow(0, step % 4 * batch, batch);
            optimizer.zero_grad();
            var loss = nn.functional.mse_loss(Reconstruct(images), images);
            loss.backward();
            optimizer.step();
            losses.Add(loss.ToDouble());
        }

        return losses;

        Tensor Reconstruct(Tensor images)
        {
            var features = Apply(images, new(first, 0), new(second, 0)).flatten(1);
            var decoded = Apply(features, new(code), new(decode, 0)).view(batch, 16, 7, 7);
            return Apply(decoded, new(third, 0), new(last)).sigmoid();
        }

        Tensor Apply(Tensor input, ActivatedLayer layer, ActivatedLayer next) => usesKernels
            ? CpuKernels.Apply(input, [layer, next])
            : ByLibrary(ByLibrary(input, layer), next);

        static Tensor ByLibrary(Tensor input, ActivatedLayer layer) =>
            layer.Slope == 0 ? nn.functional.relu(layer.Module.call(input)) : layer.Module.call(input);
    }
}
