using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace TorchSharp.Modules;

/// <summary>What an optimizer remembers of a parameter: the public fields of the derived class.</summary>
[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicFields)]
public abstract class OptimizerState
{
    private protected OptimizerState(Parameter parameter) => Parameter = parameter;

    internal Parameter Parameter { get; }

    private IEnumerable<FieldInfo> Fields => StateFields.Of(GetType());

    private IEnumerable<torch.Tensor> Tensors => Fields.Select(item => item.GetValue(this)).OfType<torch.Tensor>();

    /// <summary>Begins anew, as before the first step.</summary>
    /// <param name="options">The settings of the parameter's group.</param>
    public abstract void Initialize(OptimizerOptions options);

    /// <summary>Writes the state as TorchSharp does.</summary>
    public virtual void SaveStateDict(BinaryWriter writer) => StateFields.Save(this, Fields, writer);

    /// <summary>Reads what <see cref="SaveStateDict"/> wrote.</summary>
    /// <exception cref="InvalidDataException">There is no state of a parameter like this there; the state is unchanged.</exception>
    public virtual void LoadStateDict(BinaryReader reader)
    {
        var read = Read(reader);
        try
        {
            LoadStateDict(read);
        }
        finally
        {
            read.Release();
        }
    }

    /// <summary>Takes over copies of another state.</summary>
    /// <exception cref="InvalidDataException">It is of another optimizer, or of another parameter; the state is unchanged.</exception>
    public virtual void LoadStateDict(OptimizerState source)
    {
        Check(source);
        if (ReferenceEquals(source, this))
            return;
        using var _ = torch.no_grad();
        Release();
        foreach (var field in Fields)
        {
            var value = field.GetValue(source);
            field.SetValue(this, value is torch.Tensor tensor ? tensor.to(Parameter.dtype, Parameter.device).clone().DetachFromDisposeScope() : value);
        }
    }

    /// <summary>Is the other state about the same, number by number?</summary>
    public virtual bool ApproximatelyEquals(OptimizerState other) =>
        other.GetType() == GetType() && Fields.All(field => (field.GetValue(this), field.GetValue(other)) switch
        {
            (torch.Tensor mine, torch.Tensor theirs) => mine.allclose(theirs),
            var (mine, theirs) => Equals(mine, theirs),
        });

    /// <summary>Moves the state to a device.</summary>
    public virtual void to(torch.Device device)
    {
        foreach (var tensor in Tensors)
            tensor.Convert(device, tensor.dtype);
    }

    /// <summary>Another state of the same parameter, as a file has it; this one is unchanged.</summary>
    internal OptimizerState Read(BinaryReader reader)
    {
        var read = (OptimizerState)MemberwiseClone();
        foreach (var field in Fields.Where(field => field.FieldType == typeof(torch.Tensor)))
            field.SetValue(read, null);
        try
        {
            StateFields.Load(read, Fields, reader);
            return read;
        }
        catch
        {
            read.Release();
            throw;
        }
    }

    /// <exception cref="InvalidDataException">The state is of another optimizer, or of another parameter.</exception>
    internal void Check(OptimizerState source)
    {
        if (source.GetType() != GetType() || source.Tensors.Any(tensor => !tensor.shape.SequenceEqual(Parameter.shape)))
            throw new InvalidDataException($"The state is another model's: that of a parameter of shape [{string.Join(", ", Parameter.shape)}] was expected.");
    }

    /// <summary>Releases the tensors.</summary>
    internal void Release()
    {
        foreach (var tensor in Tensors)
            tensor.Dispose();
    }

    /// <exception cref="ArgumentException">The settings are another optimizer's.</exception>
    private protected static TOptions Settings<TOptions>(OptimizerOptions options) where TOptions : OptimizerOptions =>
        options as TOptions
        ?? throw new ArgumentException($"Settings of type {typeof(TOptions)} were expected, and not {options?.GetType().FullName ?? "null"}.", nameof(options));

    /// <summary>A value in the parameter's shape, which no scope disposes.</summary>
    private protected torch.Tensor Filled(double value) => torch.full_like(Parameter, value).DetachFromDisposeScope();
}
