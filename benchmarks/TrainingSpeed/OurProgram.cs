using System.Diagnostics;
using ModelDsl.Evaluation;
using ModelDsl.Training;
using TorchSharp;

namespace ModelDsl.Benchmarks;

/// <summary>Measures a declared model in the training loop of the experiments, and in the reconstruction of their evaluators.</summary>
internal static class OurProgram
{
    public static Measurement Measure(Workload workload)
    {
        using var model = workload.Create();
        using var images = workload.Images(((IModel)model).InputShape);
        var startUp = 0.0;
        var objective = new ObservedObjective(workload.Objective, _ => { }, step => startUp = step == 0 ? Measurement.Age() : startUp);
        using var run = new TrainingRun(model, objective, new Examples(images), workload.Options with { Epochs = 2, BatchSize = Workload.BatchSize });
        run.RunEpoch();
        var clock = Stopwatch.StartNew();
        run.RunEpoch();
        var training = images.shape[0] / clock.Elapsed.TotalSeconds;
        run.Finish();
        var inference = Inference(model, workload.Objective, new Examples(images));
        return new Measurement(training, inference, Measurement.LargestMemory(), run.History[0].Loss, startUp);
    }

    private static double Inference(torch.nn.Module model, IObjective objective, Examples examples)
    {
        model.eval();
        var subject = new ImageModel(model, objective);
        using var grad = torch.no_grad();
        var clock = new Stopwatch();
        for (var repetition = 0; repetition < 2; repetition++)
        {
            clock.Restart();
            for (var start = 0L; start < examples.Count; start += Workload.BatchSize)
            {
                using var scope = torch.NewDisposeScope();
                subject.Reconstruct(examples.Range(start, Workload.BatchSize));
            }
        }

        return examples.Count / clock.Elapsed.TotalSeconds;
    }
}
