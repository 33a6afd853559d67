using ModelDsl.Data;
using ModelDsl.Experiments.Contract;
using ModelDsl.Experiments.Pictures;

namespace ModelDsl.Experiments.Tests.Runs;

/// <summary>Data sets that experiments name by paths.</summary>
public sealed class FolderDataTests : ExperimentTest
{
    private string Images => Path.Combine(_folder, "my photos");

    private void Fill(int count, string subfolder = "", int channels = 3)
    {
        for (var index = 0; index < count; index++)
        {
            var pixels = new byte[8 * 8 * channels];
            for (var at = 0; at < pixels.Length; at++)
                pixels[at] = (byte)(at * (index + 3) % 256);
            var path = Path.Combine(Images, subfolder, $"{index}.png");
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            Png.Save(path, new(pixels, 8, 8, channels));
        }
    }

    private ExperimentSpec Spec(params (string Name, string Values)[] settings) =>
        Specs.Of([("Models", "ColorAutoencoder"), ("Dataset", $"folder:{Images}"), .. settings]);

    [Fact]
    public void A_folder_of_color_images_trains_and_reports_without_code()
    {
        Fill(20);

        var (code, lines) = Run(Spec(("Evaluate", "Reconstruction;Classification;Denoising"), ("Optimizer", "AdamW"), ("Augment", "flip;noise=0.1")));

        Assert.True(code == 0, string.Join('\n', lines));
        Assert.Contains(lines, line => line.Contains("Classification is left out for my-photos, whose images have no labels", StringComparison.Ordinal));
        var row = Results().GetProperty("rows")[0];
        Assert.Equal("my-photos", row.GetProperty("dataset").GetString());
        Assert.True(row.GetProperty("metrics").TryGetProperty("ReconstructionPsnr", out _));
        Assert.False(row.GetProperty("metrics").TryGetProperty("LogisticAccuracy", out _));
        Assert.Contains("learning rate 0.001, Optimizer AdamW, Augment flip, noise=0.1. ", File.ReadAllText(Path.Combine(_folder, "test", "report.html")), StringComparison.Ordinal);
        var picture = File.ReadAllBytes(Path.Combine(_folder, "test", "reconstructions-my-photos.png"));
        Assert.Equal(2, picture[25]); // color
    }

    [Fact]
    public void Results_are_kept_until_a_file_of_the_folder_changes()
    {
        Fill(20);
        var spec = Spec();

        Assert.Equal(0, Run(spec).ExitCode);
        Assert.NotNull(Finished(spec));
        Png.Save(Path.Combine(Images, "3.png"), new(new byte[192], 8, 8, 3));
        Assert.Null(Finished(spec));
    }

    [Fact]
    public void Classes_are_measured_if_there_are_some()
    {
        Fill(10, "cats");
        Fill(10, "dogs");

        var (code, lines) = Run(Spec(("Evaluate", "Classification"), ("TestFraction", "0.5")));

        Assert.True(code == 0, string.Join('\n', lines));
        Assert.True(Results().GetProperty("rows")[0].GetProperty("metrics").TryGetProperty("LogisticAccuracy", out _));
    }

    [Fact]
    public void The_shape_can_be_set_for_models_that_take_flat_images()
    {
        Fill(20);

        var (code, lines) = Run(Spec(("Models", "DenseAutoencoder")));
        Assert.Equal(1, code);
        Assert.Contains("error MDX0010: Experiment 'test' names a folder of images, but the models do not determine their shape: DenseAutoencoder takes [784]. Set ImageShape", Assert.Single(lines.Coded()), StringComparison.Ordinal);

        (code, lines) = Run(Spec(("Models", "DenseAutoencoder"), ("ImageShape", "1x28x28")));
        Assert.True(code == 0, string.Join('\n', lines));
    }

    [Theory]
    [InlineData("ImageShape", "28x28", "ImageShape is '28x28', but must be channels")]
    [InlineData("TestFraction", "0", "sets TestFraction to 0")]
    [InlineData("TestFraction", "1", "must be a number from 0 to less than 1")]
    [InlineData("Dataset", "folder:nowhere", "There is no folder")]
    public void A_wrong_setting_is_an_error_before_training(string name, string value, string message)
    {
        Fill(3);

        var (code, lines) = Run(Spec((name, value)));

        Assert.Equal(1, code);
        var error = Assert.Single(lines.Coded());
        Assert.StartsWith("/project/Test.csproj(12,5): error ", error, StringComparison.Ordinal);
        Assert.Contains(message, error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(_folder, "jobs", "ColorAutoencoder")));
    }

    [Fact]
    public void A_damaged_image_is_one_error_that_names_the_file()
    {
        Fill(5);
        File.WriteAllText(Path.Combine(Images, "odd.jpg"), "no image");

        var (code, lines) = Run(Spec());

        Assert.Equal(1, code);
        Assert.Contains("error MDX0130: " + Path.Combine(Images, "odd.jpg"), Assert.Single(lines.Coded()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_its_prefix_is_recognized()
    {
        Fill(3);
        Assert.EndsWith($"To use the images of a folder, write folder:{Images}.", Assert.Single(Run(Spec(("Dataset", Images))).Lines.Coded()), StringComparison.Ordinal);
    }

    [Fact]
    public void Two_data_sets_of_one_name_are_an_error()
    {
        Fill(5);
        var stripes = Directory.CreateDirectory(Path.Combine(_folder, "Stripes")).FullName;
        foreach (var name in new[] { "1.png", "2.png" })
            File.Copy(Path.Combine(Images, name), Path.Combine(stripes, name));

        Assert.Contains("another data set is also called Stripes", Assert.Single(Run(Spec(("Dataset", $"folder:{stripes}"))).Lines.Coded()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_of_features_trains_a_model()
    {
        var table = Path.Combine(_folder, "table.csv");
        File.WriteAllLines(table, Enumerable.Range(0, 20).Select(row => string.Join(',', Enumerable.Range(0, 785).Select(column => column == 0 ? row % 2 : row * column))));

        var (code, lines) = Run(Specs.Of(("Dataset", $"csv:{table}"), ("LabelColumn", "1"), ("Evaluate", "Reconstruction;Classification")));

        Assert.True(code == 0, string.Join('\n', lines));
        var row = Results().GetProperty("rows")[0];
        Assert.Equal("table.csv", row.GetProperty("dataset").GetString());
        Assert.True(row.GetProperty("metrics").TryGetProperty("TreeAccuracy", out _));
    }

    [Theory]
    [InlineData("MNIST;FashionMNIST", "MNIST|FashionMNIST")]
    [InlineData("MNIST FashionMNIST", "MNIST|FashionMNIST")]
    [InlineData(" folder:my photos/ ", "folder:my photos/")]
    [InlineData("folder:my photos;MNIST csv:a b.csv;\n  csv:a b.csv", "folder:my photos|MNIST|csv:a|b.csv|csv:a b.csv")]
    public void Paths_are_separated_by_semicolons_because_they_may_contain_spaces(string list, string values) =>
        Assert.Equal(values.Split('|'), DatasetPath.Split(list));

    [Theory]
    [InlineData("/data/my photos/", "my-photos")]
    [InlineData("/data/a$b;(c)'d", "a-b--c--d")]
    [InlineData("/data/=x", "x")]
    [InlineData("/data/..", "data")]
    [InlineData("/", "data")]
    public void Names_are_plain(string path, string name) => Assert.Equal(name, DatasetPath.NameOf(path));
}
