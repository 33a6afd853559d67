using System.Text;
using ModelDsl.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace ModelDsl.Training;

/// <summary>Writes and reads the state of a training, for the same program on the same engine.</summary>
internal static class TrainingState
{
    private const string Magic = "ModelDsl training 2";

    public static void Write(Stream stream, IReadOnlyList<EpochResult> history, int bestEpoch, IEnumerable<Tensor> tensors, IEnumerable<ParameterGroupOptimizer> optimizers)
    {
        using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        writer.Write(Magic);
        writer.Write(bestEpoch);
        writer.Write(history.Count);
        foreach (var epoch in history)
            Write(writer, epoch);
        foreach (var tensor in tensors)
        {
            writer.Write(TensorBytes.Count(tensor));
            writer.Flush();
            TensorBytes.Write(stream, tensor);
        }

        foreach (var optimizer in optimizers)
            optimizer.Save(writer);
    }

    /// <returns>The best epoch.</returns>
    public static int Read(Stream stream, List<EpochResult> history, IEnumerable<Tensor> tensors, IEnumerable<ParameterGroupOptimizer> optimizers)
    {
        using var reader = new BinaryReader(stream, Encoding.UTF8, leaveOpen: true);
        if (reader.ReadString() != Magic)
            throw new InvalidDataException("This is not the state of a training.");
        var bestEpoch = reader.ReadInt32();
        history.Clear();
        for (var remaining = reader.ReadInt32(); remaining > 0; remaining--)
            history.Add(ReadEpoch(reader));
        foreach (var tensor in tensors)
            Read(reader, tensor);
        foreach (var optimizer in optimizers)
            optimizer.Load(reader);
        return bestEpoch;
    }

    private static void Write(BinaryWriter writer, EpochResult epoch)
    {
        writer.Write(epoch.Loss);
        writer.Write(epoch.Validation ?? double.NaN);
        writer.Write(epoch.Metrics.Count);
        foreach (var (name, value) in epoch.Metrics)
        {
            writer.Write(name);
            writer.Write(value);
        }
    }

    private static EpochResult ReadEpoch(BinaryReader reader)
    {
        var (loss, validation) = (reader.ReadDouble(), reader.ReadDouble());
        var metrics = new Dictionary<string, double>(StringComparer.Ordinal);
        for (var remaining = reader.ReadInt32(); remaining > 0; remaining--)
            metrics.Add(reader.ReadString(), reader.ReadDouble());
        return new EpochResult(loss, metrics, double.IsNaN(validation) ? null : validation);
    }

    private static void Read(BinaryReader reader, Tensor tensor)
    {
        using var grad = no_grad();
        using var scope = NewDisposeScope();
        var values = empty(tensor.shape, tensor.dtype);
        if (reader.ReadInt64() != TensorBytes.Count(values))
            throw new InvalidDataException("This is the state of another training: its tensors have other sizes.");
        TensorBytes.Read(reader.BaseStream, values);
        tensor.copy_(values);
    }
}
