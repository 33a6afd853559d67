using System.ComponentModel;
using TorchSharp;

namespace ModelDsl;

/// <summary>
/// Calls code that the user wrote, such as a hand-written stage, for generated code. What the code returns may be new, one of its
/// inputs, a view of it, or a tensor that it keeps; what these methods return belongs to their caller.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class UserCode
{
    private const string Result = "the result";

    /// <summary>Calls code that returns a tensor.</summary>
    /// <param name="code">The call.</param>
    /// <param name="stage">The names of the model and the stage, and the layer's index: <c>Net.Encode.2</c>.</param>
    /// <param name="axes">The declared shape of the result, without the batch.</param>
    /// <returns>The result if the code created it, or an alias.</returns>
    /// <exception cref="ShapeException">The result has another shape.</exception>
    /// <exception cref="CodedException">The result is disposed.</exception>
    public static torch.Tensor Call(Func<torch.Tensor> code, string stage, params ReadOnlySpan<long> axes)
    {
        ArgumentNullException.ThrowIfNull(code);
        torch.Tensor result;
        bool isNew;
        using (var created = new CreatedTensors())
        {
            result = code();
            isNew = created.Contains(result);
        }

        return Own(result, isNew, stage, axes);
    }

    /// <summary>Calls code that returns a distribution.</summary>
    /// <param name="code">The call.</param>
    /// <param name="stage">The names of the model and the stage, and the layer's index: <c>Net.Encode.2</c>.</param>
    /// <param name="axes">The declared shape of the mean and the log-variance, without the batch.</param>
    /// <returns>A distribution with both tensors, each an alias if the code did not create it.</returns>
    /// <exception cref="ShapeException">The mean or the log-variance has another shape.</exception>
    /// <exception cref="CodedException">The mean or the log-variance is disposed.</exception>
    public static Gaussian Call(Func<Gaussian> code, string stage, params ReadOnlySpan<long> axes)
    {
        ArgumentNullException.ThrowIfNull(code);
        Gaussian result;
        bool isNewMean, isNewLogVariance;
        using (var created = new CreatedTensors())
        {
            result = code();
            isNewMean = created.Contains(result?.Mean);
            isNewLogVariance = created.Contains(result?.LogVariance);
        }

        ArgumentNullException.ThrowIfNull(result, Result);
        var mean = Own(result.Mean, isNewMean, stage, axes);
        try
        {
            return new(mean, Own(result.LogVariance, isNewLogVariance, stage, axes));
        }
        catch
        {
            mean.Dispose();
            throw;
        }
    }

    private static torch.Tensor Own(torch.Tensor result, bool isNew, string stage, ReadOnlySpan<long> axes)
    {
        ArgumentNullException.ThrowIfNull(result, Result);
        if (result.IsInvalid)
        {
            throw new CodedException(ErrorCodes.DisposedResult,
                $"{stage}: {Result} is disposed. Return a tensor without disposing it; if the code keeps it for later calls, return kept.alias().");
        }

        var own = isNew ? result : result.alias();
        try
        {
            ShapeGuard.Check(own, stage, Result, axes);
            return own;
        }
        catch
        {
            own.Dispose();
            throw;
        }
    }

    /// <summary>The tensors that are created until this object is disposed. It disposes none: they move to the scope around it.</summary>
    private sealed class CreatedTensors : IDisposable
    {
        private readonly DisposeScope _scope = torch.NewDisposeScope();

        public bool Contains(torch.Tensor? tensor) => tensor is not null && _scope.Contains(tensor);

        public void Dispose()
        {
            _scope.MoveToOuter(_scope.DisposablesView);
            _scope.Dispose();
        }
    }
}
