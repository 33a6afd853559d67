namespace ModelDsl.Generator.Tests.Infrastructure;

/// <summary>The tests that make tensors run one after the other: some count those of the whole process.</summary>
[CollectionDefinition(Name)]
public class TensorCollection
{
    public const string Name = "Tensors";

    /// <summary>Lets what other tests left to the garbage collector go, so that it does not go while a test counts.</summary>
    public static void FinishOthers()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
    }
}
