using System.Runtime.Loader;
using ModelDsl.Generator.Tests.Infrastructure;
using ModelDsl.Training;
using static TorchSharp.torch;

namespace ModelDsl.Generator.Tests;

/// <summary>A user-defined objective, which the catalogue creates with the arguments written on the model.</summary>
[Collection(TensorCollection.Name)]
public class OwnObjectiveTests
{
    private const string Source = """
        using ModelDsl;
        using ModelDsl.Training;
        using static TorchSharp.torch;
        namespace Mine;

        /// <summary>The squared error of sums.</summary>
        [Trains(typeof(IAutoencoder))]
        internal sealed class SumsAttribute(double factor, object scale, string? note, params int[] axes) : ObjectiveAttribute
        {
            public Loss Loss { get; set; }
            public float Offset { get; set; }
            public System.Type? Kind { get; set; }
            public override IObjective Create() => new Sums(factor, scale, $"{note ?? "none"} {string.Join("+", axes)} {Loss} {Offset} {Kind?.Name}");
        }

        public sealed class Sums(double factor, object scale, string words) : LossObjective
        {
            public override string ToString() => $"{factor} {scale.GetType().Name} {scale} {words}";
            protected override Tensor Loss(ITrainingStep step) => ValidationLoss(step.Model, step.Examples);
            public override Tensor ValidationLoss(nn.Module model, Examples examples)
            {
                using var difference = ((IAutoencoder)model).Reconstruct(examples.Images) - examples.Images;
                return difference.pow(2).mean() * factor;
            }
        }

        [Model, Sums(0.5, -3L, null, 1, 2, Loss = Loss.BinaryCrossEntropy, Offset = -1.5f, Kind = typeof(Sums))]
        public partial class Net : IAutoencoder
        {
            [Linear(4)] public partial Tensor Encode([Shape(9)] Tensor image);
            [Linear(9)] public partial Tensor Decode([Shape(4)] Tensor code);
        }
        """;

    [Fact]
    public void It_is_created_with_its_arguments_and_trains()
    {
        using var scope = NewDisposeScope();
        var context = new AssemblyLoadContext(null, isCollectible: true);
        try
        {
            var entry = Assert.Single(ModelRunner.LoadCatalogue(context, Source));
            manual_seed(1);
            using var model = entry.Create([]);
            Assert.Equal("0.5 Int64 -3 none 1+2 BinaryCrossEntropy -1.5 Sums", FormattableString.Invariant($"{entry.Objective!.Create()}"));
            var history = Trainer.Train(model, entry.Objective!.Create()!, new Examples(rand(32, 9)), new TrainingOptions { Epochs = 2, BatchSize = 8 });
            Assert.True(history[1].Loss < history[0].Loss);
        }
        finally
        {
            context.Unload();
        }
    }
}
