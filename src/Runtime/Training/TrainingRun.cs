using System.Runtime.InteropServices;
using ModelDsl.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace ModelDsl.Training;

/// <summary>
/// A training, epoch by epoch. Its state between two epochs consists of weights, optimizers and history, which
/// <see cref="Save"/> writes. Random numbers depend only on the seed and the epoch: a loaded training continues to the same
/// bits.
/// </summary>
public sealed class TrainingRun : IDisposable
{
    // Reading the loss waits for the device, and a progress line takes longer than a step of a small model.
    private const int StepsBetweenReports = 50;

    private readonly nn.Module _model;
    private readonly IObjective _objective;
    private readonly TrainingOptions _options;
    // Views of the caller's tensors.
    private readonly Examples _examples;
    private readonly Examples? _validation;
    private readonly Augmenter? _augmenter;
    private readonly FrozenStages _frozen;
    private readonly Dictionary<ParameterGroup, ParameterGroupOptimizer> _optimizers;
    private readonly WeightCopy? _average;
    private readonly WeightCopy? _best;
    private readonly List<EpochResult> _history = [];
    // The order of the images has a separate generator: it is independent of all other random numbers.
    private readonly Generator _order;

    /// <summary>Prepares a training, and loads the initial weights if the options name a file.</summary>
    /// <param name="model">A generated model, on the device of the examples.</param>
    /// <param name="objective">The objective.</param>
    /// <param name="examples">The training images, in the model's input shape. They must not be disposed before the training.</param>
    /// <param name="options">The settings.</param>
    /// <exception cref="ArgumentException">A stage to freeze does not exist, no weights are left to train, there are too few images for validation, or the objective requires or allows no targets.</exception>
    /// <exception cref="CodedException">The initial weights cannot be read, or the images have another type than the weights or another range than [0, 1].</exception>
    public TrainingRun(nn.Module model, IObjective objective, Examples examples, TrainingOptions options)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(objective);
        ArgumentNullException.ThrowIfNull(examples);
        ArgumentNullException.ThrowIfNull(options);
        if (options.ValidationImages >= examples.Count)
            throw new ArgumentException($"ValidationImages is {options.ValidationImages}, which leaves none of {examples.Count} images to train on.", nameof(options));
        if (options.LastBatch == LastBatch.Drop && examples.Count - options.ValidationImages < options.BatchSize)
            throw new ArgumentException($"LastBatch is Drop, which leaves none of {examples.Count - options.ValidationImages} images to train on, because BatchSize is {options.BatchSize}. Use a smaller BatchSize.", nameof(options));
        CheckTargets(model, objective, examples);
        // Stored images were checked when their file was opened; only their type can be wrong.
        using (NewDisposeScope())
            TrainingImages.Check(model, objective, (examples.Stored is null ? examples : examples.Range(0, 1)).Images);
        CheckOptions(model, objective, options);
        _augmenter = options.Augment is { } augmentation ? new Augmenter(augmentation, examples.ImageShape ?? examples.Shape, options.Seed) : null;
        (_model, _objective, _options) = (model, objective, options);

        var trained = examples.Count - options.ValidationImages;
        _examples = examples.Range(0, trained);
        _validation = options.ValidationImages > 0 ? examples.Range(trained, options.ValidationImages) : null;

