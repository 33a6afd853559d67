namespace TorchSharp;

/// <summary>A convolution's padding by what it does.</summary>
public enum Padding
{
    /// <summary>None: the result is smaller.</summary>
    Valid = 0,

    /// <summary>As much as keeps the size.</summary>
    Same = 1,
}

/// <summary>What stands beyond the edge.</summary>
public enum PaddingModes
{
    /// <summary>Zeros.</summary>
    Zeros = 0,

    /// <summary>The mirror image, without the edge itself.</summary>
    Reflect = 1,

    /// <summary>The edge, again and again.</summary>
    Replicate = 2,

    /// <summary>The opposite side.</summary>
    Circular = 3,

    /// <summary>A constant.</summary>
    Constant = 4,
}
