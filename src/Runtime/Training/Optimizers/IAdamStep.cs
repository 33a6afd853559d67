namespace ModelDsl.Training;

/// <summary>
/// The step of TorchSharp's <c>Adam</c> or <c>AdamW</c> in fewer passes over memory. TorchSharp's optimizer keeps the state, so that its files do not change.
/// </summary>
internal interface IAdamStep : IDisposable
{
    /// <summary>Makes a step with the gradients of the weights.</summary>
    /// <returns>False, without any change, if it does not support the gradients. TorchSharp's optimizer can then make the step.</returns>
    bool TryStep();
}
