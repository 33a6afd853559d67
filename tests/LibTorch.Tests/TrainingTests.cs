using System.Security.Cryptography;
using TorchSharp.Modules;
using static ModelDsl.LibTorch.Tests.GoldenValues;
using static TorchSharp.torch.nn;

namespace ModelDsl.LibTorch.Tests;

[Collection(ProcessWide.Name)]
public sealed class TrainingTests
{
    public static TheoryData<string> Adams => [.. Names("adam")];

    [Theory, MemberData(nameof(Adams))]
    public void Ten_steps_of_Adam_are_PyTorchs(string name)
    {
        manual_seed(3);
        var first = Linear(4, 3);
        var last = Linear(3, 2);
        IEnumerable<Parameter> parameters = [.. first.parameters(), .. last.parameters()];
        using var optimizer = name switch
        {
            "settings" => optim.Adam(parameters, 0.01, 0.8, 0.99, 1e-6),
            "weight_decay" => optim.Adam(parameters, weight_decay: 0.1),
            "amsgrad" => optim.Adam(parameters, 0.05, amsgrad: true),
            "maximize" => optim.Adam(parameters, maximize: true),
            _ => optim.Adam(parameters),
        };
        for (var i = 0; i < 10; i++)
        {
            var x = randn(5, 4);
            first.zero_grad();
            last.zero_grad();
            var hidden = first.call(x).tanh();
            (i % 3 == 2 ? hidden : last.call(hidden)).square().mean().backward();
            optimizer.step();
        }
        Close(first.weight, 1e-6, "adam", name, "first");
        Close(last.weight, 1e-6, "adam", name, "last");
        Close(last.bias!, 1e-6, "adam", name, "bias");
    }

    [Fact]
    public void The_autoencoder_learns_as_in_PyTorch()
    {
        set_num_threads(1);
        manual_seed(4);
        using var net = ConvAutoencoder();
        Assert.Equal(Array<string>("autoencoder", "names"), net.state_dict().Keys);
        byte[] weights = [.. net.parameters().SelectMany(parameter => parameter.bytes.ToArray())];
        Assert.Equal(Of("autoencoder", "initial_weights_sha256").GetString(), Convert.ToHexStringLower(SHA256.HashData(weights)));

        using var single = rand(32, 1, 28, 28);
        Close(net.call(single)[0], 1e-5, "autoencoder", "first_reconstruction");

        // In double precision: in single precision, what processors and versions of libtorch round differently grows with each step.
        net.@double();
        using var batch = single.to_type(ScalarType.Float64);
        using var optimizer = optim.Adam(net.parameters(), 1e-3);
        foreach (var expected in Array<double>("autoencoder", "losses"))
        {
            using var scope = NewDisposeScope();
            optimizer.zero_grad();
            var loss = functional.mse_loss(net.call(batch), batch);
            loss.backward();
            optimizer.step();
            Assert.InRange(loss.ToDouble(), expected * (1 - 1e-9), expected * (1 + 1e-9));
        }

        Close(net.call(batch)[0], 1e-9, "autoencoder", "last_reconstruction");
    }

    [Fact]
    public void Training_leaves_nothing_behind()
    {
        using var net = Sequential(Linear(8, 6), ReLU(), Linear(6, 2));
        using var optimizer = optim.Adam(net.parameters());
        using var x = rand(4, 8);
        var counts = new List<long>();
        for (var i = 0; i < 2000; i++)
        {
            using (NewDisposeScope())
            {
                optimizer.zero_grad();
                net.call(x).square().mean().backward();
                optimizer.step();
            }
            if (i is 10 or 1999)
                counts.Add(DisposeScopeManager.Statistics.ThreadTotalLiveCount);
        }
        Assert.Equal(counts[0], counts[1]);
    }

    [Fact]
    public void Clipping_scales_gradients_to_the_norm()
    {
        using var layer = Linear(2, 1, false);
        layer.weight.grad = tensor(new[,] { { 3f, 4f } });
        Assert.Equal(5, nn.utils.clip_grad_norm_(layer.parameters(), 1), 5);
        Assert.Equal(1, layer.weight.grad!.norm().ToDouble(), 5);
        Assert.Equal(1, nn.utils.clip_grad_norm_(layer.parameters(), 2), 5);
    }

    [Fact]
    public void A_group_has_its_own_learning_rate()
    {
        using var layer = Linear(2, 1, false);
        using var optimizer = new Adam([new Adam.ParamGroup(layer.parameters(), lr: 0.5)]);
        foreach (var group in optimizer.ParamGroups)
            group.LearningRate = 0.25;
        var before = layer.weight.detach().clone();
        layer.call(ones(1, 2)).sum().backward();
        optimizer.step();

        // Adam's first step is the learning rate, whatever the gradient.
        Assert.True((before - layer.weight).allclose(full(1, 2, 0.25)));
    }

    internal static Sequential ConvAutoencoder() => Sequential(
        Conv2d(1, 32, 3, 2, 1), ReLU(), Conv2d(32, 64, 3, 2, 1), ReLU(), Flatten(), Linear(64 * 7 * 7, 16),
        Linear(16, 64 * 7 * 7), ReLU(), Unflatten(1, [64, 7, 7]),
        ConvTranspose2d(64, 32, 3, 2, 1, 1), ReLU(), ConvTranspose2d(32, 1, 3, 2, 1, 1), Sigmoid());
}
