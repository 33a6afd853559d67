namespace ModelDsl.Generator.Tests.Infrastructure;

/// <summary>Tests that create tensors run one after the other, because some count all tensors of the process.</summary>
[CollectionDefinition(Name)]
public class TensorCollection
{
    public const string Name = "Tensors";

    /// <summary>Collects the tensors of other tests, whose later finalization would change a count.</summary>
    public static void FinishOthers()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
    }
}
