using System.Globalization;
using System.Reflection;
using ModelDsl.Experiments.Plan;

namespace ModelDsl.Experiments.Reports.Content;

/// <summary>What models are trained for, in words.</summary>
internal sealed class Objectives
{
    private readonly Dictionary<ModelEntry, string> _texts = [];

    /// <summary>A model's objective with its settings, as its class is marked with it: <c>Elbo(Bernoulli, Beta = 4)</c>. A setting that is not there has its default.</summary>
    public string Of(ModelJob job)
    {
        if (!_texts.TryGetValue(job.Model, out var text))
            _texts.Add(job.Model, text = Read(job));
        return text;
    }

    /// <summary>The name of p(x|z), whose nats cannot be compared with those of another: <c>Bernoulli</c>. Null where there is none.</summary>
    public static string? LikelihoodOf(ModelJob job) => job.Model.Objective!.Create()!.Likelihood?.GetType().Name.Replace("Likelihood", "", StringComparison.Ordinal);

    // The attribute's own text has what its properties would not tell: which values were given, and which are defaults.
    private static string Read(ModelJob job)
    {
        var objective = job.Model.Objective!;
        using var model = job.Model.Create(job.SizeValues);
        var mark = model.GetType().GetCustomAttributesData().FirstOrDefault(mark => mark.AttributeType == objective.GetType());
        List<string> settings = mark is null ? [] :
        [
            .. mark.Constructor.GetParameters().Zip(mark.ConstructorArguments, (parameter, argument) => argument.ArgumentType.IsEnum ? Text(argument) : $"{parameter.Name}: {Text(argument)}"),
            .. mark.NamedArguments.Select(argument => $"{argument.MemberName} = {Text(argument.TypedValue)}"),
        ];
        return settings.Count == 0 ? ModelJob.NameOf(objective) : $"{ModelJob.NameOf(objective)}({string.Join(", ", settings)})";
    }

    // An enumeration's value says what it is; a number needs its parameter's name.
    private static string Text(CustomAttributeTypedArgument argument) => argument switch
    {
        { Value: { } value, ArgumentType.IsEnum: true } => Enum.GetName(argument.ArgumentType, value) ?? $"{value}",
        { Value: bool value } => value ? "true" : "false",
        _ => Convert.ToString(argument.Value, CultureInfo.InvariantCulture) ?? "",
    };
}
