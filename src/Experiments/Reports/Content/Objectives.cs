using System.Globalization;
using System.Reflection;
using ModelDsl.Experiments.Plan;

namespace ModelDsl.Experiments.Reports.Content;

/// <summary>Formats the objectives of models.</summary>
internal sealed class Objectives
{
    private readonly Dictionary<ModelEntry, string> _texts = [];

    /// <summary>A model's objective with its settings, as in the attribute of the class: <c>Elbo(Bernoulli, Beta = 4)</c>. Defaults are omitted.</summary>
    public string Of(ModelJob job)
    {
        if (!_texts.TryGetValue(job.Model, out var text))
            _texts.Add(job.Model, text = Read(job));
        return text;
    }

    /// <summary>The name of the likelihood p(x|z): <c>Bernoulli</c>; null if none. Nats of different likelihoods are not comparable.</summary>
    public static string? LikelihoodOf(ModelJob job) => job.Model.Objective!.Create()!.Likelihood?.GetType().Name.Replace("Likelihood", "", StringComparison.Ordinal);

    // The attribute's metadata distinguish set values from defaults, which its properties do not.
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

    // Enumeration values need no parameter name.
    private static string Text(CustomAttributeTypedArgument argument) => argument switch
    {
        { Value: { } value, ArgumentType.IsEnum: true } => Enum.GetName(argument.ArgumentType, value) ?? $"{value}",
        { Value: bool value } => value ? "true" : "false",
        _ => Convert.ToString(argument.Value, CultureInfo.InvariantCulture) ?? "",
    };
}
