using System.Runtime.InteropServices;
using ModelDsl.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace ModelDsl.Training;

/// <summary>
/// A training that goes on epoch by epoch. Between two epochs it is its weights, its optimizers and its history, which
/// <see cref="Save"/> writes: what is drawn depends on the seed and the epoch alone, so that a training that was loaded goes on to
/// the same bits.
/// </summary>
public sealed class TrainingRun : IDisposable
{
    // Reading the loss waits for the device, and a progress line costs more than a step of a small model.
    private const int StepsBetweenReports = 50;

    private readonly nn.Module _model;
    private readonly IObjective _objective;
    private readonly TrainingOptions _options;
    // Views of the caller's.
    private readonly Examples _examples;
    private readonly Examples? _validation;
    private readonly List<(string Name, nn.Module Stage)> _frozen;
    private readonly List<TorchSharp.Modules.Parameter> _held;
    private readonly Dictionary<ParameterGroup, ParameterGroupOptimizer> _optimizers;
    private readonly WeightCopy? _average;
    private readonly WeightCopy? _best;
    private readonly List<EpochResult> _history = [];
    // The order of the images has a generator of its own: what else draws numbers does not change it.
    private readonly Generator _order;

    /// <summary>Prepares a training, from the weights that the options name.</summary>
    /// <param name="model">A generated model, on the device of the examples.</param>
    /// <param name="objective">What to train it for.</param>
    /// <param name="examples">The training images, in the model's input shape. They must live as long as the training.</param>
    /// <param name="options">The settings.</param>
    /// <exception cref="ArgumentException">A stage to freeze is not there, nothing is left to train, or there are too few images to set some apart.</exception>
    /// <exception cref="CodedException">The weights to start from cannot be read.</exception>
    public TrainingRun(nn.Module model, IObjective objective, Examples examples, TrainingOptions options)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(objective);
        ArgumentNullException.ThrowIfNull(examples);
        ArgumentNullException.ThrowIfNull(options);
        if (options.ValidationImages >= examples.Count)
            throw new ArgumentException($"ValidationImages is {options.ValidationImages}, which leaves none of {examples.Count} images to train on.", nameof(options));
        (_model, _objective, _options) = (model, objective, options);

        var trained = examples.Count - options.ValidationImages;
        _examples = examples.Range(0, trained);
        _validation = options.ValidationImages > 0 ? examples.Range(trained, options.ValidationImages) : null;

