namespace TorchSharp;

/// <summary>
/// A thread's stack of dispose scopes. Other threads may dispose the tensors and the scopes too, so one lock guards all of it.
/// </summary>
public class DisposeScopeManager
{
    [ThreadStatic]
    private static DisposeScopeManager? s_current;

    /// <summary>The tensors of this thread, counted.</summary>
    public static ThreadDisposeScopeStatistics Statistics => Current.Counts;

    internal static DisposeScopeManager Current => s_current ??= new DisposeScopeManager();

    internal Lock Gate { get; } = new();

    internal ThreadDisposeScopeStatistics Counts { get; } = new();

    internal DisposeScope? Scope { get; private set; }

    internal DisposeScope Open()
    {
        lock (Gate)
            return Scope = new DisposeScope(this, Scope);
    }

    /// <summary>Closes a scope, wherever it stands: those within it lose their place too.</summary>
    internal void Close(DisposeScope scope)
    {
        lock (Gate)
        {
            for (var open = Scope; open is not null; open = open.Outer)
            {
                if (open == scope)
                {
                    Scope = scope.Outer;
                    return;
                }
            }
        }
    }

    /// <summary>Counts a tensor that this thread made, and gives it to the innermost scope.</summary>
    internal void Register(Tensor tensor)
    {
        lock (Gate)
        {
            if (Scope is { } scope)
            {
                Counts.TensorStatistics.CreatedInScopeCount++;
                scope.Own(tensor);
            }
            else
            {
                Counts.TensorStatistics.CreatedOutsideScopeCount++;
            }
        }
    }

    /// <summary>Counts a tensor of this thread that was disposed, on whichever thread, and takes it out of its scope.</summary>
    internal void Leave(Tensor tensor)
    {
        var inScope = tensor.Scope is { } scope && scope.Disown(tensor);
        lock (Gate)
        {
            if (inScope)
                Counts.TensorStatistics.DisposedInScopeCount++;
            else
                Counts.TensorStatistics.DisposedOutsideScopeCount++;
        }
    }
}

public static partial class torch
{
    /// <summary>The innermost open scope of this thread.</summary>
    public static DisposeScope? CurrentDisposeScope => DisposeScopeManager.Current.Scope;

    /// <summary>Opens a scope: the tensors that this thread makes until it is disposed are disposed with it.</summary>
    public static DisposeScope NewDisposeScope() => DisposeScopeManager.Current.Open();

    /// <summary>Evaluates in a scope of its own; only the result outlives it.</summary>
    public static Tensor WrappedTensorDisposeScope(Func<Tensor> expr)
    {
        ArgumentNullException.ThrowIfNull(expr);
        using var scope = NewDisposeScope();
        return expr().MoveToOuterDisposeScope();
    }
}
