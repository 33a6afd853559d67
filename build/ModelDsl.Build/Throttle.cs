namespace ModelDsl.Build;

/// <summary>Lets at most one event pass per interval.</summary>
internal sealed class Throttle(TimeSpan interval, TimeProvider clock)
{
    private long? _passed;

    /// <summary>Returns true if an event that occurs now passes.</summary>
    public bool Passes()
    {
        var now = clock.GetTimestamp();
        if (_passed is { } passed && clock.GetElapsedTime(passed, now) < interval)
            return false;
        _passed = now;
        return true;
    }
}
