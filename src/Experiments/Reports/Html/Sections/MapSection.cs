using System.Xml.Linq;
using ModelDsl.Evaluation;
using ModelDsl.Experiments.Reports.Charts;
using ModelDsl.Experiments.Reports.Content;
using ModelDsl.Experiments.Reports.Tables;
using static ModelDsl.Experiments.Reports.Markup.Elements;

namespace ModelDsl.Experiments.Reports.Html.Sections;

/// <summary>Maps of test images: two-dimensional codes, or embeddings of longer ones.</summary>
internal static class MapSection
{
    public static XElement? Of(ReportContent content, SettingsOnce settings)
    {
        var groups = (
            from evaluator in content.Evaluators
            from rows in content.Rows.GroupBy(row => row.Job.Dataset.Name)
            let maps = rows.SelectMany(row => Find(row, evaluator)).ToList()
            where maps.Count > 0
            select new[]
            {
                Element("h3", $"{Words.OfEvaluator(evaluator.Name)}, {rows.Key}"),
                Legend.OverDots(
                    maps.SelectMany(map => map.Map.Classes).Distinct().Order().Select(label => ((int)label, maps[0].NameOf(label))),
                    maps.Select(map => map.Draw())),
                settings.Of(evaluator),
            }).ToList();
        return groups.Count == 0 ? null : Section("maps", "Maps", Element("p", "Each point is a test image, colored by its class. Maps are of each model’s first seed."), groups);
    }

    private static IEnumerable<ScatterChart> Find(ReportRow row, IEvaluator evaluator) => row.First(evaluator.Name) is not { } job ? [] :
        from name in job.Result.Evaluations[evaluator.Name].Maps
        let map = job.Folder.FindMap(evaluator.Name, name)
        where map is { X.Length: > 0 }
        select new ScatterChart(row.Title, $"{Words.OfPicture(name)}, {Numbers.Count(map.X.Length)} images", map, row.Job.Dataset.ClassNames);
}
