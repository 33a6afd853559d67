using ModelDsl.Generated._ModelDsl_Architectures;
using ModelDsl.Weights;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ModelDsl.Architectures.Tests;

/// <summary>Weights with the configuration of their model.</summary>
public sealed class CheckpointTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("modeldsl-test-").FullName;
    private readonly IDisposable _scope = NewDisposeScope();

    private string Target => Path.Combine(_folder, "w.safetensors");

    private string TorchSharpFile => Path.Combine(_folder, "w.dat");

    public void Dispose()
    {
        _scope.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void The_file_contains_the_model_and_its_sizes()
    {
        using var model = new DenseAutoencoder(latent: 5);
        Checkpoint.Save(model, Target);
        var configuration = Checkpoint.Configuration(Target)!;
        Assert.Equal("DenseAutoencoder", configuration.Model);
        Assert.Equal([new SizeValue("Latent", 5)], configuration.Sizes);
        Assert.Equal("DenseAutoencoder (Latent=5)", configuration.ToString());
    }

    [Fact]
    public void The_model_is_created_from_the_file_with_its_sizes_and_weights()
    {
        using var model = new ConvAutoencoder(latent: 3);
        Checkpoint.Save(model, Target);
        using var opened = Assert.IsType<ConvAutoencoder>(Checkpoint.Open(Target, ModelCatalogue.Models));
        Assert.Equal(3, opened.Latent);
        using var images = rand(2, 1, 28, 28);
        Assert.Equal(model.forward(images).bytes.ToArray(), opened.forward(images).bytes.ToArray());
    }

    [Fact]
    public void Equal_models_have_equal_files()
    {
        using var model = new DenseAutoencoder();
        Checkpoint.Save(model, Target);
        Checkpoint.Save(model, Target + ".2");
        Assert.Equal(File.ReadAllBytes(Target), File.ReadAllBytes(Target + ".2"));
    }

    [Fact]
    public void Another_models_weights_are_refused_and_change_nothing()
    {
        using var saved = new DenseAutoencoder();
        using var model = new ConvAutoencoder();
        Checkpoint.Save(saved, Target);
        var before = State(model);
        Fails(ErrorCodes.WeightsOfAnotherModel, "contains DenseAutoencoder (Latent=16), not ConvAutoencoder (Latent=16).", () => Checkpoint.Load(model, Target));
        Assert.Equal(before, State(model));
    }

    [Fact]
    public void Weights_of_other_sizes_are_refused()
    {
        using var saved = new DenseAutoencoder(latent: 8);
        using var model = new DenseAutoencoder(latent: 9);
        Checkpoint.Save(saved, Target);
        Fails(ErrorCodes.WeightsOfAnotherModel, "contains DenseAutoencoder (Latent=8), not DenseAutoencoder (Latent=9).", () => Checkpoint.Load(model, Target));
    }

    [Fact]
    public void Weights_without_a_configuration_load_if_they_fit()
    {
        using var saved = new DenseAutoencoder();
        SafeTensors.Save(Target, Tensors(saved));
        using var model = new DenseAutoencoder();
        Checkpoint.Load(model, Target);
        Assert.Equal(State(saved), State(model));
        Assert.Null(Checkpoint.Configuration(Target));
        Fails(ErrorCodes.WeightsOfAnotherModel, "does not name its model.", () => Checkpoint.Open(Target, ModelCatalogue.Models));
    }

    [Fact]
    public void The_error_names_missing_tensors_and_nothing_changes()
    {
        using var saved = new DenseAutoencoder();
        SafeTensors.Save(Target, Tensors(saved).Where(tensor => tensor.Name != "Decode.2.bias").Append(("extra", zeros(1))));
        using var model = new DenseAutoencoder();
        var before = State(model);
        Fails(ErrorCodes.WeightsMismatch, "does not fit DenseAutoencoder: 'Decode.2.bias' is missing, 'extra' is not a tensor of the model.", () => Checkpoint.Load(model, Target));
        Assert.Equal(before, State(model));
    }

    [Fact]
    public void The_error_names_tensors_of_another_shape()
    {
        using var saved = new DenseAutoencoder(latent: 8);
        SafeTensors.Save(Target, Tensors(saved));
        using var model = new DenseAutoencoder(latent: 9);
        Fails(ErrorCodes.WeightsMismatch, "'Encode.6.weight' is [8, 32] and not [9, 32]", () => Checkpoint.Load(model, Target));
    }

    [Fact]
    public void Many_problems_are_counted()
    {
        SafeTensors.Save(Target, []);
        using var model = new DenseAutoencoder();
        Fails(ErrorCodes.WeightsMismatch, ", and 13 more.", () => Checkpoint.Load(model, Target));
    }

    [Theory]
    [InlineData("Unknown", "Latent=4", ErrorCodes.WeightsOfAnotherModel, "contains Unknown (Latent=4); the catalogue has AdversarialAutoencoder, ")]
    [InlineData("DenseAutoencoder", "Width=4", ErrorCodes.WeightsOfAnotherModel, "the sizes of DenseAutoencoder are now: Latent.")]
    [InlineData("DenseAutoencoder", "", ErrorCodes.WeightsOfAnotherModel, "contains DenseAutoencoder, but the sizes")]
    [InlineData("DenseAutoencoder", "Latent=0", ErrorCodes.WeightsOfAnotherModel, "contains DenseAutoencoder (Latent=0), which DenseAutoencoder does not allow")]
    [InlineData("DenseAutoencoder", "Latent=-1", ErrorCodes.WeightsCorrupt, "has the size 'Latent=-1' in its metadata")]
    [InlineData("DenseAutoencoder", "Latent", ErrorCodes.WeightsCorrupt, "has the size 'Latent' in its metadata")]
    public void The_error_of_a_configuration_without_a_model_explains_it(string model, string sizes, string code, string text)
    {
        using var saved = new DenseAutoencoder(latent: 4);
        SafeTensors.Save(Target, Tensors(saved), new Dictionary<string, string> { ["model"] = model, ["sizes"] = sizes });
        Fails(code, text, () => Checkpoint.Open(Target, ModelCatalogue.Models));
    }

    [Fact]
    public void A_damaged_or_missing_file_is_a_coded_error_however_it_is_read()
    {
        using var model = new DenseAutoencoder();
        Checkpoint.Save(model, Target);
        var whole = File.ReadAllBytes(Target);
        File.WriteAllBytes(Target, whole[..^1]);
        Action[] reads = [() => Checkpoint.Load(model, Target), () => Checkpoint.Configuration(Target), () => Checkpoint.Open(Target, ModelCatalogue.Models)];
        Assert.All(reads, read => Fails(ErrorCodes.WeightsTruncated, "is truncated", read));
        File.WriteAllBytes(Target, [.. whole, 0]);
        Assert.All(reads, read => Fails(ErrorCodes.WeightsCorrupt, "after its last tensor", read));
        File.Delete(Target);
        Assert.All(reads, read => Fails(ErrorCodes.FileInaccessible, "cannot be read", read));
    }

    [Fact]
    public void A_file_of_TorchSharp_is_loaded()
    {
        // Batch normalization also has buffers, one of them with integers.
        using var saved = new VaeGan();
        saved.save(TorchSharpFile);
        using var model = new VaeGan();
        Checkpoint.Load(model, TorchSharpFile);
        Assert.Equal(State(saved), State(model));
        Assert.Null(Checkpoint.Configuration(TorchSharpFile));
        Fails(ErrorCodes.WeightsOfAnotherModel, "w.dat does not name its model. Pass its ModelConfiguration, or create the model",
            () => Checkpoint.Open(TorchSharpFile, ModelCatalogue.Models));
    }

    [Fact]
    public void A_file_of_TorchSharp_is_opened_with_a_configuration()
    {
        using var saved = new DenseAutoencoder(latent: 5);
        saved.save(TorchSharpFile);
        using var model = Checkpoint.Open(TorchSharpFile, ModelCatalogue.Models, new ModelConfiguration("DenseAutoencoder", [new("Latent", 5)]));

        Assert.Equal(5, Assert.IsType<DenseAutoencoder>(model).Latent);
        Assert.Equal(State(saved), State(model));
        Fails(ErrorCodes.WeightsMismatch, "w.dat does not fit DenseAutoencoder",
            () => Checkpoint.Open(TorchSharpFile, ModelCatalogue.Models, new ModelConfiguration("DenseAutoencoder", [new("Latent", 6)])));
    }

    [Fact]
    public void A_hand_written_module_with_the_same_names_returns_the_same_images()
    {
        using var byHand = new DenseByHand(latent: 5);
        byHand.save(TorchSharpFile);
        using var model = new DenseAutoencoder(latent: 5);
        Checkpoint.Load(model, TorchSharpFile);
        using var images = rand(3, 784);
        Assert.Equal(byHand.forward(images).bytes.ToArray(), model.forward(images).bytes.ToArray());
    }

    [Fact]
    public void A_file_of_TorchSharp_of_another_module_is_refused_and_changes_nothing()
    {
        using var model = new DenseAutoencoder(latent: 8);
        var before = State(model);
        Action load = () => Checkpoint.Load(model, TorchSharpFile);

        using var narrower = new DenseByHand(latent: 5);
        narrower.save(TorchSharpFile);
        Fails(ErrorCodes.WeightsMismatch, "w.dat does not fit DenseAutoencoder: 'Encode.6.weight' is [5, 32] and not [8, 32]", load);

        using var same = new DenseByHand(latent: 8);
        same.save(TorchSharpFile, skip: ["Decode.2.bias"]);
        Fails(ErrorCodes.WeightsMismatch, "does not fit DenseAutoencoder: 'Decode.2.bias' is missing.", load);

        same.register_buffer("extra", zeros(1));
        same.save(TorchSharpFile);
        Fails(ErrorCodes.WeightsMismatch, "does not fit DenseAutoencoder: 'extra' is not a tensor of the model.", load);

        Assert.Equal(before, State(model));
    }

    [Fact]
    public void A_file_of_TorchSharp_is_checked_however_it_is_read()
    {
        using var model = new DenseAutoencoder();
        model.save(TorchSharpFile);
        var whole = File.ReadAllBytes(TorchSharpFile);
        Action[] reads = [() => Checkpoint.Load(model, TorchSharpFile), () => Checkpoint.Configuration(TorchSharpFile), () => Checkpoint.Open(TorchSharpFile, ModelCatalogue.Models)];
        foreach (var length in new[] { 0, 1, 5, 20, whole.Length / 2, whole.Length - 1 })
        {
            File.WriteAllBytes(TorchSharpFile, whole[..length]);
            Assert.All(reads, read => Fails(ErrorCodes.WeightsTruncated, "w.dat is truncated", read));
        }
        File.WriteAllBytes(TorchSharpFile, [.. whole, 0]);
        Assert.All(reads, read => Fails(ErrorCodes.WeightsCorrupt, "after its last tensor", read));
        File.WriteAllText(TorchSharpFile, "no weights");
        Assert.All(reads, read => Assert.Throws<CodedException>(read));
    }

    [Fact]
    public void Floating_point_types_are_converted_and_integers_are_refused()
    {
        using var doubles = new DenseAutoencoder(dtype: ScalarType.Float64);
        doubles.save(TorchSharpFile);
        using var model = new DenseAutoencoder();
        Checkpoint.Load(model, TorchSharpFile);
        var (wide, rounded) = (doubles.state_dict()["Encode.0.weight"], model.state_dict()["Encode.0.weight"]);
        Assert.Equal(ScalarType.Float32, rounded.dtype);
        Assert.Equal(wide.to_type(ScalarType.Float32).bytes.ToArray(), rounded.bytes.ToArray());

        SafeTensors.Save(Target, Tensors(model).Select(pair => (pair.Name, pair.Name == "Encode.0.bias" ? pair.Tensor.to_type(ScalarType.Int64) : pair.Tensor)));
        Fails(ErrorCodes.WeightsMismatch, "does not fit DenseAutoencoder: 'Encode.0.bias' is Int64 and not Float32.", () => Checkpoint.Load(model, Target));
    }

    private static void Fails(string code, string text, Action action)
    {
        var error = Assert.Throws<CodedException>(action);
        Assert.Equal(code, error.Code);
        Assert.Contains(text, error.Message, StringComparison.Ordinal);
        Assert.EndsWith(".", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    private static IEnumerable<(string Name, Tensor Tensor)> Tensors(nn.Module model) => model.state_dict().Select(pair => (pair.Key, pair.Value));

    private static Dictionary<string, byte[]> State(nn.Module model) => model.state_dict().ToDictionary(pair => pair.Key, pair => pair.Value.bytes.ToArray());

    /// <summary>The network of <see cref="DenseAutoencoder"/> as a hand-written TorchSharp module.</summary>
    private sealed class DenseByHand : nn.Module<Tensor, Tensor>
    {
        private readonly Sequential Encode;
        private readonly Sequential Decode;

        public DenseByHand(int latent) : base(nameof(DenseByHand))
        {
            Encode = nn.Sequential(nn.Linear(784, 256), nn.ReLU(), nn.Linear(256, 64), nn.ReLU(), nn.Linear(64, 32), nn.ReLU(), nn.Linear(32, latent));
            Decode = nn.Sequential(nn.Linear(latent, 32), nn.ReLU(), nn.Linear(32, 64), nn.ReLU(), nn.Linear(64, 256), nn.ReLU(), nn.Linear(256, 784), nn.Sigmoid());
            RegisterComponents();
        }

        public override Tensor forward(Tensor image) => Decode.forward(Encode.forward(image));
    }
}
