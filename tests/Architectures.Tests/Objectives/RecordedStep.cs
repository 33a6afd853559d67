using ModelDsl.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace ModelDsl.Architectures.Tests.Objectives;

/// <summary>A step that records losses and gradients without changing weights.</summary>
internal sealed class RecordedStep(nn.Module model, Examples examples, double epoch = 0) : ITrainingStep
{
    public List<(double Loss, Dictionary<string, double[]> Gradients)> Losses { get; } = [];

    public Dictionary<string, double> Metrics { get; } = [];

    public nn.Module Model => model;

    public Examples Examples => examples;

    public double Epoch => epoch;

    public void Minimize(ParameterGroup group, Tensor loss)
    {
        model.zero_grad();
        loss.backward();
        Losses.Add((loss.ToDouble(), model.named_parameters()
            .Where(weight => group.Trains(weight.name))
            .ToDictionary(weight => weight.name, weight => Values(weight.parameter.grad!))));
    }

    public void Log(string metric, Tensor value) => Metrics[metric] = value.ToDouble();

    private static double[] Values(Tensor tensor) => [.. tensor.flatten().data<float>().ToArray().Select(value => (double)value)];
}
