using TorchSharp;

namespace ModelDsl.Generator.Tests.Infrastructure;

/// <summary>Tests that create tensors run one after the other, because some count all tensors of the process.</summary>
[CollectionDefinition(Name)]
public class TensorCollection
{
    public const string Name = "Tensors";

    /// <summary>Asserts that repetitions leave no tensor behind. The first one may create what remains, such as gradients.</summary>
    public static void AssertNoneIsLeft(Action pass)
    {
        pass();
        FinishOthers();
        var before = torch.Tensor.TotalCount;
        for (var i = 0; i < 5; i++)
            pass();
        Assert.Equal(before, torch.Tensor.TotalCount);
    }

    /// <summary>Collects the tensors of other tests, whose later finalization would change a count.</summary>
    public static void FinishOthers()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
    }
}
