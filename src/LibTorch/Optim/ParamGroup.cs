namespace TorchSharp.Modules;

/// <summary>Parameters that are changed with the same settings.</summary>
public class ParamGroup : torch.optim.ILearningRateController
{
    /// <summary>The parameters.</summary>
    public IEnumerable<Parameter> Parameters { get; set; } = [];

    /// <summary>The settings.</summary>
    public OptimizerOptions Options { get; set; } = new();

    /// <summary>The learning rate.</summary>
    public double LearningRate
    {
        get => Options.LearningRate ?? 0;
        set => Options.LearningRate = value;
    }

    /// <summary>The learning rate at the start.</summary>
    public double InitialLearningRate
    {
        get => Options.InitialLearningRate;
        set => Options.InitialLearningRate = value;
    }
}

/// <summary>Parameters that are changed with the same settings of a kind.</summary>
public class ParamGroup<TOptions> : ParamGroup where TOptions : OptimizerOptions
{
    /// <summary>An empty group.</summary>
    public ParamGroup()
    {
    }

    /// <summary>A group of parameters.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="options">Their settings; the optimizer's where null.</param>
    public ParamGroup(IEnumerable<Parameter> parameters, TOptions? options = null)
    {
        Parameters = [.. parameters];
        if (options is not null)
            base.Options = options;
    }

    /// <summary>The settings.</summary>
    public new TOptions Options
    {
        get => base.Options as TOptions
            ?? throw new InvalidOperationException($"The group's settings are {base.Options?.GetType().Name ?? "null"} and not {typeof(TOptions)}.");
        set => base.Options = value;
    }
}
