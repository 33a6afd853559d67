using System.Diagnostics;
using ModelDsl.Generated._ModelDsl_Architectures;
using ModelDsl.Weights;
using static TorchSharp.torch;

namespace ModelDsl.Architectures.Tests;

/// <summary>Weights of other programs, and files that must not be loaded.</summary>
public sealed class LoadOptionsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("modeldsl-test-").FullName;
    private readonly IDisposable _scope = NewDisposeScope();

    private string Target => Path.Combine(_folder, "w.safetensors");

    public void Dispose()
    {
        _scope.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void A_prefix_is_suggested_and_removed()
    {
        var (saved, model) = (new DenseAutoencoder(), new DenseAutoencoder());
        SafeTensors.Save(Target, Tensors(saved).Select(pair => ($"module.{pair.Name}", pair.Tensor)).Append(("step", zeros(1))));

        Fails(ErrorCodes.WeightsMismatch, "Pass new LoadOptions { Prefix = \"module.\" }.", () => Checkpoint.Load(model, Target));
        Checkpoint.Load(model, Target, new LoadOptions { Prefix = "module." });

        Assert.Equal(State(saved), State(model));
    }

    [Fact]
    public void Names_of_both_sides_are_listed_and_renamed()
    {
        var (saved, model) = (new DenseAutoencoder(), new DenseAutoencoder());
        SafeTensors.Save(Target, Tensors(saved).Select(pair => (pair.Name.Replace("Encode.", "encoder-", StringComparison.Ordinal), pair.Tensor)));

        Fails(ErrorCodes.WeightsMismatch, "The model needs 'Encode.0.weight', …, 'Encode.6.bias', and the file has 'encoder-0.bias', …, 'encoder-6.weight'.", () => Checkpoint.Load(model, Target));
        Fails(ErrorCodes.WeightsMismatch, "are both renamed to 'x'", () => Checkpoint.Load(model, Target, new LoadOptions { Rename = _ => "x" }));
        Checkpoint.Load(model, Target, new LoadOptions { Rename = name => name.Replace("encoder-", "Encode.", StringComparison.Ordinal) });

        Assert.Equal(State(saved), State(model));
    }

    [Fact]
    public void Common_tensors_are_loaded_if_not_strict()
    {
        var (saved, model) = (new DenseAutoencoder(latent: 8), new DenseAutoencoder(latent: 9));
        SafeTensors.Save(Target, Tensors(saved).Where(pair => !pair.Name.StartsWith("Decode.0", StringComparison.Ordinal) && !pair.Name.StartsWith("Encode.6", StringComparison.Ordinal)).Append(("extra", zeros(1))));
        var before = State(model);

        Fails(ErrorCodes.WeightsMismatch, "'Encode.6.weight' is missing", () => Checkpoint.Load(model, Target));
        Checkpoint.Load(model, Target, new LoadOptions { Strict = false });

        Assert.Equal(State(saved)["Encode.0.weight"], State(model)["Encode.0.weight"]);
        Assert.Equal(before["Encode.6.weight"], State(model)["Encode.6.weight"]);

        SafeTensors.Save(Target, Tensors(saved));
        Fails(ErrorCodes.WeightsMismatch, "'Encode.6.weight' is [8, 32] and not [9, 32]", () => Checkpoint.Load(model, Target, new LoadOptions { Strict = false }));
        SafeTensors.Save(Target, [("extra", zeros(1))]);
        Fails(ErrorCodes.WeightsMismatch, "they have no tensor in common", () => Checkpoint.Load(model, Target, new LoadOptions { Strict = false }));
    }

    [Theory]
    [InlineData(float.NaN), InlineData(float.PositiveInfinity), InlineData(float.NegativeInfinity)]
    public void Values_that_are_not_finite_are_refused_and_change_nothing(float value)
    {
        var (saved, model) = (new DenseAutoencoder(), new DenseAutoencoder());
        using (no_grad())
            saved.state_dict()["Decode.2.bias"][0] = value;
        Checkpoint.Save(saved, Target);
        var before = State(model);

        Fails(ErrorCodes.WeightsNotFinite, "'Decode.2.bias' contains NaN or infinity", () => Checkpoint.Load(model, Target));
        Assert.Equal(before, State(model));
    }

    [Theory]
    [InlineData("504B030414000000000000000000"), InlineData("80028A0A6CFC9C46F9206AA85019")]
    public void A_file_of_torch_save_is_recognized(string start)
    {
        var path = Path.Combine(_folder, "w.pth");
        File.WriteAllBytes(path, [.. Convert.FromHexString(start), .. new byte[100]]);

        Fails(ErrorCodes.WeightsOfPyTorch, "is a file of PyTorch's torch.save", () => Checkpoint.Load(new DenseAutoencoder(), path));
    }

    /// <summary>A file of 400 KB with these sizes took gigabytes.</summary>
    [Theory]
    [InlineData("Latent=2000000"), InlineData("Latent=2147483647")]
    public void Sizes_that_a_file_is_too_small_for_are_refused_before_the_model_is_created(string sizes)
    {
        SafeTensors.Save(Target, [("a", zeros(100_000))], new Dictionary<string, string> { ["model"] = "DenseAutoencoder", ["sizes"] = sizes });
        var watch = Stopwatch.StartNew();

        Fails(ErrorCodes.WeightsOfAnotherModel, $"has only 100000 values, too few for DenseAutoencoder ({sizes})", () => Checkpoint.Open(Target, ModelCatalogue.Models));
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 2);
    }

    [Fact]
    public void Large_sizes_of_a_genuine_file_are_opened()
    {
        using var saved = new DenseAutoencoder(latent: 3000);
        Checkpoint.Save(saved, Target);
        using var opened = Checkpoint.Open(Target, ModelCatalogue.Models);

        Assert.Equal(State(saved), State(opened));
    }

    private static void Fails(string code, string text, Action action)
    {
        var error = Assert.Throws<CodedException>(action);
        Assert.Equal(code, error.Code);
        Assert.Contains(text, error.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<(string Name, Tensor Tensor)> Tensors(nn.Module model) => model.state_dict().Select(pair => (pair.Key, pair.Value));

    private static Dictionary<string, byte[]> State(nn.Module model) => model.state_dict().ToDictionary(pair => pair.Key, pair => pair.Value.bytes.ToArray());
}
