namespace ModelDsl.Data;

/// <summary>A data set that is computed from another one, and could be computed from others.</summary>
public interface IDerivedDataset : IDataset
{
    /// <summary>The data set that this one is computed from.</summary>
    IDataset Source { get; }

    /// <summary>Gives the same computation on another data set.</summary>
    /// <param name="source">The data set to compute from.</param>
    IDataset WithSource(IDataset source);
}
