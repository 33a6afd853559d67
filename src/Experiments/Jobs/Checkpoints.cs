using System.Security.Cryptography;
using ModelDsl.Files;
using ModelDsl.Training;

namespace ModelDsl.Experiments.Jobs;

/// <summary>
/// Where an interrupted training stands: the state after the last epoch, and the one before it, each with a hash of its content.
/// </summary>
/// <param name="folder">The job's folder.</param>
internal sealed class Checkpoints(string folder)
{
    private string Last => Path.Combine(folder, "checkpoint.state");

    private string Previous => Path.Combine(folder, "checkpoint-previous.state");

    /// <summary>Writes the state; the last one becomes the previous one.</summary>
    /// <exception cref="CodedException">It cannot be written; an earlier one is still there.</exception>
    public void Save(TrainingRun run)
    {
        using var state = new MemoryStream();
        run.Save(state);
        var content = state.GetBuffer().AsMemory(0, (int)state.Length);
        try
        {
            if (File.Exists(Last))
                FileRetry.Move(Last, Previous);
        }
        catch (Exception error) when (FileErrors.Covers(error))
        {
            throw FileErrors.Writing(Previous, error);
        }

        AtomicFile.Write(Last, stream =>
        {
            stream.Write(SHA256.HashData(content.Span));
            stream.Write(content.Span);
        });
    }

    /// <summary>Brings a training to where it stood; leaves it at its beginning where there is nothing whole to go on from.</summary>
    /// <param name="run">A training that has just begun.</param>
    /// <param name="damaged">Is told of each checkpoint that is damaged.</param>
    public void Load(TrainingRun run, Action<CodedException> damaged)
    {
        foreach (var path in new[] { Last, Previous }.Where(File.Exists))
        {
            if (Read(path) is { } state)
            {
                run.Load(state);
                return;
            }

            damaged(new CodedException(ExperimentErrorCodes.CheckpointDamaged,
                $"{path} is damaged. {(path == Last && File.Exists(Previous) ? "The training goes on from the checkpoint before it." : "The training begins anew.")} Nothing is to be done; check the disk if it happens again."));
            // Else the next one would take it for the state before, in the place of one that is whole.
            AtomicFile.Delete(path);
        }
    }

    /// <summary>Removes them: the training is finished.</summary>
    /// <exception cref="CodedException">They cannot be removed.</exception>
    public void Delete()
    {
        AtomicFile.Delete(Last);
        AtomicFile.Delete(Previous);
    }

    private static MemoryStream? Read(string path)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception error) when (FileErrors.Covers(error))
        {
            throw FileErrors.Reading(path, error);
        }

        return bytes.Length >= SHA256.HashSizeInBytes && SHA256.HashData(bytes.AsSpan(SHA256.HashSizeInBytes)).AsSpan().SequenceEqual(bytes.AsSpan(0, SHA256.HashSizeInBytes))
            ? new MemoryStream(bytes, SHA256.HashSizeInBytes, bytes.Length - SHA256.HashSizeInBytes)
            : null;
    }
}
