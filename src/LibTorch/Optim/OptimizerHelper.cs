using System.Text;

namespace TorchSharp.Modules;

/// <summary>What the optimizers have in common: groups with settings of their own, and a state of each parameter that can be saved.</summary>
public abstract class OptimizerHelper : torch.optim.Optimizer
{
    private readonly Dictionary<Parameter, OptimizerState> _states = new(ReferenceEqualityComparer.Instance);
    private readonly OptimizerOptions _defaults;

    private protected OptimizerHelper(IEnumerable<ParamGroup> groups, OptimizerOptions defaults)
    {
        _defaults = defaults;
        foreach (var group in groups)
            Add(group);
    }

    /// <summary>Also changes the parameters of a group, whose own settings come first.</summary>
    /// <exception cref="ArgumentException">The group is another optimizer's, or one of its parameters is in another group.</exception>
    public override void add_param_group(ParamGroup param_group) => Add(param_group);

    /// <summary>The settings, and what is remembered of each parameter: the objects themselves, and no copies.</summary>
    public virtual StateDictionary state_dict()
    {
        var state = new StateDictionary();
        foreach (var group in Groups)
        {
            state.Options.Add(group.Options);
            state.State.AddRange(group.Parameters.Select(parameter => State(parameter, group)));
        }
        return state;
    }

    /// <summary>Takes over copies of another optimizer's settings and state. Nothing is changed where something does not fit.</summary>
    /// <exception cref="ArgumentException">The number of groups or of parameters is not the same.</exception>
    /// <exception cref="InvalidDataException">The other is an optimizer of another kind, or its parameters have other shapes.</exception>
    public virtual void load_state_dict(StateDictionary state_dict)
    {
        var own = this.state_dict();
        CheckCounts(own, state_dict.Options.Count, state_dict.State.Count);
        if (state_dict.Options.Any(options => options.GetType() != _defaults.GetType()))
            throw new InvalidDataException($"The state is not of an optimizer {GetType().Name}.");
        foreach (var (mine, other) in own.State.Zip(state_dict.State))
            mine.Check(other);

        foreach (var (mine, other) in own.Options.Zip(state_dict.Options))
            mine.LoadStateDict(other);
        foreach (var (mine, other) in own.State.Zip(state_dict.State))
            mine.LoadStateDict(other);
    }

    /// <summary>Writes the settings and the state as TorchSharp does.</summary>
    /// <param name="location">The file; an existing one is replaced once the new one is whole.</param>
    public void save_state_dict(string location) => TensorFile.Write(location, save_state_dict);

    /// <summary>Writes the settings and the state as TorchSharp does.</summary>
    public void save_state_dict(BinaryWriter writer)
    {
        var state = state_dict();
        writer.Write(GetType().Name);
        writer.Write7BitEncodedInt64(state.Options.Count);
        writer.Write7BitEncodedInt64(state.State.Count);
        state.Options.ForEach(options => options.SaveStateDict(writer));
        state.State.ForEach(one => one.SaveStateDict(writer));
    }

    /// <summary>Reads what <see cref="save_state_dict(string)"/> wrote. Nothing is changed where something does not fit.</summary>
    /// <inheritdoc cref="load_state_dict(BinaryReader)"/>
    public void load_state_dict(string location) => TensorFile.Read(location, load_state_dict);

    /// <summary>Reads what <see cref="save_state_dict(BinaryWriter)"/> wrote. Nothing is changed where something does not fit.</summary>
    /// <exception cref="ArgumentException">The number of groups or of parameters is not the same.</exception>
    /// <exception cref="InvalidDataException">The file is damaged, of an optimizer of another kind, or of parameters with other shapes.</exception>
    public void load_state_dict(BinaryReader reader) => TensorFile.Guard(() =>
    {
        var name = reader.ReadString();
        if (name != GetType().Name)
            throw new InvalidDataException($"The file has the state of an optimizer {name}, and not {GetType().Name}.");
        var own = state_dict();
        CheckCounts(own, reader.Read7BitEncodedInt64(), reader.Read7BitEncodedInt64());
        var read = new StateDictionary();
        try
        {
            read.Options.AddRange(own.Options.Select(options => options.Read(reader)));
            foreach (var state in own.State)
                read.State.Add(state.Read(reader));
            load_state_dict(read);
        }
        finally
        {
            read.State.ForEach(state => state.Release());
        }
    });

