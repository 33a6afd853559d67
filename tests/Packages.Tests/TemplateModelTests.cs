using Models;
using ModelDsl.Testing;

namespace ModelDsl.Packages.Tests;

/// <summary>The accepted code in the template is the code that this version generates, so a new solution's test passes.</summary>
public class TemplateModelTests
{
    [Fact]
    public Task The_model_of_the_solution_reads_as_accepted() =>
        Snapshot.Verify<SmallAutoencoder>(directory: "../../templates/modeldsl/ModelDslApp.Tests");

    [Fact]
    public void The_model_of_the_item_runs()
    {
        using var model = new NewModel(latent: 3);
        using var image = TorchSharp.torch.rand(2, 784);
        using var output = model.forward(image);

        Assert.Equal([2, 784], output.shape);
    }
}
