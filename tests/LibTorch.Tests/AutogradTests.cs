using System.Runtime.InteropServices;

namespace ModelDsl.LibTorch.Tests;

public sealed class AutogradTests
{
    [Fact]
    public void Gradients_add_up_until_they_are_dropped()
    {
        var x = tensor(3f, requires_grad: true);
        (x * x).backward();
        (x * x).backward();
        Assert.Equal(12, x.grad!.item<float>());
        x.grad = null;
        Assert.Null(x.grad);
    }

    [Fact]
    public void The_gradient_of_a_gradient_is_the_second_derivative()
    {
        var x = tensor(2f, requires_grad: true);
        var first = autograd.grad([x.pow(3)], [x], create_graph: true)[0];
        Assert.Equal(12, first.item<float>());
        Assert.Equal(12, autograd.grad([first], [x])[0].item<float>());
    }

    [Fact]
    public void An_unused_input_is_an_error_or_null()
    {
        var (x, unused) = (tensor(2f, requires_grad: true), tensor(1f, requires_grad: true));
        Assert.Throws<ExternalException>(() => autograd.grad([x * x], [unused]));
        Assert.Null(autograd.grad([x * x], [unused], allow_unused: true)[0]);
    }

    [Fact]
    public void A_graph_is_kept_where_asked()
    {
        var x = tensor(2f, requires_grad: true);
        var y = x * x;
        y.backward(retain_graph: true);
        y.backward();
        Assert.Equal(8, x.grad!.item<float>());
        Assert.Throws<ExternalException>(y.backward);
    }

    [Fact]
    public void Recording_stops_and_starts_by_thread()
    {
        var x = ones(1, requires_grad: true);
        using (no_grad())
        {
            Assert.False((x + 1).requires_grad);
            using (enable_grad())
                Assert.True((x + 1).requires_grad);
            Assert.False(is_grad_enabled());
            var elsewhere = false;
            var thread = new Thread(() => elsewhere = is_grad_enabled());
            thread.Start();
            thread.Join();
            Assert.True(elsewhere);
        }
        Assert.True(is_grad_enabled());
    }

    [Fact]
    public void A_detached_tensor_has_no_history()
    {
        var x = ones(2, requires_grad: true);
        var y = x * 2;
        Assert.True(y.requires_grad && !y.is_leaf);
        Assert.False(y.detach().requires_grad);
        y.retain_grad();
        y.sum().backward();
        Assert.Equal([1f, 1f], y.grad!.data<float>().ToArray());
    }

    [Fact]
    public void Models_train_on_several_threads_at_once() => Parallel.For(0, 8, seed =>
    {
        using var scope = NewDisposeScope();
        var generator = new Generator((ulong)seed);
        var target = randn(3, 1, generator: generator);
        var x = randn(50, 3, generator: generator);
        var layer = nn.Linear(3, 1, false);
        using var optimizer = optim.Adam(layer.parameters(), 0.1);
        for (var step = 0; step < 300; step++)
        {
            using var inner = NewDisposeScope();
            optimizer.zero_grad();
            nn.functional.mse_loss(layer.call(x), x.matmul(target)).backward();
            optimizer.step();
        }
        Assert.True(layer.weight.allclose(target.t(), atol: 1e-2));
        layer.Dispose();
    });
}
