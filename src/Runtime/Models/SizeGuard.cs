using System.ComponentModel;

namespace ModelDsl;

/// <summary>Checks the sizes in a model's constructor; called by generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class SizeGuard
{
    /// <summary>Throws unless the value is allowed.</summary>
    /// <param name="value">The size.</param>
    /// <param name="parameter">The constructor's parameter.</param>
    /// <param name="allowed">The allowed values.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value is not allowed.</exception>
    public static void Check(int value, string parameter, params ReadOnlySpan<int> allowed)
    {
        if (!allowed.Contains(value))
            throw new ArgumentOutOfRangeException(parameter, value, $"Must be one of {string.Join(", ", allowed.ToArray())}.");
    }
}
