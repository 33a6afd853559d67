using ModelDsl.Data;
using ModelDsl.Evaluation;
using ModelDsl.Experiments.Jobs;
using ModelDsl.Experiments.Plan;

namespace ModelDsl.Experiments.Tests;

public sealed class JobFolderTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void The_name_of_a_data_set_is_escaped_in_its_folder() =>
        Assert.Equal(["mean image", "Mine%3A v2%3F"], BaselineJob.MeanImage(Datasets.Mnist with { Name = "Mine: v2?" }).Folders);

    [Fact]
    public void A_map_with_special_characters_in_its_name_is_found()
    {
        var folder = new JobFolder(Path.Combine(_root, "job"), null!);
        var evaluation = new EvaluationContext(null!, null!, null!, [], [], 0, CancellationToken.None);
        evaluation.AddMap("codes: z/2", new PointMap([1], [2], [3]));
        folder.Write("Nul", evaluation);
        Assert.Equal([1f], folder.FindMap("Nul", "codes: z/2")!.X);
        Assert.Equal(["%4Eul/codes%3A z%2F2.points.json"], Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder.Path, file).Replace('\\', '/')));
    }

    [Theory]
    [InlineData(""), InlineData("/"), InlineData("/../jobs")]
    public void The_stores_folder_stays_when_its_last_job_is_deleted(string ending)
    {
        var store = Path.Combine(_root, "jobs") + ending;
        var job = new JobFolder(Path.Combine(store, "Vae", "MNIST", "0123"), null!);
        Directory.CreateDirectory(job.Path);
        job.Delete(store);
        Assert.Equal([Path.Combine(_root, "jobs")], Directory.GetFileSystemEntries(_root, "*", SearchOption.AllDirectories));
    }
}
