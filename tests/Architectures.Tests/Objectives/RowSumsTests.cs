using ModelDsl.Likelihoods;
using ModelDsl.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace ModelDsl.Architectures.Tests.Objectives;

/// <summary>ln p and the KL divergence in one pass, compared with libtorch's operations.</summary>
public sealed class RowSumsTests : IDisposable
{
    private const double Tolerance = 1e-5;

    private readonly IDisposable _scope = NewDisposeScope();
    private readonly Generator _generator = new(5);

    public void Dispose()
    {
        _generator.Dispose();
        _scope.Dispose();
    }

    public static TheoryData<Likelihood, long[], double> Cases
    {
        get
        {
            var cases = new TheoryData<Likelihood, long[], double>();
            foreach (var likelihood in new[] { Likelihood.Bernoulli, Likelihood.Gaussian })
            {
                foreach (var shape in new long[][] { [1, 1], [3, 15], [2, 16], [5, 17], [4, 1, 28, 28], [2, 3, 5, 7] })
                {
                    cases.Add(likelihood, shape, 1);
                    cases.Add(likelihood, shape, 100);
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Values_and_gradients_agree(Likelihood kind, long[] shape, double spread)
    {
        var likelihood = PixelLikelihood.Of(kind, 0.3);
        var images = rand(shape, generator: _generator);
        var ours = (randn(shape, generator: _generator) * spread).requires_grad_();
        var theirs = ours.detach().requires_grad_();
        var weights = randn(shape[0], generator: _generator);

        Assert.True(DensityFunction.Supports(ours, images));
        var (value, expected) = (likelihood.LogDensity(ours, images), likelihood.ByLibrary(theirs, images));
        (value * weights).sum().backward();
        (expected * weights).sum().backward();

        Agree(expected, value);
        Agree(theirs.grad!, ours.grad!);
        using var grad = no_grad();
        Agree(expected, likelihood.LogDensity(ours, images));
    }

    [Theory]
    [InlineData(Likelihood.Bernoulli)]
    [InlineData(Likelihood.Gaussian)]
    [InlineData(Likelihood.ContinuousBernoulli)]
    public void Fewer_images_are_repeated(Likelihood kind)
    {
        var likelihood = PixelLikelihood.Of(kind);
        var (parameters, images) = (randn([6, 20], generator: _generator), rand([2, 20], generator: _generator));
        Agree(likelihood.LogDensity(parameters, cat([images, images, images])), likelihood.LogDensity(parameters, images));
    }

    /// <summary>With a last task of fewer images, and images that are repeated.</summary>
    [Theory]
    [InlineData(Likelihood.Bernoulli)]
    [InlineData(Likelihood.Gaussian)]
    public void Bits_do_not_depend_on_the_number_of_threads(Likelihood kind)
    {
        var likelihood = PixelLikelihood.Of(kind);
        var (parameters, images) = (randn([74, 30], generator: _generator).requires_grad_(), rand([37, 30], generator: _generator));
        var threads = get_num_threads();
        try
        {
            var results = new[] { 1, 2, 5 }.Select(count =>
            {
                set_num_threads(count);
                parameters.grad = null;
                var value = likelihood.LogDensity(parameters, images);
                value.sum().backward();
                return cat([value.detach(), parameters.grad!.flatten()]).data<float>().ToArray();
            }).ToList();
            Assert.All(results, result => Assert.Equal(results[0], result));
        }
        finally
        {
            set_num_threads(threads);
        }
    }

    [Theory]
    [InlineData(Likelihood.Bernoulli)]
    [InlineData(Likelihood.Gaussian)]
    public void A_gradient_has_a_gradient(Likelihood kind)
    {
        var likelihood = PixelLikelihood.Of(kind, 0.3);
        var images = rand([2, 20], generator: _generator);
        var ours = randn([2, 20], generator: _generator).requires_grad_();
        var theirs = ours.detach().requires_grad_();
        Agree(Second(likelihood.ByLibrary(theirs, images), theirs), Second(likelihood.LogDensity(ours, images), ours));

        static Tensor Second(Tensor value, Tensor parameters) =>
            autograd.grad([autograd.grad([value.sum()], [parameters], create_graph: true)[0].square().sum()], [parameters])[0];
    }

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(128, 10, 1)]
    [InlineData(37, 16, 3)]
    [InlineData(5, 35, 3)]
    public void Divergences_and_gradients_agree(long batch, long length, double spread)
    {
        var (means, logVariances) = (Normal(), Normal());
        var (theirMeans, theirLogVariances) = (means.detach().requires_grad_(), logVariances.detach().requires_grad_());
        var weights = randn(batch, generator: _generator);

        Assert.True(KlFunction.Supports(means, logVariances));
        var value = new Gaussian(means, logVariances).KullbackLeibler();
        var expected = new Gaussian(theirMeans, theirLogVariances).KlDivergences().sum(-1);
        (value * weights).sum().backward();
        (expected * weights).sum().backward();

        Agree(expected, value);
        Agree(theirMeans.grad!, means.grad!);
        Agree(theirLogVariances.grad!, logVariances.grad!);
        using var grad = no_grad();
        Agree(expected, new Gaussian(means, logVariances).KullbackLeibler());

        Tensor Normal() => (randn([batch, length], generator: _generator) * spread).requires_grad_();
    }

    [Fact]
    public void A_gradient_of_a_divergence_has_a_gradient()
    {
        var (means, logVariances) = (randn([4, 6], generator: _generator).requires_grad_(), randn([4, 6], generator: _generator).requires_grad_());
        Agree(Second(gaussian => gaussian.KlDivergences().sum(-1)), Second(gaussian => gaussian.KullbackLeibler()));

        Tensor Second(Func<Gaussian, Tensor> divergence)
        {
            var first = autograd.grad([divergence(new Gaussian(means, logVariances)).sum()], [means, logVariances], retain_graph: true, create_graph: true);
            return cat(autograd.grad([first[0].square().sum() + first[1].square().sum()], [means, logVariances]));
        }
    }

    [Fact]
    public void Other_parameters_of_a_Gaussian_take_libtorchs_operations()
    {
        var means = randn([4, 6], generator: _generator);
        Assert.False(KlFunction.Supports(means.to_type(ScalarType.Float64), means.to_type(ScalarType.Float64)));
        Assert.False(KlFunction.Supports(means, randn(6, 4).t()));
        Assert.False(KlFunction.Supports(means, means[..1]));
        Assert.False(KlFunction.Supports(means, means.reshape(6, 4)));
        Assert.False(KlFunction.Supports(means[0], means[0]));
        Assert.False(KlFunction.Supports(means[..0], means[..0]));
        var wide = new Gaussian(means.to_type(ScalarType.Float64), means.to_type(ScalarType.Float64)).KullbackLeibler();
        Assert.Equal(ScalarType.Float64, wide.dtype);
        Agree(wide.to_type(ScalarType.Float32), new Gaussian(means, means).KullbackLeibler());
    }

    [Fact]
    public void Others_take_libtorchs_operations()
    {
        var images = rand([2, 20], generator: _generator);
        var parameters = randn([2, 20], generator: _generator);
        Assert.False(DensityFunction.Supports(parameters.to_type(ScalarType.Float64), images.to_type(ScalarType.Float64)));
        Assert.False(DensityFunction.Supports(randn(20, 2).t(), images));
        Assert.False(DensityFunction.Supports(parameters, images.detach().requires_grad_()));
        Assert.False(DensityFunction.Supports(parameters[..0], images[..0]));
        Assert.False(DensityFunction.Supports(randn(3, 20), images));

        var image = images.detach().requires_grad_();
        PixelLikelihood.Of(Likelihood.Bernoulli).LogDensity(parameters, image).sum().backward();
        Agree(parameters, image.grad!);
    }

    [Fact]
    public void Constant_weights_pass_gradients_on_and_are_trainable_again()
    {
        using var layer = nn.Linear(3, 1);
        var input = randn(2, 3).requires_grad_();
        using (new ConstantWeights(layer))
            layer.call(input).sum().backward();
        Assert.NotNull(input.grad);
        Assert.Null(layer.weight.grad);
        Assert.True(layer.weight.requires_grad);
    }

    private static void Agree(Tensor expected, Tensor actual)
    {
        Assert.Equal(expected.shape, actual.shape);
        var difference = (expected - actual).abs().max().ToDouble();
        Assert.True(difference <= Tolerance * Math.Max(1e-3, expected.abs().max().ToDouble()), $"The largest difference is {difference}.");
    }
}
