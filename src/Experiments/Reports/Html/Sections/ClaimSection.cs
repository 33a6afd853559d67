using System.Xml.Linq;
using ModelDsl.Evaluation;
using ModelDsl.Experiments.Contract;
using ModelDsl.Experiments.Plan;
using ModelDsl.Experiments.Reports.Claims;
using ModelDsl.Experiments.Reports.Content;
using ModelDsl.Experiments.Reports.Tables;
using static ModelDsl.Experiments.Reports.Markup.Elements;

namespace ModelDsl.Experiments.Reports.Html.Sections;

/// <summary>The verdicts on the claims, with their reasons.</summary>
internal static class ClaimSection
{
    public static XElement? Of(ReportContent content) => content.Spec.Claims is not { Count: > 0 } claims ? null : Section("claims", "Claims",
        Element("p", "Differences are paired by seed. A claim holds if the 95 % confidence interval (Student’s t) of the mean difference is on the claimed side of 0, and "
            + $"does not hold if it is on the other side. It is not resolved if the interval contains 0, if there are fewer than {Verdicts.LeastSeeds} seeds, or if a value is unreliable."),
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
