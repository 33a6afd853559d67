using ModelDsl.Generator.Tests.Infrastructure;
using ModelDsl.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace ModelDsl.Generator.Tests;

/// <summary>
/// Whatever hand-written code returns, the result of a generated stage belongs to its caller, and nothing else is disposed: neither the
/// caller's tensors nor those that the code keeps.
/// </summary>
[Collection(TensorCollection.Name)]
public class OwnershipTests
{
    private static readonly string[] s_codes = ["Stage", "Module", "Use", "Gaussian", "UseGaussian"];
    private static readonly string[] s_places = ["Only", "First", "Middle", "Last"];

    public static TheoryData<string, string, Returned, bool> Cases { get; } = MakeCases();

    private static TheoryData<string, string, Returned, bool> MakeCases()
    {
        var cases = new TheoryData<string, string, Returned, bool>();
        foreach (var (code, place) in s_codes.SelectMany(code => s_places, (code, place) => (code, place)))
        {
            // A distribution is the result of a stage.
            if (code.EndsWith("Gaussian", StringComparison.Ordinal) && place is ("First" or "Middle"))
                continue;
            foreach (var returned in Enum.GetValues<Returned>())
            {
                cases.Add(code, place, returned, true);
                cases.Add(code, place, returned, false);
            }
        }

        return cases;
    }

