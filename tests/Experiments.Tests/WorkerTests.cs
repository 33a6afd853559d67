using ModelDsl.Architectures;
using ModelDsl.Evaluation;
using ModelDsl.Experiments.Contract;
using ModelDsl.Experiments.Execution;
using ModelDsl.Experiments.Hosting;
using ModelDsl.Experiments.Plan;
using TorchSharp;

namespace ModelDsl.Experiments.Tests;

/// <summary>Several jobs in one process, with user code that leaves state behind.</summary>
public sealed class WorkerTests : IDisposable
{
    private readonly ResultFolder _together = new();
    private readonly ResultFolder _separate = new();

    public void Dispose()
    {
        _together.Dispose();
        _separate.Dispose();
        torch.set_default_dtype(torch.ScalarType.Float32);
    }

    [Fact]
    public void A_job_starts_without_the_state_that_earlier_ones_left()
    {
        var spec = Specs.Of(("Models", "DenseAutoencoder;Vae"), ("Seeds", "1;2"), ("Evaluate", "Careless"));

        Assert.True(Run(_together, spec, 1, 2, 3, 4));
        Assert.All([2, 4], number => Assert.True(Run(_separate, spec, number)));

        Assert.Equal(6, _separate.Found.Count);
        Assert.All(_separate.Found, file => Assert.Equal(file.Value, _together.Found[file.Key]));
    }

    [Fact]
    public void Undisposed_tensors_of_a_job_are_freed_before_the_next()
    {
        // TorchSharp still counts the tensors of a module after the module is disposed.
        var before = torch.Tensor.TotalCount;
        new DenseAutoencoder().Dispose();
        var module = torch.Tensor.TotalCount - before;
        Run(_together, Specs.Of(("Evaluate", "Careless")), 1);
        // A stale reference on a stack can keep the tensors of the first job until another collection.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var tensors = torch.Tensor.TotalCount;

        Run(_together, Specs.Of(("Evaluate", "Careless"), ("Seeds", "2;3")), 1, 2);

        Assert.Equal(tensors + 2 * module, torch.Tensor.TotalCount);
    }

    [Fact]
    public void After_a_failed_job_no_other_runs()
    {
        var spec = Specs.Of(("Models", "Handwritten"), ("Seeds", "1;2"), ("Evaluate", "Careless"));

        Assert.False(Run(_together, spec, 1, 2));

        Assert.Single(_together.Files("job.log"));
    }

    private static bool Run(ResultFolder results, ExperimentSpec spec, params int[] numbers)
    {
        var grid = Grid.Of(spec, Specs.Catalogue(evaluators: [new Careless()]));
        using var context = RunContext.Of(new Arguments(spec.Write(results.Path), results.Path), grid, null, CancellationToken.None);
        var worker = new Worker(TextWriter.Null);
        return numbers.All(number => worker.Run(number, grid.Jobs[number - 1], context.Runner, force: false, CancellationToken.None));
    }

    /// <summary>Leaves modes of libtorch, a dispose scope and tensors.</summary>
    private sealed class Careless : IEvaluator
    {
        public string Name => "Careless";

        public string Settings => "";

        public IReadOnlyList<Metric> Metrics => [new("random", "a random number")];

        public bool Measures(ImageModel model) => true;

        public void Evaluate(EvaluationContext evaluation)
        {
            evaluation.Add(Metrics[0], torch.rand(1).ToDouble());
            torch.NewDisposeScope();
            for (var i = 0; i < 10; i++)
                torch.zeros(1000);
            torch.set_grad_enabled(false);
            torch.set_default_dtype(torch.ScalarType.Float64);
        }
    }
}
