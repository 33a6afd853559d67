using System.Text.RegularExpressions;
using System.Runtime.InteropServices;
using System.Text.Json;
using ModelDsl.Architectures;
using ModelDsl.Data;
using ModelDsl.Evaluation;
using ModelDsl.Experiments.Contract;
using ModelDsl.Experiments.Execution;
using ModelDsl.Experiments.Hosting;
using ModelDsl.Experiments.Jobs;
using ModelDsl.Experiments.Plan;
using ModelDsl.Weights;
using TorchSharp;

namespace ModelDsl.Experiments.Tests.Runs;

/// <summary>Data sets that are missing, damaged or incompatible.</summary>
public sealed class DataErrorTests : ExperimentTest
{
    [Fact]
    public void A_missing_data_set_is_a_warning_and_the_others_run()
    {
        var (code, lines) = Run(
            Specs.Of(("Dataset", "Gone;Stripes")), [Gone, new StripedImages("Stripes")]);

        Assert.Equal(0, code);
        Assert.Equal("/project/Test.csproj(12,5): warning MDX0101: Gone is not available.", Assert.Single(lines.Coded()));
        Assert.Equal("Stripes", Assert.Single(Results().GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("dataset").GetString()).Distinct()));
    }

    [Fact]
    public void A_named_folder_that_does_not_exist_is_an_error_before_training()
    {
        var folder = Path.Combine(_folder, "gone");
        var (code, lines) = Run(Specs.Of(("DataDir", folder)));

        Assert.Equal(1, code);
        Assert.Equal($"/project/Test.csproj(12,5): error MDX0109: -p:DataDir names the folder {folder}, which does not exist. Correct the path, or remove the setting.", Assert.Single(lines.Coded()));
    }

    [Fact]
    public void A_missing_folder_does_not_matter_if_all_is_up_to_date()
    {
        Run(Specs.Of());

        Assert.Equal(0, Run(Specs.Of(("DataDir", Path.Combine(_folder, "gone")))).ExitCode);
    }

    [Fact]
    public void Without_any_data_the_run_fails()
    {
        var (code, lines) = Run(Specs.Of(("Dataset", "Gone")), [Gone]);

        Assert.Equal(1, code);
        Assert.Contains(lines, line => line.Contains("error MDX0313", StringComparison.Ordinal));
    }

    [Fact]
    public void A_data_set_with_another_shape_is_an_error_before_training()
    {
        var (code, lines) = Run(Specs.Of(("Dataset", "Bars"), ("Models", "ConvAutoencoder")));

        Assert.Equal(1, code);
        Assert.Contains(lines, line => line.Contains("error MDX0312: ConvAutoencoder takes [1, 28, 28], but images of Bars are [1, 20, 28]", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.StartsWith("##progress", StringComparison.Ordinal));
    }

    [Fact]
    public void Images_with_two_channels_are_an_error_before_training()
    {
        var (code, lines) = Run(Specs.Of(("Dataset", "Colored")), [new StripedImages("Colored", Rows: 14, Columns: 28, Channels: 2)]);

        Assert.Equal(1, code);
        Assert.Contains(
            "error MDX0312: Images of Colored are [2, 14, 28], but evaluators and reports need gray or color images, [1, height, width] or [3, height, width]",
            Assert.Single(lines.Coded()), StringComparison.Ordinal);
    }

    [Fact]
    public void Damaged_data_are_one_error_and_the_other_data_sets_run()
    {
        var (code, lines) = Run(
            Specs.Of(("Dataset", "Bad;Stripes"), ("Seeds", "1;2")), [Bad, new StripedImages("Stripes")]);

        Assert.Equal(1, code);
        Assert.Equal("/project/Test.csproj(12,5): error MDX0103: Bad is damaged.", Assert.Single(lines.Coded()));
        Assert.Equal(3, Results().GetProperty("rows").GetArrayLength());
    }

    [Fact]
    public void An_unexpected_load_error_affects_only_its_data_set()
    {
        var (code, lines) = Run(
            Specs.Of(("Dataset", "Odd;Stripes"), ("Seeds", "1;2")), [new StripedImages("Odd", Failure: new InvalidOperationException("Odd.")), new StripedImages("Stripes")]);

        Assert.Equal(1, code);
        Assert.Contains("error MDX0314: Odd cannot be loaded: Odd. The details: /obj/test.log", Assert.Single(lines.Coded()), StringComparison.Ordinal);
        Assert.Equal(3, Results().GetProperty("rows").GetArrayLength());
    }

    [Fact]
    public void An_invalid_label_is_an_error_before_training()
    {
        var (code, lines) = Run(Specs.Of(("Dataset", "Odd;Stripes")), [new StripedImages("Odd", Labels: 12), new StripedImages("Stripes")]);

        Assert.Equal(1, code);
        Assert.Equal(
            "/project/Test.csproj(12,5): error MDX0105: Odd declares 10 classes, but a training image has the label 11. Labels begin at 0.",
            Assert.Single(lines.Coded()));
        Assert.Equal(3, Results().GetProperty("rows").GetArrayLength());
    }

    [Fact]
    public void Too_many_validation_images_are_an_error_before_training()
    {
        var (code, lines) = Run(Specs.Of(("ValidationImages", "96"), ("Seeds", "1;2")));

        Assert.Equal(1, code);
        Assert.Contains("error MDX0010: Experiment 'test' sets ValidationImages to 96, which leaves none of the 96 images of Stripes", Assert.Single(lines, line => line.Contains("error", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public void With_FailFast_damaged_data_stop_the_run()
    {
        Run(Specs.Of(("Dataset", "Bad;Stripes"), ("FailFast", "true")), [Bad, new StripedImages("Stripes")]);

        Assert.False(Directory.Exists(Path.Combine(_folder, "jobs", "DenseAutoencoder")));
    }

    [Fact]
    public void Labels_of_the_wrong_length_are_an_error_before_training()
    {
        var (code, lines) = Run(Specs.Of(("Models", "DenseAutoencoder;ConditionalVae"), ("Dataset", "Twelve")), [new StripedImages("Twelve", Classes: 12)]);

        Assert.Equal(1, code);
        Assert.Equal(
            "/project/Test.csproj(12,5): error MDX0312: ConditionalVae fails on an image of Twelve, which has 12 classes. ConditionalVae.Encode: label is [batch, 10], "
            + "but got [1, 12]. Correct the stage or its [Shape], or choose another data set.",
            Assert.Single(lines, line => line.Contains("error", StringComparison.Ordinal)));
        Assert.False(Directory.Exists(Path.Combine(_folder, "jobs", "DenseAutoencoder")));
    }

    [Fact]
    public void Pixels_are_flattened_but_never_rearranged()
    {
        var (code, lines) = Run(Specs.Of(("Dataset", "Wide")), [new StripedImages("Wide", Rows: 14, Columns: 56)]);
        Assert.True(code == 0, string.Join('\n', lines));

        (code, lines) = Run(Specs.Of(("Dataset", "Wide"), ("Models", "ConvAutoencoder")), [new StripedImages("Wide", Rows: 14, Columns: 56)]);

        Assert.Equal(1, code);
        Assert.Contains(lines, line => line.Contains("error MDX0312: ConvAutoencoder takes [1, 28, 28], but images of Wide are [1, 14, 56]", StringComparison.Ordinal));
    }
}
