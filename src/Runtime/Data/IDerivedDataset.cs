namespace ModelDsl.Data;

/// <summary>A data set that is computed from another one. The source can be exchanged.</summary>
public interface IDerivedDataset : IDataset
{
    /// <summary>The data set that this one is computed from.</summary>
    IDataset Source { get; }

    /// <inheritdoc/>
    IReadOnlyList<string> IDataset.ClassNames => Source.ClassNames;

    /// <summary>Returns the same computation on another data set.</summary>
    /// <param name="source">The data set to compute from.</param>
    IDataset WithSource(IDataset source);
}
