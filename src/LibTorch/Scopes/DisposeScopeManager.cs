namespace TorchSharp;

/// <summary>A thread's stack of dispose scopes.</summary>
public class DisposeScopeManager
{
    [ThreadStatic]
    private static DisposeScopeManager? s_current;

    /// <summary>The tensors of this thread, counted.</summary>
    public static ThreadDisposeScopeStatistics Statistics => Current.Counts;

    internal static DisposeScopeManager Current => s_current ??= new DisposeScopeManager();

    internal ThreadDisposeScopeStatistics Counts { get; } = new();

    internal DisposeScope? Scope { get; private set; }

    internal DisposeScope Open() => Scope = new DisposeScope(this, Scope);

    /// <summary>Closes a scope, wherever it stands: those within it lose their place too.</summary>
    internal void Close(DisposeScope scope)
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
