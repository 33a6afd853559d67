namespace ModelDsl.Generator;

/// <summary>The names of the generator's incremental steps, with which tests assert caching.</summary>
internal static class TrackingNames
{
    /// <summary>The declarations of models.</summary>
    public const string Declarations = nameof(Declarations);

    /// <summary>The text of each model.</summary>
    public const string Sources = nameof(Sources);

    /// <summary>The file of each model, whose name depends on the other models' names.</summary>
    public const string Files = nameof(Files);

    /// <summary>The models of the catalogue.</summary>
    public const string Entries = nameof(Entries);

    /// <summary>The data sets and evaluators of the catalogue.</summary>
    public const string Classes = nameof(Classes);

    /// <summary>The program of an experiment project.</summary>
    public const string Program = nameof(Program);
}
