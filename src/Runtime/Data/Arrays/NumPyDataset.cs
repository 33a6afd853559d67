namespace ModelDsl.Data;

/// <summary>
/// Arrays of NumPy: <c>.npz</c> with <c>x_train</c>, <c>y_train</c>, <c>x_test</c> and <c>y_test</c>, or with <c>x</c> and <c>y</c>, or with <c>inputs</c> and <c>targets</c>; or <c>.npy</c> with
/// images only. Images are <c>[count, rows, columns]</c> or have 1 or 3 channels besides, bytes or numbers in [0, 1]. A <c>.npy</c> file of more than 1 GiB is
/// not loaded: each batch is read from it.
/// </summary>
/// <param name="path">The file.</param>
public sealed class NumPyDataset(string path) : FileDataset(path)
{
    /// <summary>A <c>.npy</c> file with more bytes is read batch by batch.</summary>
    internal long LoadLimit { get; init; } = StoredImages.LoadLimit;

    private protected override string Settings => "numpy 1";

    private protected override Dataset Read() => NumPyFile.OpenStored(File, LoadLimit, TestFraction, SplitSeed) ?? NumPyFile.Read(File).ToDataset(TestFraction, SplitSeed);
}
