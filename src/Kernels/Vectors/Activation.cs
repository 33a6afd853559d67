namespace ModelDsl.Kernels;

/// <summary>Activations of single values, for the elements that do not fill a vector.</summary>
internal static class Activation
{
    /// <summary>Returns <paramref name="value"/> if <paramref name="sign"/> is positive or not a number, and <c>value * slope</c> otherwise; 0 if the slope is 0.</summary>
    public static float Rectify(float value, float sign, float slope) => !(sign <= 0) ? value : slope == 0 ? 0 : value * slope;
}
