using System.Security.Cryptography;
using ModelDsl.Files;
using ModelDsl.Training;

namespace ModelDsl.Experiments.Jobs;

/// <summary>
/// The checkpoints of an unfinished training: the states after the last two epochs. A file contains the job's fingerprint, the state, and the
/// SHA-256 of both.
/// </summary>
/// <param name="folder">The job's folder.</param>
/// <param name="fingerprint">The job's fingerprint.</param>
internal sealed class Checkpoints(string folder, Fingerprint fingerprint)
{
    private const int BlockSize = 1 << 20;

    private string Last => Path.Combine(folder, "checkpoint.state");

    private string Previous => Path.Combine(folder, "checkpoint-previous.state");

    private byte[] JobHash => Convert.FromHexString(fingerprint.Hash);

    /// <summary>Writes a checkpoint, and keeps the one before it.</summary>
    /// <exception cref="CodedException">The file cannot be written; an earlier checkpoint remains.</exception>
    public void Save(TrainingRun run)
    {
        if (File.Exists(Last))
            CodedFile.Write(Previous, () => FileRetry.Move(Last, Previous));
        AtomicFile.Write(Last, file =>
        {
            using var hash = SHA256.Create();
            using (var hashed = new CryptoStream(file, hash, CryptoStreamMode.Write, leaveOpen: true))
            {
                hashed.Write(JobHash);
                run.Save(hashed);
            }

            file.Write(hash.Hash);
        });
    }

    /// <summary>Restores the state of a training from the newest intact checkpoint; without one, leaves it unchanged.</summary>
    /// <param name="run">A new training.</param>
    /// <param name="damaged">Receives a warning for each checkpoint that cannot be used.</param>
    public void Load(TrainingRun run, Action<CodedException> damaged)
    {
        foreach (var path in new[] { Last, Previous }.Where(File.Exists))
        {
            if (CodedFile.Read(path, () => Load(run, path)) is not { } problem)
                return;

            damaged(new CodedException(ExperimentErrorCodes.CheckpointDamaged,
                $"{path} {problem}. {(path == Last && File.Exists(Previous) ? "The training resumes from the previous checkpoint." : "The training restarts.")} No action is needed; check the disk if this happens again."));
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

    /// <returns>The reason why the file cannot be used; null if the state is restored.</returns>
    private string? Load(TrainingRun run, string path)
    {
        using var file = File.OpenRead(path);
        if (!IsIntact(file))
            return "is damaged";
        file.Position = 0;
        Span<byte> job = stackalloc byte[SHA256.HashSizeInBytes];
        file.ReadExactly(job);
        if (!job.SequenceEqual(JobHash))
            return "is the checkpoint of another job";
        run.Load(file);
        return null;
    }

    private static bool IsIntact(FileStream file)
    {
        var rest = file.Length - SHA256.HashSizeInBytes;
        if (rest < SHA256.HashSizeInBytes)
            return false;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (var block = new byte[BlockSize]; rest > 0;)
        {
            var part = block.AsSpan(0, (int)Math.Min(rest, block.Length));
            file.ReadExactly(part);
            hash.AppendData(part);
            rest -= part.Length;
        }

        Span<byte> stored = stackalloc byte[SHA256.HashSizeInBytes];
        file.ReadExactly(stored);
        return stored.SequenceEqual(hash.GetHashAndReset());
    }
}
