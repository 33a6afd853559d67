using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using ModelDsl.Likelihoods;
using ModelDsl.Training;

namespace ModelDsl.Runtime.Tests.Training;

/// <summary>Objectives and options throw for the values that the analyzer reports.</summary>
public class SettingDomainTests
{
    private static readonly double[] s_probes = [double.NaN, double.NegativeInfinity, double.PositiveInfinity, -1e300, -1, -0.5, 0, 0.5, 1, 2, 3, 1e300];

    public static TheoryData<string> Objectives =>
        [.. typeof(ObjectiveAttribute).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(ObjectiveAttribute)) && !type.IsAbstract).Select(type => type.Name)];

    /// <summary>The domain stated on the attribute is the one that the objective checks.</summary>
    [Theory, MemberData(nameof(Objectives))]
    public void An_objective_checks_the_domains_of_its_attribute(string objective)
    {
        var type = typeof(ObjectiveAttribute).Assembly.GetType($"ModelDsl.{objective}", throwOnError: true)!;
        var constructor = type.GetConstructors().Single();
        foreach (var property in type.GetProperties().Where(property => property.CanWrite && property.PropertyType != typeof(bool)))
        {
            foreach (var probe in Probes(property.PropertyType))
            {
                var attribute = (ObjectiveAttribute)constructor.Invoke([.. constructor.GetParameters().Select(Valid)]);
                property.SetValue(attribute, probe);
                AssertThrowsUnless(IsValid(property, probe), attribute, $"{objective}.{property.Name} = {probe}");
            }
        }

        foreach (var parameter in constructor.GetParameters())
        {
            foreach (var probe in Probes(parameter.ParameterType))
            {
                var attribute = (ObjectiveAttribute)constructor.Invoke([.. constructor.GetParameters().Select(other => other == parameter ? probe : Valid(other))]);
                AssertThrowsUnless(parameter.ParameterType.IsEnum ? Enum.IsDefined(parameter.ParameterType, probe) : IsValid(parameter, probe), attribute, $"{objective}({parameter.Name}: {probe})");
            }
        }
    }

    [Theory, InlineData(0), InlineData(-1), InlineData(double.NaN), InlineData(double.PositiveInfinity)]
    public void A_variance_is_a_positive_number(double variance) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => PixelLikelihood.Of(Likelihood.Gaussian, variance));

    [Fact]
    public void A_message_names_the_setting_and_its_values() => Assert.StartsWith(
        "Beta is -1, but must be a number of at least 0.",
        Assert.Throws<ArgumentOutOfRangeException>(() => new ElboObjective(PixelLikelihood.Of(Likelihood.Bernoulli)) { Beta = -1 }).Message);

    /// <summary>The values that each numeric option refuses.</summary>
    [Fact]
    public void A_training_option_is_checked_where_it_is_set()
    {
        var refused = new Dictionary<string, double[]>
        {
            [nameof(TrainingOptions.Epochs)] = [-1, 0],
            [nameof(TrainingOptions.BatchSize)] = [-1, 0],
            [nameof(TrainingOptions.LearningRate)] = [double.NaN, double.NegativeInfinity, double.PositiveInfinity, -1e300, -1, -0.5, 0],
            [nameof(TrainingOptions.Beta1)] = [double.NaN, double.NegativeInfinity, double.PositiveInfinity, -1e300, -1, -0.5, 1, 2, 3, 1e300],
            [nameof(TrainingOptions.Momentum)] = [double.NaN, double.NegativeInfinity, double.PositiveInfinity, -1e300, -1, -0.5, 1, 2, 3, 1e300],
            [nameof(TrainingOptions.WeightDecay)] = [double.NaN, double.NegativeInfinity, double.PositiveInfinity, -1e300, -1, -0.5],
            [nameof(TrainingOptions.GradientNorm)] = [double.NaN, double.NegativeInfinity, double.PositiveInfinity, -1e300, -1, -0.5],
            [nameof(TrainingOptions.ValidationImages)] = [-1],
            [nameof(TrainingOptions.Patience)] = [-1],
            [nameof(TrainingOptions.AverageDecay)] = [double.NaN, double.NegativeInfinity, double.PositiveInfinity, -1e300, -1, -0.5, 1, 2, 3, 1e300],
            [nameof(TrainingOptions.Seed)] = [],
        };
        foreach (var property in typeof(TrainingOptions).GetProperties().Where(property => property.PropertyType == typeof(int) || property.PropertyType == typeof(double)))
        {
            Assert.Equal(refused[property.Name], Probes(property.PropertyType).Where(probe => Throws(() => property.SetValue(new TrainingOptions(), probe))).Select(probe => Convert.ToDouble(probe, CultureInfo.InvariantCulture)));
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => new TrainingOptions { Schedule = (LearningRateSchedule)9 });
    }

    private static IEnumerable<object> Probes(Type type) =>
        type.IsEnum ? [.. Enum.GetValues(type).Cast<object>(), Enum.ToObject(type, 7), Enum.ToObject(type, -1)]
        : type == typeof(int) ? s_probes.Where(probe => Math.Abs(probe) < 1e6 && probe == Math.Floor(probe)).Select(probe => (object)(int)probe)
        : s_probes.Select(probe => (object)probe);

    private static bool IsValid(ICustomAttributeProvider declared, object value) =>
        declared.GetCustomAttributes(typeof(ValidationAttribute), inherit: true).Cast<ValidationAttribute>().All(rule => rule.IsValid(value));

    private static object Valid(ParameterInfo parameter) => parameter.ParameterType.IsEnum ? Enum.ToObject(parameter.ParameterType, 0) : 1;

    private static void AssertThrowsUnless(bool isValid, ObjectiveAttribute attribute, string setting) =>
        Assert.True(Throws(() => attribute.Create()) != isValid, setting);

    private static bool Throws(Action create)
    {
        try
        {
            create();
            return false;
        }
        catch (Exception error) when (error is ArgumentOutOfRangeException or TargetInvocationException { InnerException: ArgumentOutOfRangeException })
        {
            return true;
        }
    }
}
