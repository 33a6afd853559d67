using ModelDsl.Evaluation;
using System.Xml.Linq;
using ModelDsl.Experiments.Contract;
using ModelDsl.Experiments.Plan;
using ModelDsl.Experiments.Reports.Claims;
using ModelDsl.Experiments.Reports.Content;
using static ModelDsl.Experiments.Reports.Markup.Elements;

namespace ModelDsl.Experiments.Reports.Html.Sections;

/// <summary>What the measurements say to each claim, and why.</summary>
internal static class ClaimSection
{
    public static XElement? Of(ReportContent content) => content.Spec.Claims is not { Count: > 0 } claims ? null : Section("claims", "Claims",
        Element("p", "Differences are paired by seed. A claim holds where the 95 % interval of their mean (Student’s) lies on its side of 0, does not hold where "
            + $"it lies on the other, and is not resolved where the interval contains 0, there are fewer than {Verdicts.LeastSeeds} seeds, or a value is not to be relied on."),
        claims.Select(claim => Draw(claim, content)));

    private static XElement Draw(ClaimSpec claim, ReportContent content)
    {
        var verdicts = content.Verdicts.Where(verdict => verdict.Claim == claim).ToList();
        return Element("article", Class("claim"),
            Element("h3", Words.AsHeading(claim.Name)),
            Element("p", Class("small"), Element("code", claim.ToFormula())),
            verdicts.Count == 0
                ? Element("p", Badge("not resolved", "open"), " Not measured in this run.")
                : Element("ul", verdicts.Select(verdict => Element("li",
                    Badge(verdict.Verdict.ToText(), Name(verdict.Verdict)),
                    Element("span", Class("where"), string.Join(", ", new[] { verdict.Dataset, verdict.Sizes, verdict.Metric.Title }.Where(part => part != ""))),
                    Element("span", Class("reason"), Words.Unbroken(verdict.Reason))))));
    }

    private static XElement Badge(string text, string name) => Element("span", Class($"badge {name}"), text);

    private static string Name(Verdict verdict) => verdict switch
    {
        Verdict.Holds => "yes",
        Verdict.DoesNotHold => "no",
        _ => "open",
    };
}
