using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ModelDsl.Evaluation;
using ModelDsl.Experiments.Plan;

namespace ModelDsl.Experiments.Jobs;

/// <summary>
/// The inputs of a result, as lines of <c>name = value</c>, and their hash. The same fingerprint means the same result, bit for bit on the same
/// kind of processor. A job runs again only if its fingerprint changes.
/// </summary>
internal sealed class Fingerprint
{
    private readonly SortedDictionary<string, string> _inputs = new(StringComparer.Ordinal);

    private Fingerprint(string stage) => _inputs.Add("stage", stage);

    /// <summary>The inputs by name.</summary>
    public IReadOnlyDictionary<string, string> Inputs => _inputs;

    /// <summary>The SHA-256 of the inputs, in lower-case hexadecimal.</summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(
        Encoding.UTF8.GetBytes(string.Concat(_inputs.Select(input => $"{input.Key} = {input.Value}\n")))));

    /// <summary>The inputs of trained weights.</summary>
    public static Fingerprint OfTraining(ModelJob job, Engine engine) => new Fingerprint("train")
        .With(job, engine)
        .With("source", ModelCode.Of(job.Model))
        .With("objective", Engine.ContentWithReferences(job.Model.Objective!.Create()!.GetType()))
        .With(TrainingSettings.ValuesOf(job.Training))
        .With("seed", job.Training.Seed);

    /// <summary>The inputs of a baseline.</summary>
    public static Fingerprint OfBaseline(Job job, Engine engine) => new Fingerprint("baseline")
        .With(job, engine)
        .With("evaluation", Engine.Content(typeof(IEvaluator)));

    /// <summary>The inputs of an evaluator's metrics.</summary>
    public static Fingerprint OfEvaluation(Fingerprint subject, IEvaluator evaluator) => new Fingerprint("evaluate")
        .With("subject", subject.Hash)
        .With("evaluator", evaluator.Name)
        .With("settings", evaluator.Settings)
        .With("code", Code(evaluator.GetType()));

    // A user's evaluator calls the library's code.
    private static string Code(Type evaluator) => evaluator.Assembly == typeof(IEvaluator).Assembly
        ? Engine.Content(evaluator) : $"{Engine.ContentWithReferences(evaluator)} {Engine.Content(typeof(IEvaluator))}";

    private Fingerprint With(Job job, Engine engine) => this
        .With("name", job.Name)
        .With("sizes", job.SizeText)
        .With("data", job.Dataset.ContentHash)
        .With("engine", Engine.Identity)
        .With("device", engine.Arithmetic)
        .With("threads", engine.Threads);

    private Fingerprint With(IEnumerable<(string Name, string Value)> inputs)
    {
        foreach (var (name, value) in inputs)
            _inputs.Add(name, value);
        return this;
    }

    private Fingerprint With(string name, IFormattable value) => With(name, value.ToString(null, CultureInfo.InvariantCulture));

    private Fingerprint With(string name, string value)
    {
        _inputs.Add(name, value);
        return this;
    }
}
