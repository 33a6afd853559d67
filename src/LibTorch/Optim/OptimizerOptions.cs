using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace TorchSharp.Modules;

/// <summary>An optimizer's settings.</summary>
[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicFields)]
public class OptimizerOptions
{
    /// <summary>The learning rate; the optimizer's where null.</summary>
    public double? LearningRate { get; set; }

    /// <summary>The learning rate at the start.</summary>
    public double InitialLearningRate { get; set; }

    /// <summary>Has a schedule begun at <see cref="InitialLearningRate"/>?</summary>
    internal bool IsScheduled { get; set; }

    private IEnumerable<FieldInfo> Fields => StateFields.Of(GetType());

    /// <summary>Writes the settings as TorchSharp does.</summary>
    public virtual void SaveStateDict(BinaryWriter writer)
    {
        writer.Write(InitialLearningRate);
        writer.Write(LearningRate ?? 0);
        StateFields.Save(this, Fields, writer);
    }

    /// <summary>Reads what <see cref="SaveStateDict"/> wrote.</summary>
    public virtual void LoadStateDict(BinaryReader reader)
    {
        InitialLearningRate = reader.ReadDouble();
        LearningRate = reader.ReadDouble();
        StateFields.Load(this, Fields, reader);
    }

    /// <summary>Takes over other settings.</summary>
    public virtual void LoadStateDict(OptimizerOptions source)
    {
        InitialLearningRate = source.InitialLearningRate;
        LearningRate = source.LearningRate;
        foreach (var field in Fields)
            field.SetValue(this, field.GetValue(source));
    }

    /// <summary>Takes over other settings where there are none of one's own.</summary>
    internal void Complete(OptimizerOptions defaults)
    {
        LearningRate ??= defaults.LearningRate;
        InitialLearningRate = LearningRate ?? 0;
        foreach (var field in Fields)
            field.SetValue(this, field.GetValue(this) ?? field.GetValue(defaults));
    }

    internal OptimizerOptions Read(BinaryReader reader)
    {
        var read = (OptimizerOptions)MemberwiseClone();
        read.LoadStateDict(reader);
        return read;
    }
}
