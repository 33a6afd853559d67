namespace TorchSharp;

/// <summary>
/// Owns what its thread makes while it is the innermost one, and disposes that with itself.
/// </summary>
public sealed class DisposeScope : IDisposable
{
    private readonly DisposeScopeManager _manager;
    private readonly HashSet<IDisposable> _owned = new(ReferenceEqualityComparer.Instance);
    private readonly DisposeScope? _outer;
    private bool _closed;

    internal DisposeScope(DisposeScopeManager manager, DisposeScope? outer) => (_manager, _outer) = (manager, outer);

    /// <summary>The next open scope around this one.</summary>
    internal DisposeScope? Outer => _outer is { _closed: true } ? _outer.Outer : _outer;

    /// <summary>What the scope owns now.</summary>
    public IReadOnlyList<IDisposable> DisposablesView
    {
        get
        {
            lock (_manager.Gate)
                return [.. _owned];
        }
    }

    /// <summary>How many objects the scope owns now.</summary>
    public int DisposablesCount
    {
        get
        {
            lock (_manager.Gate)
                return _owned.Count;
        }
    }

    /// <summary>Does the scope own this?</summary>
    public bool Contains(IDisposable disposable)
    {
        lock (_manager.Gate)
            return _owned.Contains(disposable);
    }

    /// <summary>Takes an object, from its scope where it has one.</summary>
    public void Attach(IDisposable disposable) => Attach((IEnumerable<IDisposable>)[disposable]);

    /// <summary>Takes objects, from their scopes where they have one.</summary>
    public void Attach(params IDisposable[] disposables) => Attach((IEnumerable<IDisposable>)disposables);

    /// <summary>Takes objects, from their scopes where they have one.</summary>
    /// <returns>The objects.</returns>
    /// <exception cref="ObjectDisposedException">The scope was disposed.</exception>
    public IReadOnlyList<IDisposable> Attach(IEnumerable<IDisposable> disposables)
    {
        ArgumentNullException.ThrowIfNull(disposables);
        IDisposable[] all = [.. disposables];
        foreach (var disposable in all)
        {
            if (disposable is Tensor { Scope: { } scope } owned)
                scope.Disown(owned);
            else if (disposable is Tensor)
                Count(counts => counts.AttachedToScopeCount++);
            Own(disposable);
        }
        return all;
    }

    /// <summary>Takes objects out of every scope: disposing them is the caller's from now on.</summary>
    public T Detach<T>(T disposable) where T : IDisposable
    {
        Detach((IEnumerable<IDisposable>)[disposable]);
        return disposable;
    }

    /// <inheritdoc cref="Detach{T}(T)"/>
    public (T1 first, T2 second) Detach<T1, T2>(T1 first, T2 second) where T1 : IDisposable where T2 : IDisposable
    {
        Detach((IEnumerable<IDisposable>)[first, second]);
        return (first, second);
    }

    /// <inheritdoc cref="Detach{T}(T)"/>
    public (T1 first, T2 second, T3 third) Detach<T1, T2, T3>(T1 first, T2 second, T3 third)
        where T1 : IDisposable where T2 : IDisposable where T3 : IDisposable
    {
        Detach((IEnumerable<IDisposable>)[first, second, third]);
        return (first, second, third);
    }

    /// <inheritdoc cref="Detach{T}(T)"/>
    public void Detach(params IDisposable[] disposables) => Detach((IEnumerable<IDisposable>)disposables);

    /// <inheritdoc cref="Detach{T}(T)"/>
    public void Detach(IEnumerable<IDisposable> disposables)
    {
        ArgumentNullException.ThrowIfNull(disposables);
        foreach (var disposable in disposables)
        {
            if (Disown(disposable) && disposable is Tensor)
                Count(counts => counts.DetachedFromScopeCount++);
        }
    }

    /// <summary>Gives objects to the scope around this one; detaches them where there is none.</summary>
    public T MoveToOuter<T>(T disposable) where T : IDisposable => MoveToOther(Outer, disposable);

    /// <inheritdoc cref="MoveToOuter{T}(T)"/>
    public (T1 first, T2 second) MoveToOuter<T1, T2>(T1 first, T2 second) where T1 : IDisposable where T2 : IDisposable =>
        MoveToOther(Outer, first, second);

    /// <inheritdoc cref="MoveToOuter{T}(T)"/>
    public (T1 first, T2 second, T3 third) MoveToOuter<T1, T2, T3>(T1 first, T2 second, T3 third)
        where T1 : IDisposable where T2 : IDisposable where T3 : IDisposable => MoveToOther(Outer, first, second, third);

    /// <inheritdoc cref="MoveToOuter{T}(T)"/>
    public void MoveToOuter(params IDisposable[] disposables) => MoveToOther(Outer, (IEnumerable<IDisposable>)disposables);

    /// <inheritdoc cref="MoveToOuter{T}(T)"/>
    public void MoveToOuter(IEnumerable<IDisposable> disposables) => MoveToOther(Outer, disposables);

