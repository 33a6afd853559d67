using System.Diagnostics;
using TorchSharp;
using static TorchSharp.torch;

namespace ModelDsl.Benchmarks;

/// <summary>Calls so small that they cost little else than the way to libtorch and back; <c>peer.py</c> has the same.</summary>
internal sealed class Workloads
{
    public static readonly (string Name, int Calls)[] All = [("add", 20_000), ("forward", 5_000), ("backward", 1_000)];

    private readonly Tensor _left = rand(4, 4);
    private readonly Tensor _right = rand(4, 4);

    private readonly nn.Module<Tensor, Tensor> _model = nn.Sequential(nn.Linear(4, 4), nn.ReLU(), nn.Linear(4, 4));

    /// <summary>Microseconds a call.</summary>
    public double Time(string name, int calls)
    {
        Action call = name switch
        {
            "add" => Add,
            "forward" => Forward,
            "backward" => Backward,
            _ => throw new ArgumentException($"There is no workload '{name}'.", nameof(name)),
        };
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < calls; i++)
            call();
        return Stopwatch.GetElapsedTime(start).TotalMicroseconds / calls;
    }

    private void Add()
    {
        using var sum = _left + _right;
    }

    private void Forward()
    {
        using var recording = no_grad();
        using var output = _model.call(_left);
    }

    private void Backward()
    {
        using var scope = NewDisposeScope();
        _model.call(_left).sum().backward();
    }
}
