namespace ModelDsl.Data;

/// <summary>
/// Arrays of NumPy: <c>.npz</c> with <c>x_train</c>, <c>y_train</c>, <c>x_test</c> and <c>y_test</c>, or with <c>x</c> and <c>y</c>; or <c>.npy</c> with
/// images only. Images are <c>[count, rows, columns]</c> or have 1 or 3 channels besides, bytes or numbers in [0, 1].
/// </summary>
/// <param name="path">The file.</param>
public sealed class NumPyDataset(string path) : FileDataset(path)
{
    private protected override string Settings => "numpy 1";

    private protected override Dataset Read() => NumPyFile.Read(File).ToDataset(TestFraction, SplitSeed);
}
