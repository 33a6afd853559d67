using System.Globalization;

namespace ModelDsl.Evaluation.Tests;

public sealed class EvaluatorsTests
{
    [Fact]
    public void Names_are_unique()
    {
        var evaluators = Evaluators.Known.Select(evaluator => evaluator.Name).ToList();
        var metrics = Evaluators.Known.SelectMany(evaluator => evaluator.Metrics).Select(metric => metric.Name).ToList();

        Assert.Equal(evaluators.Distinct(StringComparer.OrdinalIgnoreCase), evaluators);
        Assert.Equal(metrics.Distinct(), metrics);
    }

    [Fact]
    public void Settings_do_not_depend_on_the_culture()
    {
        var before = CultureInfo.CurrentCulture;
        var other = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        other.NumberFormat.NumberDecimalSeparator = ",";
        try
        {
            CultureInfo.CurrentCulture = other;
            Assert.Contains("angle 0.5", new TSneEvaluator().Settings, StringComparison.Ordinal);
            Assert.Contains("deviations 0.1 0.3 0.5 0.7,", new DenoisingEvaluator().Settings, StringComparison.Ordinal);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
