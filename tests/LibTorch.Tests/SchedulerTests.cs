using TorchSharp.Modules;
using static TorchSharp.torch.optim;
using static TorchSharp.torch.optim.lr_scheduler;
using static TorchSharp.torch.optim.lr_scheduler.impl.CyclicLR;
using AnnealStrategy = TorchSharp.torch.optim.lr_scheduler.impl.OneCycleLR.AnnealStrategy;

namespace ModelDsl.LibTorch.Tests;

public sealed class SchedulerTests
{
    private static readonly GoldenFile s_golden = new("optimizers.json");

    public static TheoryData<string> Schedules => [.. s_golden.Names("rates")];

    [Theory, MemberData(nameof(Schedules))]
    public void Thirty_rates_of_two_groups_are_PyTorchs(string name)
    {
        using var optimizer = TwoGroups();
        var schedule = Make(name, optimizer);
        var step = 0;
        foreach (var expected in s_golden["rates", name].EnumerateArray())
        {
            foreach (var (group, values) in optimizer.ParamGroups.Cast<SGD.ParamGroup>().Zip(expected.EnumerateArray()))
            {
                Assert.Equal(values[0].GetDouble(), group.LearningRate, 1e-12);
                Assert.Equal(values[1].GetDouble(), group.Momentum, 1e-12);
            }
            Assert.Equal(optimizer.ParamGroups.Select(group => group.LearningRate), schedule.get_last_lr());
            if (name.StartsWith("ReduceLROnPlateau", StringComparison.Ordinal))
                schedule.step(step * 37 % 11 / (1.0 + step));
            else
                schedule.step();
            step++;
        }
        Assert.Equal(30, step);
    }

    [Theory]
    [InlineData("StepLR"), InlineData("MultiStepLR"), InlineData("ExponentialLR"), InlineData("PolynomialLR")]
    [InlineData("LinearLR"), InlineData("ConstantLR"), InlineData("CosineAnnealingLR")]
    public void An_epoch_can_be_gone_to_at_once(string name)
    {
        using var walked = TwoGroups();
        using var jumped = TwoGroups();
        var (walk, jump) = (Make(name, walked), Make(name, jumped));
        for (var epoch = 1; epoch < 7; epoch++)
        {
            walk.step();
            jump.step((int?)epoch);
            Assert.All(walk.get_last_lr().Zip(jump.get_last_lr()), pair => Assert.Equal(pair.First, pair.Second, 1e-15));
        }
    }

    [Fact]
    public void A_schedule_goes_on_after_an_epoch()
    {
        using var optimizer = TwoGroups();
        foreach (var group in optimizer.ParamGroups)
            group.LearningRate *= 0.25;
        var schedule = StepLR(optimizer, 2, 0.5, last_epoch: 4);
        schedule.step();
        Assert.Equal([0.05 / 8, 0.02 / 8], schedule.get_last_lr());
    }

    [Fact]
    public void A_rate_set_by_hand_before_the_schedule_is_its_start()
    {
        using var optimizer = TwoGroups();
        foreach (var group in optimizer.ParamGroups)
            group.LearningRate = 0.5;
        Assert.Equal([0.5, 0.5], LambdaLR(optimizer, _ => 1).get_last_lr());
    }

    [Fact]
    public void Betas_are_cycled_where_there_is_no_momentum()
    {
        using var adam = optim.Adam([nn.Parameter(ones(1))]);
        OneCycleLR(adam, 0.1, 10);
        Assert.Equal((0.95, 0.999), adam.Betas);
        using var adagrad = optim.Adagrad([nn.Parameter(ones(1))]);
        Assert.Contains("cycle_momentum: false", Assert.Throws<ArgumentException>(() => OneCycleLR(adagrad, 0.1, 10)).Message);
    }

    [Fact]
    public void What_cannot_be_scheduled_is_refused()
    {
        using var optimizer = TwoGroups();
        Assert.Throws<ArgumentException>(() => CyclicLR(optimizer, [0.1], [0.2]));
        Assert.Throws<ArgumentException>(() => OneCycleLR(optimizer, 0.1));
        Assert.Throws<ArgumentException>(() => SequentialLR(optimizer, [StepLR(optimizer, 1)], [1]));
        Assert.Throws<ArgumentException>(() => ChainedLR([StepLR(optimizer, 1), StepLR(TwoGroups(), 1)]));
        Assert.Throws<ArgumentException>(() => ReduceLROnPlateau(optimizer, "least"));
        Assert.Throws<InvalidOperationException>(() => ReduceLROnPlateau(optimizer).step());
    }

    private static SGD TwoGroups()
    {
        SGD.ParamGroup[] groups = [.. new[] { 0.05, 0.02 }.Select(rate => new SGD.ParamGroup([nn.Parameter(zeros(1))], new SGD.Options { LearningRate = rate }))];
        return new(groups, 0.05, momentum: 0.7);
    }

    private static LRScheduler Make(string name, Optimizer optimizer) => name switch
    {
        "StepLR" => StepLR(optimizer, 7, 0.5),
        "MultiStepLR" => MultiStepLR(optimizer, [3, 11, 11, 20], 0.3),
        "ExponentialLR" => ExponentialLR(optimizer, 0.9),
        "LambdaLR" => LambdaLR(optimizer, epoch => 1.0 / (1 + epoch)),
        "MultiplicativeLR" => MultiplicativeLR(optimizer, epoch => epoch % 2 == 1 ? 0.95 : 1.01),
        "CosineAnnealingLR" => CosineAnnealingLR(optimizer, 8, 0.001),
        "PolynomialLR" => PolynomialLR(optimizer, 12, 2),
        "LinearLR" => LinearLR(optimizer, 0.25, 0.75, 9),
        "ConstantLR" => ConstantLR(optimizer, 0.5, 6),
        "SequentialLR" => SequentialLR(optimizer, [ConstantLR(optimizer, 0.1, 4), ExponentialLR(optimizer, 0.9), StepLR(optimizer, 3, 0.5)], [5, 15]),
        "ChainedLR" => ChainedLR([ConstantLR(optimizer, 0.1, 4), ExponentialLR(optimizer, 0.9)]),
        "CyclicLR/Triangular" => CyclicLR(optimizer, 0.01, 0.1, 4, 6),
        "CyclicLR/Triangular2" => CyclicLR(optimizer, [0.01, 0.02], [0.1, 0.3], 5, mode: Mode.Triangular2),
        "CyclicLR/ExpRange" => CyclicLR(optimizer, 0.01, 0.1, 4, mode: Mode.ExpRange, gamma: 0.97, cycle_momentum: false),
        "CyclicLR/Scaled" => CyclicLR(optimizer, 0.01, 0.1, 4, scale_fn: x => 1 / (1 + x), scale_mode: ScaleMode.Iterations),
        "OneCycleLR/Cos" => OneCycleLR(optimizer, 0.1, 30),
        "OneCycleLR/Linear" => OneCycleLR(
            optimizer, [0.1, 0.2], epochs: 4, steps_per_epoch: 8, pct_start: 0.4, anneal_strategy: AnnealStrategy.Linear, div_factor: 10, three_phase: true),
        "ReduceLROnPlateau/min" => ReduceLROnPlateau(optimizer, patience: 2, cooldown: 1, min_lr: [0.002, 0], factor: 0.3),
        "ReduceLROnPlateau/max" => ReduceLROnPlateau(optimizer, "max", patience: 3, threshold: 0.05, threshold_mode: "abs"),
        _ => throw new ArgumentException(name),
    };
}
