using ModelDsl.Data;
using ModelDsl.Runtime.Tests.Support;

namespace ModelDsl.Runtime.Tests.Data;

/// <summary>Reads the real data sets. If one is missing and no folder was named, checks the error.</summary>
public class RealDataTests
{
    // First labels and mean pixels as published: 0.1307 and 0.2860 are the constants that tutorials normalize with.
    public static TheoryData<string, byte[], double> Published => new()
    {
        { "MNIST", [5, 0, 4, 1, 9], 0.1307 },
        { "FashionMNIST", [9, 0, 0, 3, 0], 0.2860 },
    };

    [Theory]
    [MemberData(nameof(Published))]
    public async Task The_data_are_as_published_or_reported_as_missing(string name, byte[] labels, double mean)
    {
        var dataset = (IdxDataset)Datasets.Find(name);
        Dataset loaded;
        try
        {
            loaded = await dataset.LoadAsync(MachineData.Options);
        }
        catch (DatasetUnavailableException exception) when (MachineData.Options.Folder is null && !MachineData.Has(dataset))
        {
            Assert.Contains($"{name} is not available", exception.Message, StringComparison.Ordinal);
            return;
        }
        Assert.Equal((60_000, 10_000), (loaded.Train.Count, loaded.Test.Count));
        Assert.Equal(labels, loaded.Train.Labels[..5]);
        Assert.Equal(mean, loaded.Train.Pixels.Average(pixel => pixel / 255.0), 0.00005);
        Assert.Equal(dataset.ImageShape, loaded.Test.Shape);
    }
}