    /// <summary>Moves the state to a device.</summary>
    public void to(torch.Device device)
    {
        foreach (var state in _states.Values)
            state.to(device);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        foreach (var state in _states.Values)
            state.Release();
        _states.Clear();
    }

    /// <summary>Computes the loss, and then changes each group; what that makes is disposed, and no gradient is recorded.</summary>
    /// <param name="body">Changes the parameters of a group.</param>
    /// <param name="loss_closure">Computes the loss, and the gradients.</param>
    /// <returns>The loss.</returns>
    protected torch.Tensor? _step<T>(Action<T> body, Func<torch.Tensor>? loss_closure = null) where T : ParamGroup
    {
        var loss = base.step(loss_closure);
        using var scope = torch.NewDisposeScope();
        using var _ = torch.no_grad();
        foreach (var group in Groups.Cast<T>())
            body(group);
        return loss;
    }

    /// <summary>A state of a parameter, not yet initialised.</summary>
    private protected abstract OptimizerState NewState(Parameter parameter);

    /// <summary>The parameters of a group that have a gradient, in batches that take one call of each operator together.</summary>
    /// <param name="group">The group.</param>
    /// <param name="maximize">Is each gradient negated?</param>
    /// <param name="decay">How much of each parameter is added to its gradient.</param>
    /// <param name="kind">Only states of the same kind come together.</param>
    private protected IEnumerable<Batch<TState>> Ready<TState>(ParamGroup group, bool maximize, double decay, Func<TState, long> kind)
        where TState : OptimizerState
    {
        var ready = new List<(Parameter Parameter, torch.Tensor Gradient, TState State)>();
        foreach (var parameter in group.Parameters)
        {
            if (parameter.grad is { } gradient)
                ready.Add((parameter, gradient, (TState)State(parameter, group)));
        }
        foreach (var batch in ready.GroupBy(item => kind(item.State)).ToList())
        {
            torch.Tensor[] parameters = [.. batch.Select(item => item.Parameter)];
            torch.Tensor[] gradients = [.. batch.Select(item => item.Gradient)];
            if (maximize)
                gradients = Foreach.Neg.Tensors(gradients);
            if (decay != 0)
                gradients = Foreach.Add.Tensors(gradients, parameters, decay);
            yield return new(parameters, gradients, [.. batch.Select(item => item.State)]);
        }
    }

    private static void CheckCounts(StateDictionary own, long groups, long parameters)
    {
        if (groups != own.Options.Count || parameters != own.State.Count)
        {
            throw new ArgumentException(
                $"The state is of {groups} groups and {parameters} parameters, and the optimizer has {own.Options.Count} and {own.State.Count}.");
        }
    }

    private OptimizerState State(Parameter parameter, ParamGroup group)
    {
        if (!_states.TryGetValue(parameter, out var state))
        {
            _states.Add(parameter, state = NewState(parameter));
            state.Initialize(group.Options);
        }
        return state;
    }

    private void Add(ParamGroup group)
    {
        if (group.Options.GetType() != _defaults.GetType())
        {
            throw new ArgumentException(
                $"{GetType().Name} takes groups with settings of type {_defaults.GetType()}, and not {group.Options.GetType()}.", nameof(group));
        }
        if (parameters().ToHashSet<Parameter>(ReferenceEqualityComparer.Instance).Overlaps(group.Parameters))
            throw new ArgumentException("A parameter is in two groups: leave it out of one.", nameof(group));
        group.Options.Complete(_defaults);
        base.add_param_group(group);
    }
}

/// <summary>Parameters, their gradients, and what is remembered of them.</summary>
internal readonly record struct Batch<TState>(torch.Tensor[] Parameters, torch.Tensor[] Gradients, TState[] States)
{
    /// <summary>One tensor of each state.</summary>
    public torch.Tensor[] All(Func<TState, torch.Tensor> tensor) => Array.ConvertAll(States, state => tensor(state));
}
