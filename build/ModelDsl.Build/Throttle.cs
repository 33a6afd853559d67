namespace ModelDsl.Build;

/// <summary>Lets the first event pass, and then none until the interval is over.</summary>
internal sealed class Throttle(TimeSpan interval, TimeProvider clock)
{
    private long? _passed;

    /// <summary>Whether an event that comes now passes.</summary>
    public bool Passes()
    {
        var now = clock.GetTimestamp();
        if (_passed is { } passed && clock.GetElapsedTime(passed, now) < interval)
            return false;
        _passed = now;
        return true;
    }
}
