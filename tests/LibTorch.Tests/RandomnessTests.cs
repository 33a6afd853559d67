using static ModelDsl.LibTorch.Tests.GoldenValues;

namespace ModelDsl.LibTorch.Tests;

[Collection(ProcessWide.Name)]
public sealed class RandomnessTests
{
    [Fact]
    public void The_default_generator_draws_what_PyTorch_draws()
    {
        manual_seed(42);
        Same(randn(5), "randomness", "randn");
        Same(randn(40), "randomness", "randn_long");
        Same(rand(5), "randomness", "rand");
        Assert.Equal(Array<long>("randomness", "randperm"), randperm(20).data<long>().ToArray());
        Assert.Equal(Array<long>("randomness", "randint"), randint(3, 100, [10]).data<long>().ToArray());
        Same(empty(5).normal_(1.5, 0.5), "randomness", "normal");
        Same(full(20, 0.3).bernoulli(), "randomness", "bernoulli");
        var weights = tensor(new[] { 1f, 2, 3, 4 });
        SameIntegers(multinomial(weights, 6, replacement: true), "multinomial");
        SameIntegers(weights.multinomial(3), "multinomial_once");
        Same(normal(weights, weights), "randomness", "normal_of");
        Same(poisson(weights), "randomness", "poisson");
        Same(empty(5).random_(2, 50), "randomness", "random");
        Same(empty(5).exponential_(2), "randomness", "exponential");
        Same(randn(5, generator: new Generator().manual_seed(7)), "randomness", "own_generator");
        Same(randn(3), "randomness", "after");
    }

    [Fact]
    public void An_own_generator_draws_what_PyTorchs_draws()
    {
        using var generator = new Generator(8);
        Same(rand(4, generator: generator), "randomness", "own", "rand");
        SameIntegers(randperm(9, generator: generator), "own", "randperm");
        SameIntegers(randint(3, 100, [6], generator: generator), "own", "randint");
        Same(normal(1.5, 0.5, [4], generator: generator), "randomness", "own", "normal");
        Same(full(9, 0.3).bernoulli(generator), "randomness", "own", "bernoulli");
        SameIntegers(multinomial(tensor(new[] { 1f, 2, 3, 4 }), 6, replacement: true, generator), "own", "multinomial");
    }

    [Fact]
    public void A_generator_goes_on_from_a_saved_state()
    {
        using var generator = new Generator(11);
        using var state = generator.get_state();
        var first = rand(4, generator: generator).data<float>().ToArray();
        generator.set_state(state);
        Assert.Equal(first, rand(4, generator: generator).data<float>().ToArray());
        Assert.Equal(11, generator.initial_seed());
    }

    [Fact]
    public void A_disposed_generator_throws_and_the_default_one_stays()
    {
        var generator = new Generator(1);
        generator.Dispose();
        Assert.Throws<ObjectDisposedException>(() => rand(1, generator: generator));
        Generator.Default.Dispose();
        manual_seed(1).get_state().Dispose();
    }

    private static void SameIntegers(Tensor actual, params string[] path) =>
        Assert.Equal(Array<long>(["randomness", .. path]), actual.data<long>().ToArray());
}
