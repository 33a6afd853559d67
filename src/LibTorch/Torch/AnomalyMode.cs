using static TorchSharp.NativeMethods;

namespace TorchSharp;

/// <summary>Whether backward passes say which operator a failure or NaN stems from; as before once disposed.</summary>
public class AnomalyMode : IDisposable
{
    private readonly bool _wasEnabled = IsEnabled;
    private readonly bool _didCheck = ShouldCheckNaN;

    /// <summary>Sets the mode, for all threads.</summary>
    /// <param name="enabled">Is the origin found?</param>
    /// <param name="check_nan">Is a NaN an error?</param>
    public AnomalyMode(bool enabled, bool check_nan = true) => Set(enabled, check_nan);

    /// <summary>Is the origin of a failure found?</summary>
    public static bool IsEnabled => mdl_anomaly_enabled() != 0;

    /// <summary>Is a NaN an error?</summary>
    public static bool ShouldCheckNaN => mdl_anomaly_checks_nan() != 0;

    /// <summary>Restores the mode.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Restores the mode.</summary>
    protected virtual void Dispose(bool disposing) => Set(_wasEnabled, _didCheck);

    private static void Set(bool enabled, bool checkNaN) => mdl_set_anomaly(enabled ? 1 : 0, checkNaN ? 1 : 0);
}