    /// <summary>Gives objects to another scope; detaches them where it is null.</summary>
    public T MoveToOther<T>(DisposeScope? scope, T disposable) where T : IDisposable
    {
        MoveToOther(scope, (IEnumerable<IDisposable>)[disposable]);
        return disposable;
    }

    /// <inheritdoc cref="MoveToOther{T}(DisposeScope?, T)"/>
    public (T1 first, T2 second) MoveToOther<T1, T2>(DisposeScope? scope, T1 first, T2 second)
        where T1 : IDisposable where T2 : IDisposable
    {
        MoveToOther(scope, (IEnumerable<IDisposable>)[first, second]);
        return (first, second);
    }

    /// <inheritdoc cref="MoveToOther{T}(DisposeScope?, T)"/>
    public (T1 first, T2 second, T3 third) MoveToOther<T1, T2, T3>(DisposeScope? scope, T1 first, T2 second, T3 third)
        where T1 : IDisposable where T2 : IDisposable where T3 : IDisposable
    {
        MoveToOther(scope, (IEnumerable<IDisposable>)[first, second, third]);
        return (first, second, third);
    }

    /// <inheritdoc cref="MoveToOther{T}(DisposeScope?, T)"/>
    public void MoveToOther(DisposeScope? scope, params IDisposable[] disposables) =>
        MoveToOther(scope, (IEnumerable<IDisposable>)disposables);

    /// <inheritdoc cref="MoveToOther{T}(DisposeScope?, T)"/>
    public void MoveToOther(DisposeScope? scope, IEnumerable<IDisposable> disposables)
    {
        ArgumentNullException.ThrowIfNull(disposables);
        if (scope is null)
        {
            Detach(disposables);
            return;
        }
        foreach (var disposable in disposables)
        {
            if (Disown(disposable))
                scope.Own(disposable);
        }
    }

    /// <summary>Disposes what the scope owns now; the scope stays open.</summary>
    public void DisposeEverything() => DisposeEverythingBut((IEnumerable<IDisposable>)[]);

    /// <summary>Disposes what the scope owns now, except for these; the scope stays open.</summary>
    public T DisposeEverythingBut<T>(T keep) where T : IDisposable
    {
        DisposeEverythingBut((IEnumerable<IDisposable>)[keep]);
        return keep;
    }

    /// <inheritdoc cref="DisposeEverythingBut{T}(T)"/>
    public (T1 first, T2 second) DisposeEverythingBut<T1, T2>(T1 first, T2 second) where T1 : IDisposable where T2 : IDisposable
    {
        DisposeEverythingBut((IEnumerable<IDisposable>)[first, second]);
        return (first, second);
    }

    /// <inheritdoc cref="DisposeEverythingBut{T}(T)"/>
    public (T1 first, T2 second, T3 third) DisposeEverythingBut<T1, T2, T3>(T1 first, T2 second, T3 third)
        where T1 : IDisposable where T2 : IDisposable where T3 : IDisposable
    {
        DisposeEverythingBut((IEnumerable<IDisposable>)[first, second, third]);
        return (first, second, third);
    }

    /// <inheritdoc cref="DisposeEverythingBut{T}(T)"/>
    public void DisposeEverythingBut(params IDisposable[] keep) => DisposeEverythingBut((IEnumerable<IDisposable>)keep);

    /// <inheritdoc cref="DisposeEverythingBut{T}(T)"/>
    public void DisposeEverythingBut(IEnumerable<IDisposable> inKeep)
    {
        var keep = inKeep.ToHashSet<IDisposable>(ReferenceEqualityComparer.Instance);
        IDisposable[] doomed = [.. DisposablesView.Where(disposable => !keep.Contains(disposable))];
        foreach (var disposable in doomed)
        {
            disposable.Dispose();
            if (disposable is not Tensor)
                Disown(disposable);
        }
    }

    /// <summary>Closes the scope, and disposes what it owns.</summary>
    public void Dispose()
    {
        // Nothing joins a closed scope: what its own thread makes meanwhile goes to the scope around it.
        _manager.Close(this);
        lock (_manager.Gate)
            _closed = true;
        DisposeEverything();
    }

    /// <summary>Forgets an object that was disposed elsewhere; tensors do this themselves.</summary>
    public void MarkAsDisposed(IDisposable disposable) => Disown(disposable);

    internal void Own(IDisposable disposable)
    {
        ArgumentNullException.ThrowIfNull(disposable);
        lock (_manager.Gate)
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            if (disposable is Tensor { IsInvalid: true })
                return;
            _owned.Add(disposable);
            if (disposable is Tensor tensor)
                tensor.Scope = this;
        }
    }

    /// <returns>Was it owned?</returns>
    internal bool Disown(IDisposable disposable)
    {
        lock (_manager.Gate)
        {
            var owned = _owned.Remove(disposable);
            if (owned && disposable is Tensor tensor)
                tensor.Scope = null;
            return owned;
        }
    }

    private void Count(Action<LifetimeStatistics> change)
    {
        lock (_manager.Gate)
            change(_manager.Counts.TensorStatistics);
    }
}
