using System.Globalization;
using static TorchSharp.torch.nn;

namespace ModelDsl.LibTorch.Tests;

/// <summary>Memory stays level, and no order of disposal, on any thread, ends the process.</summary>
[Collection(ProcessWide.Name)]
public sealed class LifeCycleTests
{
    [Fact]
    public void Ten_thousand_steps_of_training_leave_no_tensor_and_level_memory()
    {
        using var model = Sequential(Linear(16, 32), ReLU(), Linear(32, 4));
        using var optimizer = optim.Adam(model.parameters());
        using var x = rand(32, 16);
        using var y = rand(32, 4);
        Train(2_000);
        var (tensors, memory) = (Tensor.TotalCount, ResidentMegabytes());
        Train(8_000);
        Assert.Equal(tensors, Tensor.TotalCount);

        // A leak of one of these small tensors a step would be above this.
        Assert.InRange(ResidentMegabytes(), 0, memory + 24);

        void Train(int steps)
        {
            for (var step = 0; step < steps; step++)
            {
                using var scope = NewDisposeScope();
                optimizer.zero_grad();
                functional.mse_loss(model.call(x), y).backward();
                optimizer.step();
            }
            Collect();
        }
    }

    [Fact]
    public void Finalisers_on_their_own_thread_do_not_disturb_what_is_in_use()
    {
        using var stop = new CancellationTokenSource();
        var collector = new Thread(() =>
        {
            while (!stop.IsCancellationRequested)
                Collect();
        });
        collector.Start();
        var x = ones(16, 16);
        for (var i = 0; i < 2_000; i++)
            Assert.Equal(3, ((ones(16, 16) + x).view(256) + 1).slice(0, 0, 1, 1).item<float>());
        stop.Cancel();
        collector.Join();
    }

    [Fact]
    public void A_tensor_disposed_by_one_thread_while_others_use_it_computes_or_throws()
    {
        for (var round = 0; round < 300; round++)
        {
            var x = ones(64);
            Race(
                () => Assert.Equal(2, (x + 1).sum().ToSingle() / 64),
                () => Assert.Equal([64], x.shape),
                () => Assert.Equal(64, x.data<float>().ToArray().Sum()),
                () => Assert.Equal(128, stack([x, x]).sum().ToSingle()),
                x.Dispose);
        }
    }

    [Fact]
    public void A_module_disposed_or_converted_while_others_use_it_computes_or_throws()
    {
        using var x = ones(4, 8);
        for (var round = 0; round < 200; round++)
        {
            var model = Linear(8, 8);
            Race(() => model.call(x).Dispose(), () => model.call(x).Dispose(), () => model.to(float64).to(float32), model.Dispose);
        }
    }

    [Fact]
    public void One_module_serves_many_threads()
    {
        using var model = Sequential(Linear(8, 8), Tanh(), Linear(8, 1));
        using var x = rand(16, 8);
        using var expected = model.call(x);
        Parallel.For(0, 400, new ParallelOptions { MaxDegreeOfParallelism = 8 }, _ =>
        {
            using var scope = NewDisposeScope();
            Assert.Equal(expected.data<float>().ToArray(), model.call(x).data<float>().ToArray());
        });
    }

    [Fact]
    public void One_generator_serves_many_threads()
    {
        using var generator = new Generator(1);
        Parallel.For(0, 400, new ParallelOptions { MaxDegreeOfParallelism = 8 }, _ =>
        {
            using var scope = NewDisposeScope();
            Assert.InRange(rand(64, generator: generator).sum().ToSingle(), 1, 63);
            generator.set_state(generator.get_state());
        });
    }

    [Fact]
    public void A_generator_disposed_while_others_use_it_computes_or_throws()
    {
        for (var round = 0; round < 200; round++)
        {
            var generator = new Generator(1);
            Race(() => rand(64, generator: generator).Dispose(), () => generator.get_state().Dispose(), generator.Dispose);
        }
    }

    [Fact]
    public void Threads_go_backward_at_once() => Parallel.For(0, 200, new ParallelOptions { MaxDegreeOfParallelism = 8 }, _ =>
    {
        using var scope = NewDisposeScope();
        var x = ones(8).requires_grad_();
        (x * x).sum().backward();
        Assert.Equal(16, x.grad!.sum().ToSingle());
    });

    [Fact]
    public void Threads_that_add_to_one_gradient_lose_nothing()
    {
        using var x = ones(8).requires_grad_();
        Parallel.For(0, 64, new ParallelOptions { MaxDegreeOfParallelism = 8 }, _ =>
        {
            using var scope = NewDisposeScope();
            x.sum().backward();
        });
        using var gradient = x.grad;
        Assert.Equal(8 * 64, gradient!.sum().ToSingle());
    }

    /// <summary>Runs actions at once; each may find that something was disposed, and nothing else.</summary>
    private static void Race(params Action[] actions)
    {
        using var start = new Barrier(actions.Length);
        var failures = new System.Collections.Concurrent.ConcurrentQueue<Exception>();
        Thread[] threads = [.. actions.Select(action => new Thread(() =>
        {
            start.SignalAndWait();
            try
            {
                using var scope = NewDisposeScope();
                action();
            }
            catch (Exception error)
            {
                failures.Enqueue(error);
            }
        }))];
        foreach (var thread in threads)
            thread.Start();
        foreach (var thread in threads)
            thread.Join();
        Assert.All(failures, error => Assert.True(error is ObjectDisposedException || IsAboutMixedTypes(error), error.ToString()));
    }

    /// <summary>Half of a module was converted.</summary>
    private static bool IsAboutMixedTypes(Exception error) =>
        error is System.Runtime.InteropServices.ExternalException && error.Message.Contains("type", StringComparison.Ordinal);

    private static void Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
    }

    private static long ResidentMegabytes() =>
        long.Parse(
            File.ReadLines("/proc/self/status").Single(line => line.StartsWith("VmRSS:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
            CultureInfo.InvariantCulture) / 1024;
}