        if (options.Weights is { } weights)
            Checkpoint.Load(model, weights.Path);
        _frozen = new FrozenStages(model, options.Freeze);
        _optimizers = objective.ParameterGroups.ToDictionary(group => group, group => new ParameterGroupOptimizer(group, model, options));
        _average = options.AverageDecay > 0 ? new WeightCopy(model) : null;
        _best = _validation is null ? null : new WeightCopy(model);
        _order = new Generator((ulong)options.Seed);
    }

    /// <summary>The result of each finished epoch.</summary>
    public IReadOnlyList<EpochResult> History => _history;

    /// <summary>The epoch, from 1, with the lowest validation loss; 0 if none yet.</summary>
    public int BestEpoch { get; private set; }

    /// <summary>True if all epochs are finished, or the training has stopped early.</summary>
    public bool IsFinished => _history.Count >= _options.Epochs
        || _validation is not null && _options.Patience > 0 && _history.Count - BestEpoch >= _options.Patience;

    /// <summary>Trains one epoch.</summary>
    /// <param name="progress">Receives the progress a few times.</param>
    /// <param name="cancellation">Stops the training between two steps. It can then be continued only from a saved state.</param>
    /// <exception cref="DivergenceException">The loss or a weight is not a finite number.</exception>
    /// <exception cref="OperationCanceledException">The training was canceled; the model is partly trained.</exception>
    public void RunEpoch(IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        var epoch = _history.Count + 1;
        SeedNoise(epoch);
        _augmenter?.Start(epoch);
        _model.train();
        _frozen.Evaluate();
        foreach (var optimizer in _optimizers.Values)
            optimizer.SetLearningRate(LearningRates.Of(_options, epoch));

        using var epochScope = NewDisposeScope();
        var step = new EpochStep(_model, _objective, _optimizers, _examples);
        var count = _examples.Count;
        var steps = _options.LastBatch == LastBatch.Drop ? count / _options.BatchSize : (count + _options.BatchSize - 1) / _options.BatchSize;
        var trained = Math.Min(count, steps * _options.BatchSize);
        var order = randperm(count, generator: _order).to(_examples.Device);
        for (var index = 0L; index < steps; index++)
        {
            cancellation.ThrowIfCancellationRequested();
            var start = index * _options.BatchSize;
            var size = Math.Min(_options.BatchSize, count - start);
            // Disposes the tensors of one step of the model and the objective.
            using (NewDisposeScope())
            {
                var selected = _examples.Select(order.narrow(0, start, size));
                var batch = Binarized(_augmenter?.Apply(selected) ?? selected);
                try
                {
                    step.Run(batch, epoch - 1 + index / (double)steps);
                }
                catch (ExternalException) when (!batch.Tensors.All(IsFinite) || !_model.parameters().All(IsFinite))
                {
                    // Some losses throw for values that are not numbers.
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

        // The losses precede the last update, which can also produce weights that are not finite.
        if (!_model.parameters().All(IsFinite))
            throw new DivergenceException(_model.GetName(), epoch);
        _history.Add(new EpochResult(step.Loss / trained, step.Metrics(trained), null));
        if (_validation is not null)
            Validate(_validation);
    }

    /// <summary>Sets the model's final weights: those of the best epoch, the average, or the last ones.</summary>
    public void Finish()
    {
        if (BestEpoch > 0)
            _best?.Restore();
        else
            _average?.Restore();
    }

    /// <summary>Writes the state of the training between two epochs.</summary>
    /// <param name="stream">The destination.</param>
    public void Save(Stream stream) => TrainingState.Write(stream, _history, BestEpoch, States, _optimizers.Values);

    /// <summary>Restores the state of a training with the same model, objective, examples and options.</summary>
    /// <param name="stream">The state that <see cref="Save"/> wrote.</param>
    /// <exception cref="InvalidDataException">The state is damaged, or is of another training.</exception>
    public void Load(Stream stream)
    {
        BestEpoch = TrainingState.Read(stream, _history, States, _optimizers.Values);
        using var scope = NewDisposeScope();
        for (var epoch = 0; epoch < _history.Count; epoch++)
            randperm(_examples.Count, generator: _order);
    }

    // All tensors of the state except those of the optimizers.
    private IEnumerable<Tensor> States => [.. _model.state_dict().Values, .. _average?.Tensors ?? [], .. _best?.Tensors ?? []];

    private static void CheckTargets(nn.Module model, IObjective objective, Examples examples)
    {
        if (!objective.TakesTargets)
        {
            if (examples.Targets is not null)
                throw new ArgumentException($"{objective.GetType().Name} compares the output of {model.GetName()} with the images and takes no targets. Remove them, or use an objective that takes them, such as {nameof(TranslationObjective)}.");
        }
        else if (examples.RequiredTargets(model).shape[0] is var count && count != examples.Count)
        {
            throw new ArgumentException($"{model.GetName()} has {examples.Count} images but {count} targets. Pass one target for each image.");
        }
    }

    private static void CheckOptions(nn.Module model, IObjective objective, TrainingOptions options)
    {
        var groups = objective.ParameterGroups.Select(group => group.Name).ToList();
        if (options.GroupRates.Keys.FirstOrDefault(name => !groups.Contains(name)) is { } unknown)
            throw new ArgumentException($"GroupRates names '{unknown}', but the parameter groups of {model.GetName()} are {string.Join(", ", groups)}.{Suggestion.DidYouMean(unknown, groups)}");
        if (options is { Momentum: > 0, Optimizer: OptimizerKind.Adam or OptimizerKind.AdamW })
            throw new ArgumentException($"Momentum is set, but {options.Optimizer} has none. Use Sgd or RmsProp, or set Beta1.");
        if (options.Augment is not null && objective.TakesTargets)
            throw new ArgumentException($"Augment changes images but not the targets of {model.GetName()}. Remove it.");
    }

    private static bool IsFinite(Tensor tensor)
    {
        using var scope = NewDisposeScope();
        return tensor.isfinite().all().ToBoolean();
    }

    private void Validate(Examples validation)
    {
        using var current = _average is null ? null : new WeightCopy(_model);
        _average?.Restore();
        var loss = ValidationLoss(validation);
        if (!double.IsFinite(loss))
            throw new DivergenceException(_model.GetName(), _history.Count);

        if (BestEpoch == 0 || loss < _history[BestEpoch - 1].Validation)
        {
            BestEpoch = _history.Count;
            _best!.Take();
        }

        current?.Restore();
        _history[^1] = _history[^1] with { Validation = loss };
    }

    private double ValidationLoss(Examples validation)
    {
        // The noise is the same after each epoch: epochs differ only in their weights.
        SeedNoise(0);
        _model.eval();
        using var grad = no_grad();
        var total = 0.0;
        for (var start = 0L; start < validation.Count; start += _options.BatchSize)
        {
            using var scope = NewDisposeScope();
            var batch = Binarized(validation.Range(start, Math.Min(_options.BatchSize, validation.Count - start)).Load());
            total += _objective.ValidationLoss(_model, batch).ToDouble() * batch.Count;
        }

        return total / validation.Count;
    }

    // The generator uses 32 bits of a seed. The factor separates the epochs of different small seeds.
    private void SeedNoise(int epoch) => manual_seed(unchecked((uint)(_options.Seed * 1_000_003L + epoch)));

    private Examples Binarized(Examples batch) => _options.Binarize
        ? batch with { Images = (rand_like(batch.Images) < batch.Images).to_type(batch.Images.dtype) }
        : batch;

    /// <summary>Disposes the optimizers and makes frozen stages trainable again. The model is not disposed.</summary>
    public void Dispose()
    {
        _augmenter?.Dispose();
        _frozen.Dispose();
        foreach (var optimizer in _optimizers.Values)
            optimizer.Dispose();
        _average?.Dispose();
        _best?.Dispose();
        _order.Dispose();
        foreach (var view in _examples.Tensors.Concat(_validation?.Tensors ?? []))
            view.Dispose();
    }
}
