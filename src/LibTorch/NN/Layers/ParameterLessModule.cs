namespace TorchSharp.Modules;

/// <summary>A layer that learns nothing.</summary>
public abstract class ParameterLessModule<T1, TResult> : nn.Module<T1, TResult>
{
    /// <summary>Names the layer.</summary>
    protected ParameterLessModule(string name)
        : base(name)
    {
    }
}
