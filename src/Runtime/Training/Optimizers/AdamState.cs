using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ModelDsl.Training;

/// <summary>What TorchSharp's <see cref="Adam"/> or <see cref="AdamW"/> stores for a weight.</summary>
/// <param name="state">The optimizer's object.</param>
internal sealed class AdamState(OptimizerState state)
{
    /// <summary>The number of steps so far.</summary>
    public long Step
    {
        get => state is Adam.State adam ? adam.step : ((AdamW.State)state).step;
        set
        {
            if (state is Adam.State adam)
                adam.step = value;
            else
                ((AdamW.State)state).step = value;
        }
    }

    /// <summary>The moving average of the gradients.</summary>
    public Tensor Mean => state is Adam.State adam ? adam.exp_avg : ((AdamW.State)state).exp_avg;

    /// <summary>The moving average of the squared gradients.</summary>
    public Tensor Square => state is Adam.State adam ? adam.exp_avg_sq : ((AdamW.State)state).exp_avg_sq;

    /// <summary>Moves the averages to other memory. The earlier tensors are disposed.</summary>
    public void Move(Tensor mean, Tensor square)
    {
        mean.copy_(Mean);
        square.copy_(Square);
        Mean.Dispose();
        Square.Dispose();
        if (state is Adam.State adam)
            (adam.exp_avg, adam.exp_avg_sq) = (mean, square);
        else if (state is AdamW.State adamW)
            (adamW.exp_avg, adamW.exp_avg_sq) = (mean, square);
    }
}
