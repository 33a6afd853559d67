using System.Security.Cryptography;
using ModelDsl.Files;
using ModelDsl.Training;

namespace ModelDsl.Experiments.Jobs;

/// <summary>The checkpoints of an unfinished training: the states after the last two epochs, each with a hash of its content.</summary>
/// <param name="folder">The job's folder.</param>
internal sealed class Checkpoints(string folder)
{
    private string Last => Path.Combine(folder, "checkpoint.state");

    private string Previous => Path.Combine(folder, "checkpoint-previous.state");

    /// <summary>Writes a checkpoint, and keeps the one before it.</summary>
    /// <exception cref="CodedException">The file cannot be written; an earlier checkpoint remains.</exception>
    public void Save(TrainingRun run)
    {
        using var state = new MemoryStream();
        run.Save(state);
        var content = state.GetBuffer().AsMemory(0, (int)state.Length);
        if (File.Exists(Last))
            CodedFile.Write(Previous, () => FileRetry.Move(Last, Previous));
        AtomicFile.Write(Last, stream =>
        {
            stream.Write(SHA256.HashData(content.Span));
            stream.Write(content.Span);
        });
    }

    /// <summary>Restores the state of a training from the newest intact checkpoint; without one, leaves it unchanged.</summary>
    /// <param name="run">A new training.</param>
    /// <param name="damaged">Receives a warning for each damaged checkpoint.</param>
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
                $"{path} is damaged. {(path == Last && File.Exists(Previous) ? "The training resumes from the previous checkpoint." : "The training restarts.")} No action is needed; check the disk if this happens again."));
            // Otherwise the next save would rotate the damaged file over the intact one.
            AtomicFile.Delete(path);
        }
    }

    /// <summary>Deletes the checkpoints of a finished training.</summary>
    /// <exception cref="CodedException">A file cannot be deleted.</exception>
    public void Delete()
    {
        AtomicFile.Delete(Last);
        AtomicFile.Delete(Previous);
    }

    private static MemoryStream? Read(string path)
    {
        var bytes = CodedFile.Read(path, () => File.ReadAllBytes(path));
        return bytes.Length >= SHA256.HashSizeInBytes && SHA256.HashData(bytes.AsSpan(SHA256.HashSizeInBytes)).AsSpan().SequenceEqual(bytes.AsSpan(0, SHA256.HashSizeInBytes))
            ? new MemoryStream(bytes, SHA256.HashSizeInBytes, bytes.Length - SHA256.HashSizeInBytes)
            : null;
    }
}
