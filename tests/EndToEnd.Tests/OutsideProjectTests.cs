using System.Diagnostics;

namespace ModelDsl.EndToEnd.Tests;

/// <summary>A project outside the repository with its own model, objective, data set, evaluator, published values and claim.</summary>
public sealed class OutsideProjectTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("modeldsl-").FullName;

    public OutsideProjectTests()
    {
        Write("Directory.Build.props", $"""<Project><Import Project="{Repository.File("build", "ModelDsl.Import.props")}" /></Project>""");
        Write("Directory.Build.targets", $"""<Project><Import Project="{Repository.File("build", "ModelDsl.Import.targets")}" /></Project>""");
        Write("Outside.csproj",
            """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <UseModelDsl>true</UseModelDsl>
                <IsExperimentProject>true</IsExperimentProject>
              </PropertyGroup>
              <ItemGroup>
                <Experiment Include="sparse-or-not" Models="Plain;Sparse" Dataset="Stripes" Width="3" Epochs="3" Seeds="1;2" BatchSize="16"
                            Evaluate="Reconstruction;Sparsity" Published="published.csv" />
                <Claim Include="The penalty makes codes sparse" Experiment="sparse-or-not" Metric="CodeSize" Lower="Sparse" Than="Plain" />
              </ItemGroup>
            </Project>
            """);
        Write("published.csv",
            """
            dataset,model,sizes,metric,value,source
            Stripes,Plain,Width=3,ReconstructionMse,0.0123,"Nobody, 2026"
            """);
        Write("Models.cs",
            """
            // ModelDsl and TorchSharp.torch are implicit usings.
            using ModelDsl.Training;

            namespace Outside;

            /// <summary>A small autoencoder.</summary>
            [Model, Reconstruction(Loss.MeanSquaredError)]
            public partial class Plain : IAutoencoder
            {
                [Size(3)] public partial int Width { get; }

                [Flatten, Linear(nameof(Width)), ReLU]
                public partial Tensor Encode([Shape(1, 8, 8)] Tensor image);

                [Linear(64), Unflatten(1, 8, 8)]
                public partial Tensor Decode([Shape(nameof(Width))] Tensor code);
            }

            /// <summary>The same with another objective.</summary>
            [Model, SparseReconstruction(0.1)]
            public partial class Sparse : IAutoencoder
            {
                [Size(3)] public partial int Width { get; }

                [Flatten, Linear(nameof(Width)), ReLU]
                public partial Tensor Encode([Shape(1, 8, 8)] Tensor image);

                [Linear(64), Unflatten(1, 8, 8)]
                public partial Tensor Decode([Shape(nameof(Width))] Tensor code);
            }

            /// <summary>A squared error with a penalty on the codes' size.</summary>
            public sealed class SparseReconstructionAttribute(double penalty) : ObjectiveAttribute
            {
                /// <summary>The penalty's factor.</summary>
                public double Penalty { get; } = penalty;

                /// <inheritdoc/>
                public override IObjective Create() => new SparseReconstruction(Penalty);
            }

            internal sealed class SparseReconstruction(double penalty) : LossObjective
            {
                public override Tensor ValidationLoss(nn.Module model, Examples examples)
                {
                    var autoencoder = (IAutoencoder)model;
                    var code = autoencoder.Encode(examples.Images);
                    return (autoencoder.Decode(code) - examples.Images).square().mean() + penalty * code.abs().mean();
                }

                protected override Tensor Loss(ITrainingStep step) => ValidationLoss(step.Model, step.Examples);
            }
            """);
        Write("Stripes.cs",
            """
            using ModelDsl;
            using ModelDsl.Data;

            namespace Outside;

            /// <summary>Generated images.</summary>
            [Catalogued]
            public sealed class Stripes : IDataset
            {
                /// <inheritdoc/>
                public string Name => "Stripes";

                /// <inheritdoc/>
                public IReadOnlyList<long> ImageShape => [1, 8, 8];

                /// <inheritdoc/>
                public int Classes => 4;

                /// <inheritdoc/>
                public string ContentHash => "stripes-1";

                /// <inheritdoc/>
                public Task<Dataset> LoadAsync(DataOptions options, CancellationToken cancellation = default) => Task.FromResult(new Dataset(Images(64), Images(16)));

                private ImageSet Images(int count) => new(
                    [.. Enumerable.Range(0, count * 64).Select(pixel => (byte)((pixel + pixel / 64 % Classes) % Classes * 80))],
                    [.. Enumerable.Range(0, count).Select(image => (byte)(image % Classes))],
                    1, 8, 8);
            }
            """);
        Write("Sparsity.cs",
            """
            using ModelDsl;
            using ModelDsl.Evaluation;
            using TorchSharp;

            namespace Outside;

            /// <summary>How large codes are.</summary>
            [Catalogued]
            public sealed class Sparsity : IEvaluator
            {
                private static readonly Metric s_size = new("CodeSize", "size of codes");

                /// <inheritdoc/>
                public string Name => "Sparsity";

                /// <inheritdoc/>
                public string Settings => "";

                /// <inheritdoc/>
                public IReadOnlyList<Metric> Metrics => [s_size];

                /// <inheritdoc/>
                public bool Measures(ImageModel model) => true;

                /// <inheritdoc/>
                public void Evaluate(EvaluationContext evaluation)
                {
                    using var grad = torch.no_grad();
                    using var scope = torch.NewDisposeScope();
                    Console.WriteLine("##table mean error: 0.5");
                    evaluation.Add(s_size, ((IEncoder)evaluation.Subject).Encode(evaluation.Test).abs().mean().ToDouble());
                }
            }
            """);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void Write(string file, string text) => File.WriteAllText(Path.Combine(_folder, file), text);

    [Fact]
    public void A_project_outside_the_repository_runs_experiments()
    {
        Write(".gitignore", "bin/\nobj/\nartifacts/\n");
        Commit();
        var (code, output) = Run();

        Assert.True(code == 0, output);
        var results = Path.Combine(_folder, "artifacts", "experiments", "sparse-or-not");

        // The output of user code goes to the log and is not parsed.
        Assert.DoesNotContain("mean error", output, StringComparison.Ordinal);
        Assert.Contains("##table mean error: 0.5", File.ReadLines(Path.Combine(_folder, "obj", "experiments", "sparse-or-not.log")));

        var table = File.ReadAllText(Path.Combine(results, "results.md"));
        Assert.Contains("size of codes", table, StringComparison.Ordinal);
        Assert.Contains("0.0123", table, StringComparison.Ordinal);
        Assert.Contains("The penalty makes codes sparse", File.ReadAllText(Path.Combine(results, "report.html")), StringComparison.Ordinal);

        // The assembly must not contain the commit, or the hashes of the objective and the evaluator would change.
        Write("README.md", "Another commit.\n");
        Commit();
        (code, output) = Run();

        Assert.True(code == 0, output);
        Assert.Contains("5 of 5 jobs up to date", output, StringComparison.Ordinal);
    }

    private void Commit()
    {
        foreach (string[] arguments in new string[][] { ["init", "--quiet"], ["add", "."], ["-c", "user.name=Tester", "-c", "user.email=tester@example.org", "commit", "--quiet", "-m", "A commit"] })
        {
            using var git = Process.Start(new ProcessStartInfo("git", arguments) { WorkingDirectory = _folder })!;
            git.WaitForExit();
            Assert.Equal(0, git.ExitCode);
        }
    }

    // No build of the libraries: the test host uses them.
    private (int ExitCode, string Output) Run() =>
        Repository.DotNet(_folder, new Dictionary<string, string>(), "build", "-t:Experiments", "-p:BuildProjectReferences=false");
}
