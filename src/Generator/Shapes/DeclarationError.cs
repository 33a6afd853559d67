namespace ModelDsl.Generator.Shapes;

/// <summary>The rules of a declaration; the number is the diagnostic's.</summary>
internal enum Rule
{
    ParameterWithoutShape = 1,
    UnknownSize = 2,
    MalformedExpression = 3,
    UnsuitableArgument = 4,
    OutOfRange = 5,
    ImproperSize = 6,
    UnsuitableStage = 7,
    UnknownLayer = 8,
    UnsuitableModel = 9,
    NoStages = 10,
    TakenName = 11,
    TooLarge = 12,
    AllowedValues = 13,
    UnknownParameter = 14,
    UnknownTarget = 15,
    Recursion = 16,
    HandWrittenShape = 17,
    NoTranspose = 18,
    LayersAndBody = 19,
    ImproperHeld = 20,
    PortedLayer = 21,
    CataloguedKind = 22,
    NotConstructible = 23,
    NoConstructor = 24,
    StageWithoutLayers = 25,
    LayerOnClass = 26,

    GridAxes = 101,
    FeatureAxes = 102,
    UnflattenAxes = 103,
    UnflattenProduct = 104,
    NoOutput = 105,
    OutputPadding = 106,
    SymbolicAxis = 107,
    AssertedOutput = 108,
    UnusedParameter = 109,
    StridedSamePadding = 110,
    IndivisibleChannels = 111,
    PoolPadding = 112,
    WidePadding = 113,
    JoinedShapes = 114,
    UnknownPoint = 115,
    NoSuchAxis = 116,
    GaussianInside = 117,
    GaussianResult = 118,

    SpaceInput = 201,
    ObjectiveFamily = 202,
    CalledInput = 203,
    SpaceOutput = 204,
    DoubledLink = 205,
    HeldSize = 206,
    FamilyOutput = 207,
    SeveralObjectives = 208,
    Unbounded = 209,

    UsedSize = 305,
}

/// <summary>What a place in a declaration belongs to.</summary>
internal enum PlaceKind { Model, Objective, Size, Stage, Parameter, Return, Layer, Held, Block }

/// <summary>A place in a declaration, found again in the source by the analyzer.</summary>
/// <param name="Kind">What it belongs to.</param>
/// <param name="Stage">The stage's index.</param>
/// <param name="Index">The index of the size, the parameter, the held model or the layer's attribute.</param>
/// <param name="Argument">The attribute's argument; null for all of the attribute.</param>
/// <param name="Element">The element of an argument with several; −1 for all.</param>
internal sealed record Place(PlaceKind Kind, int Stage = -1, int Index = -1, string? Argument = null, int Element = -1)
{
    /// <summary>In a block, the layers' indices on the way from its attribute inwards.</summary>
    public EquatableArray<int> Inside { get; init; }

    /// <summary>The attribute in the stage, where this is a place in its block.</summary>
    /// <remarks>No property: a record prints its properties, and this one is mostly itself.</remarks>
    public Place Outermost() => Inside.Count == 0 ? this : new(Kind, Stage, Index);
}

/// <summary>A broken rule.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Place">Where the mistake is.</param>
/// <param name="Message">What the rule's message is filled with.</param>
/// <param name="Related">What the mistake contradicts; null where there is no such place.</param>
internal sealed record DeclarationError(Rule Rule, Place Place, EquatableArray<string> Message, Place? Related = null)
{
    /// <summary>What would repair it; the first is what the message says.</summary>
    public EquatableArray<Repair> Repairs { get; init; }

    /// <summary>The same with repairs; those that are null or in a block's layers are left out.</summary>
    public DeclarationError RepairedBy(params Repair?[] repairs) =>
        this with { Repairs = new(repairs.Where(repair => repair?.IsOutsideBlocks == true).Select(repair => repair!)) };

    public static DeclarationError Of(Rule rule, Place place, params string[] message) => new(rule, place, new(message));
}
