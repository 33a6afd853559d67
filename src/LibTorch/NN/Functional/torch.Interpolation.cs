namespace TorchSharp;

public static partial class torch
{
    /// <summary>How <see cref="nn.functional.interpolate"/> finds the elements between those that there are.</summary>
    public enum InterpolationMode
    {
        /// <summary>The nearest element, as older libraries round.</summary>
        Nearest = 0,

        /// <summary>Linearly, in lines.</summary>
        Linear = 1,

        /// <summary>Linearly, in images.</summary>
        Bilinear = 2,

        /// <summary>By cubic polynomials, in images.</summary>
        Bicubic = 3,

        /// <summary>Linearly, in volumes.</summary>
        Trilinear = 4,

        /// <summary>The mean of what an element covers.</summary>
        Area = 5,

        /// <summary>The nearest element.</summary>
        NearestExact = 6,
    }

    /// <summary>How <see cref="nn.Upsample"/> finds the elements between those that there are.</summary>
    public enum UpsampleMode
    {
        /// <summary>The nearest element, as older libraries round.</summary>
        Nearest = 0,

        /// <summary>Linearly, in lines.</summary>
        Linear = 1,

        /// <summary>Linearly, in images.</summary>
        Bilinear = 2,

        /// <summary>By cubic polynomials, in images.</summary>
        Bicubic = 3,

        /// <summary>Linearly, in volumes.</summary>
        Trilinear = 4,
    }

    /// <summary>How <see cref="nn.functional.grid_sample"/> finds the elements between those that there are.</summary>
    public enum GridSampleMode
    {
        /// <summary>The nearest element.</summary>
        Nearest = 0,

        /// <summary>Linearly.</summary>
        Bilinear = 2,
    }

    /// <summary>What <see cref="nn.functional.grid_sample"/> finds beyond the edge.</summary>
    public enum GridSamplePaddingMode
    {
        /// <summary>Zeros.</summary>
        Zeros = 0,

        /// <summary>The mirror image.</summary>
        Reflection = 1,

        /// <summary>The edge, again and again.</summary>
        Border = 2,
    }
}