    [Theory, MemberData(nameof(Cases))]
    public void A_stage_disposes_only_what_it_owns(string code, string place, Returned returned, bool isTraining)
    {
        Choice.Returned = returned;
        using var model = new Handed();
        model.train(isTraining);
        using var image = randn(2, 4, requires_grad: true);
        using var copy = image.detach().clone();
        using var expected = Expected();
        TensorCollection.AssertNoneIsLeft(Run);
        var before = Tensor.TotalCount;

        // The same in a dispose scope of the caller.
        using (NewDisposeScope())
        {
            for (var i = 0; i < 3; i++)
                Run();
            _ = Results();
        }

        Assert.Equal(before, Tensor.TotalCount);
        Assert.True(copy.equal(image).all().ToBoolean());
        Assert.All(model.Kept, kept => Assert.False(kept.IsInvalid));

        void Run()
        {
            foreach (var result in Results())
            {
                Assert.True(result.allclose(expected, 1e-5, 1e-6));
                result.Dispose();
            }

            Assert.False(image.IsInvalid);
        }

        Tensor[] Results()
        {
            var result = model.Run(code + place, image);
            return result is Gaussian gaussian ? [gaussian.Mean, gaussian.LogVariance] : [(Tensor)result];
        }

        Tensor Expected()
        {
            using var scope = NewDisposeScope();
            var weights = model.state_dict();
            var x = image;
            if (place is "Middle" or "Last")
                x = Linear(0);
            x = returned switch
            {
                Returned.New => x.neg(),
                Returned.NoiseWhileTraining when isTraining => x.neg(),
                Returned.Kept => ones(2, 4),
                _ => x,
            };
            if (place is "First")
                x = Linear(1);
            if (place is "Middle")
                x = Linear(2);
            return x.alias().MoveToOuterDisposeScope();

            Tensor Linear(int index) => nn.functional.linear(x, weights[$"{code}{place}.{index}.weight"], weights[$"{code}{place}.{index}.bias"]);
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void Gradients_flow_through_hand_written_code(string code, string place, Returned returned, bool isTraining)
    {
        using var scope = NewDisposeScope();
        Choice.Returned = returned;
        using var model = new Handed();
        model.train(isTraining);
        var image = randn(2, 4, requires_grad: true);
        var result = model.Run(code + place, image);
        var output = result is Gaussian gaussian ? gaussian.Mean + gaussian.LogVariance : (Tensor)result;
        var source = returned == Returned.Kept ? model.KeptFor(code, place) : image;
        Assert.True(autograd.grad([output.square().sum()], [source])[0].abs().sum().ToDouble() > 0);
    }

    [Theory]
    [InlineData(Returned.New), InlineData(Returned.Input), InlineData(Returned.View), InlineData(Returned.Kept)]
    public void A_model_calls_its_own_hand_written_stages(Returned returned)
    {
        Choice.Returned = returned;
        using var model = new HandedAutoencoder();
        using var single = new HandedClassifier();
        using var image = rand(2, 4);
        TensorCollection.AssertNoneIsLeft(Pass);
        Assert.False(image.IsInvalid);
        Assert.False(model.Kept.IsInvalid);

        void Pass()
        {
            model.forward(image).Dispose();
            single.forward(image).Dispose();
            IAutoencoder family = model;
            family.Reconstruct(image).Dispose();
            using var code = family.Encode(image);
            family.Decode(code).Dispose();
        }
    }

    [Theory]
    [InlineData(Returned.New), InlineData(Returned.Input), InlineData(Returned.View), InlineData(Returned.Kept)]
    public void A_family_owns_the_distribution_of_a_hand_written_stage(Returned returned)
    {
        Choice.Returned = returned;
        using var model = new HandedVae();
        using var image = rand(2, 4);
        TensorCollection.AssertNoneIsLeft(Pass);
        Assert.False(image.IsInvalid);
        Assert.False(model.Kept.IsInvalid);

        void Pass()
        {
            IVariationalAutoencoder family = model;
            using var distribution = family.Encode(image);
            using var sample = distribution.Sample();
            family.Decode(sample).Dispose();
            model.forward(image).Dispose();
        }
    }

    /// <summary>The trainer's dispose scopes contain neither the data nor what the model keeps.</summary>
    [Theory]
    [InlineData(Returned.Input), InlineData(Returned.Kept)]
    public void Training_disposes_neither_the_data_nor_kept_tensors(Returned returned)
    {
        Choice.Returned = returned;
        using var model = new HandedVae();
        using var images = rand(8, 4);
        var options = new TrainingOptions { Epochs = 3, BatchSize = 8 };
        Trainer.Train(model, new ElboAttribute(Likelihood.Bernoulli).Create(), new Examples(images), options);
        Assert.False(images.IsInvalid);
        Assert.False(model.Kept.IsInvalid);
    }

    [Fact]
    public void A_tensor_that_is_kept_later_and_detached_lives_on()
    {
        using var model = new LateKeeper();
        using var image = rand(2, 4);
        for (var i = 0; i < 3; i++)
        {
            using var scope = NewDisposeScope();
            Assert.Equal(8, model.Detached(image).sum().ToDouble());
        }
    }

    /// <summary>What a call creates and keeps without an alias is disposed by its caller; the next call explains it.</summary>
    [Fact]
    public void A_kept_tensor_that_its_caller_disposed_is_an_error_with_a_code()
    {
        using var model = new LateKeeper();
        using var image = rand(2, 4);
        model.Shared(image).Dispose();
        var error = Assert.Throws<CodedException>(() => model.Shared(image));
        Assert.Equal(ErrorCodes.DisposedResult, error.Code);
        Assert.Equal(
            "LateKeeper.Shared.0: the result is disposed. Return a tensor without disposing it; if the code keeps it for later calls, return kept.alias().",
            error.Message);
        Assert.Equal(ErrorCodes.DisposedResult, Assert.Throws<CodedException>(() => model.Disposed(image)).Code);
        for (var i = 0; i < 3; i++)
            model.Aliased(image).Dispose();
    }

    [Fact]
    public void A_kept_tensor_of_another_shape_survives_the_error()
    {
        using var model = new LateKeeper();
        using var image = rand(2, 4);
        Assert.Throws<ShapeException>(() => model.Misshapen(image));
        Assert.False(model.Wide.IsInvalid);
    }

    /// <summary>Tensors that a call creates besides its result belong to the scope around the call, as without generated code.</summary>
    [Fact]
    public void Other_tensors_of_a_call_keep_their_scope()
    {
        using var model = new LateKeeper();
        using var image = rand(2, 4);
        using (var scope = NewDisposeScope())
        {
            model.Remembering(image);
            Assert.True(scope.Contains(model.Last!));
        }

        Assert.True(model.Last!.IsInvalid);
        model.Remembering(image).Dispose();
        Assert.False(model.Last!.IsInvalid);
        model.Last.Dispose();
    }

    [Fact]
    public void The_scope_ends_if_the_code_throws()
    {
        using var model = new LateKeeper();
        using var image = rand(2, 4);
        var around = CurrentDisposeScope;
        Assert.Throws<NotSupportedException>(() => model.Failing(image));
        Assert.Same(around, CurrentDisposeScope);
    }
}

/// <summary>What hand-written code returns.</summary>
public enum Returned
{
    New,
    Input,
    View,
    Kept,
    NoiseWhileTraining,
}

/// <summary>Returns what a test chooses.</summary>
internal static class Choice
{
    public static Returned Returned { get; set; }

    public static Tensor Of(Tensor input, Tensor kept, bool isTraining) => Returned switch
    {
        Returned.New => input.neg(),
        Returned.View => input.view(2, 4),
        Returned.Kept => kept,
        Returned.NoiseWhileTraining when isTraining => input.neg(),
        _ => input,
    };
}

/// <summary>Hand-written code of each kind in each place of a stage.</summary>
[Model]
internal partial class Handed
{
    private readonly Tensor _kept = ones(2, 4, requires_grad: true);
    private readonly Gaussian _keptGaussian = new(ones(2, 4, requires_grad: true), ones(2, 4));

    public partial HandedPart Body { get; }

    public IEnumerable<Tensor> Kept => [_kept, _keptGaussian.Mean, _keptGaussian.LogVariance, .. Body.Kept, .. modules().OfType<ChoosingModule>().Select(module => module.Kept)];

    public Tensor KeptFor(string code, string place) => code switch
    {
        "Stage" => _kept,
        "Module" => named_modules().Where(part => part.name.StartsWith(code + place, StringComparison.Ordinal)).Select(part => part.module).OfType<ChoosingModule>().Single().Kept,
        "Use" => Body.Kept.First(),
        "Gaussian" => _keptGaussian.Mean,
        _ => Body.Kept.ElementAt(1),
    };

    public object Run(string stage, Tensor image) => GetType().GetMethod(stage)!.Invoke(this, [image])!;

    [return: Shape(4)]
    public Tensor Hand([Shape(4)] Tensor image) => Choice.Of(image, _kept, training);

    [return: Shape(4)]
    public Gaussian HandGaussian([Shape(4)] Tensor image) => HandedPart.GaussianOf(image, _keptGaussian, training);

    [Call(nameof(Hand))]
    public partial Tensor StageOnly([Shape(4)] Tensor image);

    [Call(nameof(Hand)), Linear(4)]
    public partial Tensor StageFirst([Shape(4)] Tensor image);

    [Linear(4), Call(nameof(Hand)), Linear(4)]
    public partial Tensor StageMiddle([Shape(4)] Tensor image);

    [Linear(4), Call(nameof(Hand))]
    public partial Tensor StageLast([Shape(4)] Tensor image);

    [Module(typeof(ChoosingModule))]
    public partial Tensor ModuleOnly([Shape(4)] Tensor image);

    [Module(typeof(ChoosingModule)), Linear(4)]
    public partial Tensor ModuleFirst([Shape(4)] Tensor image);

    [Linear(4), Module(typeof(ChoosingModule)), Linear(4)]
    public partial Tensor ModuleMiddle([Shape(4)] Tensor image);

    [Linear(4), Module(typeof(ChoosingModule))]
    public partial Tensor ModuleLast([Shape(4)] Tensor image);

    [Use(nameof(Body), "Hand")]
    public partial Tensor UseOnly([Shape(4)] Tensor image);

    [Use(nameof(Body), "Wrapped"), Linear(4)]
    public partial Tensor UseFirst([Shape(4)] Tensor image);

    [Linear(4), Use(nameof(Body), "Hand"), Linear(4)]
    public partial Tensor UseMiddle([Shape(4)] Tensor image);

    [Linear(4), Use(nameof(Body), "Wrapped")]
    public partial Tensor UseLast([Shape(4)] Tensor image);

    [Call(nameof(HandGaussian))]
    public partial Gaussian GaussianOnly([Shape(4)] Tensor image);

    [Linear(4), Call(nameof(HandGaussian))]
    public partial Gaussian GaussianLast([Shape(4)] Tensor image);

    [Use(nameof(Body), "HandGaussian")]
    public partial Gaussian UseGaussianOnly([Shape(4)] Tensor image);

    [Linear(4), Use(nameof(Body), "HandGaussian")]
    public partial Gaussian UseGaussianLast([Shape(4)] Tensor image);
}

/// <summary>A submodel with hand-written stages, and one that changes nothing.</summary>
[Model]
internal partial class HandedPart
{
    private readonly Tensor _kept = ones(2, 4, requires_grad: true);
    private readonly Gaussian _keptGaussian = new(ones(2, 4, requires_grad: true), ones(2, 4));

    public IEnumerable<Tensor> Kept => [_kept, _keptGaussian.Mean, _keptGaussian.LogVariance];

    [return: Shape(4)]
    public Tensor Hand([Shape(4)] Tensor image) => Choice.Of(image, _kept, training);

    [Call(nameof(Hand)), Identity]
    public partial Tensor Wrapped([Shape(4)] Tensor image);

    [return: Shape(4)]
    public Gaussian HandGaussian([Shape(4)] Tensor image) => GaussianOf(image, _keptGaussian, training);

    /// <summary>A kept distribution, or a new one of the input.</summary>
    public static Gaussian GaussianOf(Tensor image, Gaussian kept, bool isTraining) => Choice.Returned == Returned.Kept
        ? kept
        : new(Choice.Of(image, kept.Mean, isTraining), Choice.Of(image, kept.Mean, isTraining));
}

/// <summary>A module that returns what a test chooses.</summary>
internal sealed class ChoosingModule() : nn.Module<Tensor, Tensor>(nameof(ChoosingModule))
{
    public Tensor Kept { get; } = ones(2, 4, requires_grad: true);

    public override Tensor forward(Tensor input) => Choice.Of(input, Kept, training);
}

/// <summary>An autoencoder whose two stages are hand-written.</summary>
[Model]
internal partial class HandedAutoencoder : IAutoencoder
{
    public Tensor Kept { get; } = ones(2, 4);

    [return: Shape(4)]
    public Tensor Encode([Shape(4)] Tensor image) => Choice.Of(image, Kept, training);

    [return: Shape(4)]
    public Tensor Decode([Shape(4)] Tensor code) => Choice.Of(code, Kept, training);
}

/// <summary>A model of one hand-written stage.</summary>
[Model]
internal partial class HandedClassifier
{
    private readonly Tensor _kept = ones(2, 4);

    [return: Shape(4)]
    public Tensor Classify([Shape(4)] Tensor image) => Choice.Of(image, _kept, training);
}

/// <summary>A variational autoencoder whose encoder is hand-written.</summary>
[Model, Elbo(Likelihood.Bernoulli)]
internal partial class HandedVae : IVariationalAutoencoder
{
    public Tensor Kept { get; } = zeros(8, 4);

    [return: Shape(4)]
    public Gaussian Encode([Shape(4)] Tensor image)
    {
        var kept = Kept.narrow(0, 0, image.shape[0]);
        if (Choice.Returned == Returned.Kept && image.shape[0] == 8)
            return new(Kept, kept);
        kept.Dispose();
        return Choice.Returned == Returned.Input ? new(image, image) : new(image.neg(), image.sqrt());
    }

    [Linear(4)]
    public partial Tensor Decode([Shape(4)] Tensor code);
}

/// <summary>Stages that create a tensor at the first call and keep it, or make mistakes.</summary>
[Model]
internal partial class LateKeeper
{
    private Tensor? _detached;
    private Tensor? _shared;
    private Tensor? _aliased;

    public Tensor Wide { get; } = ones(2, 5);

    public Tensor? Last { get; private set; }

    [Call(nameof(KeepDetached))]
    public partial Tensor Detached([Shape(4)] Tensor image);

    [Call(nameof(KeepShared))]
    public partial Tensor Shared([Shape(4)] Tensor image);

    [Call(nameof(KeepAliased))]
    public partial Tensor Aliased([Shape(4)] Tensor image);

    [Call(nameof(DisposeResult))]
    public partial Tensor Disposed([Shape(4)] Tensor image);

    [Call(nameof(Widen))]
    public partial Tensor Misshapen([Shape(4)] Tensor image);

    [Call(nameof(Remember))]
    public partial Tensor Remembering([Shape(4)] Tensor image);

    [Call(nameof(Fail))]
    public partial Tensor Failing([Shape(4)] Tensor image);

    [return: Shape(4)]
    public Tensor KeepDetached([Shape(4)] Tensor image) => _detached ??= ones_like(image).DetachFromDisposeScope();

    [return: Shape(4)]
    public Tensor KeepShared([Shape(4)] Tensor image) => _shared ??= ones_like(image);

    [return: Shape(4)]
    public Tensor KeepAliased([Shape(4)] Tensor image) => (_aliased ??= ones_like(image)).alias();

    [return: Shape(4)]
    public Tensor DisposeResult([Shape(4)] Tensor image)
    {
        using var result = image.neg();
        return result;
    }

    [return: Shape(4)]
    public Tensor Widen([Shape(4)] Tensor image) => Wide;

    [return: Shape(4)]
    public Tensor Remember([Shape(4)] Tensor image)
    {
        Last = image.neg();
        return Last.neg();
    }

    [return: Shape(4)]
    public Tensor Fail([Shape(4)] Tensor image) => throw new NotSupportedException();
}