        if (options.Weights is { } weights)
            Checkpoint.Load(model, weights.Path);
        _frozen = options.Freeze.Select(name => (name, Stage(name))).ToList();
        _held = _frozen.SelectMany(stage => stage.Stage.parameters()).Where(weight => weight.requires_grad).ToList();
        Hold(true);
        _optimizers = objective.ParameterGroups.ToDictionary(group => group, group => new ParameterGroupOptimizer(group, model, options));
        _average = options.AverageDecay > 0 ? new WeightCopy(model) : null;
        _best = _validation is null ? null : new WeightCopy(model);
        _order = new Generator((ulong)options.Seed);
    }

    /// <summary>What each finished epoch gave.</summary>
    public IReadOnlyList<EpochResult> History => _history;

    /// <summary>The epoch, from 1, with the best judgment of the validation images; 0 where there is none yet.</summary>
    public int BestEpoch { get; private set; }

    /// <summary>Whether all epochs are done, or the training has stopped early.</summary>
    public bool IsFinished => _history.Count >= _options.Epochs
        || _validation is not null && _options.Patience > 0 && _history.Count - BestEpoch >= _options.Patience;

    /// <summary>Trains one epoch.</summary>
    /// <param name="progress">Is told where the training stands, a few times.</param>
    /// <param name="cancellation">Stops between two steps; the training cannot go on then, but one that is loaded can.</param>
    /// <exception cref="DivergenceException">The loss or a weight is not a finite number.</exception>
    /// <exception cref="OperationCanceledException">The training was canceled; the model is partly trained.</exception>
    public void RunEpoch(IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        var epoch = _history.Count + 1;
        SeedNoise(epoch);
        _model.train();
        foreach (var (_, stage) in _frozen)
            stage.eval();
        foreach (var optimizer in _optimizers.Values)
            optimizer.SetLearningRate(LearningRates.Of(_options, epoch));

        using var epochScope = NewDisposeScope();
        var step = new Step(this);
        var count = _examples.Count;
        var steps = (count + _options.BatchSize - 1) / _options.BatchSize;
        var order = randperm(count, generator: _order).to(_examples.Images.device);
        for (var index = 0L; index < steps; index++)
        {
            cancellation.ThrowIfCancellationRequested();
            var start = index * _options.BatchSize;
            var size = Math.Min(_options.BatchSize, count - start);
            // One scope a step: whatever the model and the objective leave behind goes with it.
            using (NewDisposeScope())
            {
                var batch = Binarized(_examples.Select(order.narrow(0, start, size)));
                try
                {
                    step.Run(batch, epoch - 1 + index / (double)steps);
                }
                catch (ExternalException) when (!IsFinite(batch.Images) || !_model.parameters().All(IsFinite))
                {
                    // Some losses refuse what is not a number before their value could show it.
                    throw new DivergenceException(_model.GetName(), epoch);
                }

                _average?.Approach(_options.AverageDecay);
            }

            if ((index + 1) % StepsBetweenReports == 0 || index + 1 == steps)
            {
                var loss = step.Loss / (start + size);
                if (!step.IsFinite)
                    throw new DivergenceException(_model.GetName(), epoch);
                progress?.Report(new TrainingProgress(epoch, _options.Epochs, (index + 1) / (double)steps, loss));
            }
        }

        // The loss is from before the last update, which can still spoil the weights: what a caller saves now is sound.
        if (!_model.parameters().All(IsFinite))
            throw new DivergenceException(_model.GetName(), epoch);
        _history.Add(new EpochResult(step.Loss / count, step.Metrics(count), null));
        if (_validation is not null)
            Validate(_validation);
    }

    /// <summary>Gives the model its final weights: the best epoch's, the average, or the last.</summary>
    public void Finish()
    {
        if (BestEpoch > 0)
            _best?.Restore();
        else
            _average?.Restore();
    }

    /// <summary>Writes where the training stands, between two epochs.</summary>
    /// <param name="stream">Where to.</param>
    public void Save(Stream stream) => TrainingState.Write(stream, _history, BestEpoch, States, _optimizers.Values);

    /// <summary>Goes on where a training with the same model, objective, examples and options stood.</summary>
    /// <param name="stream">What <see cref="Save"/> wrote.</param>
    /// <exception cref="InvalidDataException">The file is damaged, or is of another training.</exception>
    public void Load(Stream stream)
    {
        BestEpoch = TrainingState.Read(stream, _history, States, _optimizers.Values);
        using var scope = NewDisposeScope();
        for (var epoch = 0; epoch < _history.Count; epoch++)
            randperm(_examples.Count, generator: _order);
    }

    // All tensors that an epoch starts from, apart from the optimizers'.
    private IEnumerable<Tensor> States => [.. _model.state_dict().Values, .. _average?.Tensors ?? [], .. _best?.Tensors ?? []];

    private static bool IsFinite(Tensor tensor)
    {
        using var scope = NewDisposeScope();
        return tensor.isfinite().all().ToBoolean();
    }

    private void Validate(Examples validation)
    {
        using var current = _average is null ? null : new WeightCopy(_model);
        _average?.Restore();
        var judgment = ValidationLoss(validation);
        if (!double.IsFinite(judgment))
            throw new DivergenceException(_model.GetName(), _history.Count);

        if (BestEpoch == 0 || judgment < _history[BestEpoch - 1].Validation)
        {
            BestEpoch = _history.Count;
            _best!.Take();
        }

        current?.Restore();
        _history[^1] = _history[^1] with { Validation = judgment };
    }

    private double ValidationLoss(Examples validation)
    {
        // The same noise after each epoch, so that epochs differ by their weights alone.
        SeedNoise(0);
        _model.eval();
        using var grad = no_grad();
        var total = 0.0;
        for (var start = 0L; start < validation.Count; start += _options.BatchSize)
        {
            using var scope = NewDisposeScope();
            var batch = Binarized(validation.Range(start, Math.Min(_options.BatchSize, validation.Count - start)));
            total += _objective.ValidationLoss(_model, batch).ToDouble() * batch.Count;
        }

        return total / validation.Count;
    }

    // The generator uses 32 bits of a seed: the factor keeps the epochs of small seeds apart in them.
    private void SeedNoise(int epoch) => manual_seed(unchecked((uint)(_options.Seed * 1_000_003L + epoch)));

    private Examples Binarized(Examples batch) => _options.Binarize
        ? batch with { Images = (rand_like(batch.Images) < batch.Images).to_type(batch.Images.dtype) }
        : batch;

    private nn.Module Stage(string name) => _model.named_children().Where(child => child.name == name).Select(child => child.module).FirstOrDefault()
        ?? throw new ArgumentException($"{_model.GetName()} has no stage '{name}' with weights to freeze. It has {string.Join(", ", _model.named_children().Select(child => child.name))}.");

    private void Hold(bool hold)
    {
        foreach (var weight in _held)
            weight.requires_grad = !hold;
    }

    /// <summary>Releases the optimizers; the model stays, and its frozen stages can be trained again.</summary>
    public void Dispose()
    {
        Hold(false);
        foreach (var optimizer in _optimizers.Values)
            optimizer.Dispose();
        _average?.Dispose();
        _best?.Dispose();
        _order.Dispose();
        foreach (var view in new[] { _examples.Images, _examples.Labels, _validation?.Images, _validation?.Labels })
            view?.Dispose();
    }

    /// <summary>The step of an epoch, which also sums up what the epoch gives; on the device, which reading would hold up.</summary>
    private sealed class Step(TrainingRun run) : ITrainingStep
    {
        private readonly Dictionary<ParameterGroup, Tensor> _losses = run._objective.ParameterGroups.ToDictionary(group => group, _ => Zero(run));
        private readonly Dictionary<string, Tensor> _metrics = new(StringComparer.Ordinal);

        public nn.Module Model => run._model;

        public Examples Examples { get; private set; } = run._examples;

        public double Epoch { get; private set; }

        /// <summary>The sum over images of the first group's loss.</summary>
        public double Loss => _losses[run._objective.ParameterGroups[0]].ToDouble();

        /// <summary>Whether all groups' losses are finite numbers.</summary>
        public bool IsFinite => _losses.Values.All(total => double.IsFinite(total.ToDouble()));

        public void Run(Examples batch, double epoch)
        {
            (Examples, Epoch) = (batch, epoch);
            run._objective.Step(this);
        }

        public void Minimize(ParameterGroup group, Tensor loss)
        {
            run._optimizers[group].Minimize(loss);
            _losses[group].add_(loss.detach(), Examples.Count);
        }

        public void Log(string metric, Tensor value)
        {
            if (!_metrics.TryGetValue(metric, out var total))
                _metrics[metric] = total = Zero(run).MoveToOuterDisposeScope();
            total.add_(value.detach(), Examples.Count);
        }

        public Dictionary<string, double> Metrics(long count) => _metrics.ToDictionary(metric => metric.Key, metric => metric.Value.ToDouble() / count);

        private static Tensor Zero(TrainingRun run) => zeros(1, device: run._examples.Images.device);
    }
}
